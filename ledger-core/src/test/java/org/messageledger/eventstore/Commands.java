package org.messageledger.eventstore;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessKind;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.message.DiscloseMessage;
import org.messageledger.message.LegalBasis;
import org.messageledger.message.ReportSuspicion;
import org.messageledger.message.RetractMessage;
import org.messageledger.message.SendMessage;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.Purpose;

/** Commands in their shortest form: member:1 writes to clinician:2. */
final class Commands {

    static final Actor MEMBER = Actor.of(new PersonId("member:1"), ActorKind.MEMBER);
    static final Actor CLINICIAN = Actor.of(new PersonId("clinician:2"), ActorKind.CLINICIAN);
    static final Actor STRANGER = Actor.of(new PersonId("staff:9"), ActorKind.STAFF);

    private Commands() {}

    static SendMessage send(String messageId) {
        return send(messageId, Mode.ASK);
    }

    static SendMessage send(String messageId, Mode mode) {
        return send(messageId, mode, List.of(new Party.Person(CLINICIAN.id())));
    }

    static SendMessage reply(String messageId, String to) {
        return send(messageId, Mode.ASK, List.of(new Party.Person(CLINICIAN.id())), new MessageId(to));
    }

    static SendMessage broadcast(String messageId, int recipients) {
        return send(
                messageId,
                Mode.ASK,
                IntStream.range(0, recipients)
                        .mapToObj(i -> Party.person("staff:" + i))
                        .toList());
    }

    private static SendMessage send(String messageId, Mode mode, List<Party> recipients) {
        return send(messageId, mode, recipients, null);
    }

    private static SendMessage send(
            String messageId, Mode mode, List<Party> recipients, @Nullable MessageId inReplyTo) {
        return new SendMessage(
                new MessageId(messageId),
                mode,
                null,
                null,
                null,
                inReplyTo,
                MEMBER,
                recipients,
                List.of(MEMBER.id()),
                null,
                Category.SYMPTOM_UPDATE,
                Channel.PORTAL,
                false,
                Confidentiality.N,
                "knee",
                "it hurts",
                null,
                List.of(),
                null,
                null);
    }

    static ReadMessage read(String messageId, Actor actor) {
        return new ReadMessage(
                new MessageId(messageId),
                Mode.ASK,
                null,
                null,
                null,
                actor,
                AccessKind.OPENED,
                new Purpose("TREAT"),
                null,
                null,
                null,
                null,
                null);
    }

    static RetractMessage retract(String messageId) {
        return new RetractMessage(new MessageId(messageId), Mode.ASK, null, null, MEMBER, "wrong person");
    }

    static ReportSuspicion suspect(String messageId) {
        return new ReportSuspicion(new MessageId(messageId), Mode.ASK, null, null, CLINICIAN, "odd");
    }

    static ListMessages list(String messageId) {
        return new ListMessages(
                List.of(new MessageId(messageId)),
                Mode.ASK,
                null,
                null,
                CLINICIAN,
                AccessKind.LISTED,
                new Purpose("TREAT"),
                null);
    }

    static DiscloseMessage disclose(@Nullable String messageId) {
        return new DiscloseMessage(
                messageId == null ? null : new MessageId(messageId),
                Mode.ASK,
                null,
                null,
                List.of(MEMBER.id()),
                new DiscloseMessage.Recipient("Court", null),
                "the message",
                "subpoena",
                null,
                STRANGER,
                LegalBasis.JUDICIAL);
    }
}
