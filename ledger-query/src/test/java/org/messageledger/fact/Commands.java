package org.messageledger.fact;

import java.util.List;
import java.util.stream.Stream;
import org.messageledger.access.AccessKind;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.message.ReportSuspicion;
import org.messageledger.message.SendMessage;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.Purpose;

/** Commands in their shortest form: member:1 writes to clinician:2, who reads. */
public final class Commands {

    public static final Actor MEMBER = Actor.of(new PersonId("member:1"), ActorKind.MEMBER);
    public static final Actor CLINICIAN = Actor.of(new PersonId("clinician:2"), ActorKind.CLINICIAN);

    private Commands() {}

    public static SendMessage send(String messageId, String threadId, String patientId) {
        return new SendMessage(
                new MessageId(messageId),
                Mode.REPORT,
                null,
                null,
                threadId,
                null,
                MEMBER,
                List.of(new Party.Person(CLINICIAN.id())),
                List.of(new PersonId(patientId)),
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

    /** By the clinician, back to the member. */
    public static SendMessage answer(String messageId, String threadId, String inReplyTo) {
        SendMessage question = send(messageId, threadId, MEMBER.id().value());
        return new SendMessage(
                question.messageId(),
                question.mode(),
                null,
                null,
                threadId,
                new MessageId(inReplyTo),
                CLINICIAN,
                List.of(new Party.Person(MEMBER.id())),
                question.patientIds(),
                null,
                question.category(),
                question.channel(),
                false,
                question.confidentiality(),
                question.subject(),
                question.body(),
                null,
                List.of(),
                null,
                null);
    }

    public static ReadMessage read(String messageId) {
        return read(messageId, CLINICIAN);
    }

    public static ReadMessage read(String messageId, Actor actor) {
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

    public static ReportSuspicion report(String messageId) {
        return new ReportSuspicion(new MessageId(messageId), Mode.REPORT, null, null, CLINICIAN, "strange");
    }

    public static ListMessages list(String... messageIds) {
        return new ListMessages(
                Stream.of(messageIds).map(MessageId::new).toList(),
                Mode.REPORT,
                null,
                null,
                CLINICIAN,
                AccessKind.LISTED,
                new Purpose("TREAT"),
                null);
    }
}
