package org.messageledger.benchmark;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.messageledger.access.AccessKind;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.message.SendMessage;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.Purpose;

/** Messages of an ordinary day: one patient writes to one clinician, who opens it. */
final class Traffic {

    private static final String SUBJECT = "Short of breath";
    private static final String BODY = "Since yesterday, on the stairs.";
    private static final int PEOPLE = 10_000;

    private final String prefix;
    private final AtomicLong next = new AtomicLong();

    /** @param prefix tells one run's messages from another's */
    Traffic(String prefix) {
        this.prefix = prefix;
    }

    MessageId message(long number) {
        return new MessageId("portal:" + prefix + "-" + number);
    }

    /** A message that nobody has sent before. */
    SendMessage send() {
        return send(next.getAndIncrement());
    }

    SendMessage send(long number) {
        return new SendMessage(
                message(number),
                Mode.ASK,
                null,
                null,
                null,
                null,
                Actor.of(member(number), ActorKind.MEMBER),
                List.of(new Party.Person(clinician(number))),
                List.of(member(number)),
                "clinic-4",
                Category.SYMPTOM_UPDATE,
                Channel.PORTAL,
                false,
                Confidentiality.N,
                SUBJECT,
                BODY,
                null,
                List.of(),
                null,
                null);
    }

    /** Its recipient opens one of the first {@code count} messages. */
    ReadMessage read(SplittableRandom random, int count) {
        return read(random.nextInt(count));
    }

    ReadMessage read(long number) {
        return new ReadMessage(
                message(number),
                Mode.ASK,
                null,
                null,
                member(number),
                Actor.of(clinician(number), ActorKind.CLINICIAN),
                AccessKind.OPENED,
                new Purpose("TREAT"),
                null,
                null,
                null,
                null,
                null);
    }

    /** Its recipient opens that message. */
    ReadMessage read(MessageId message) {
        return read(Long.parseLong(message.value().substring(message.value().lastIndexOf('-') + 1)));
    }

    /** {@link #send()} as an emitter writes it. */
    String json() {
        SendMessage command = send();
        return "{\"messageId\":\"" + command.messageId() + "\",\"sender\":{\"id\":\""
                + command.sender().id() + "\",\"kind\":\"MEMBER\"},\"recipients\":[{\"person\":\"clinician:8\"}],"
                + "\"patientIds\":[\"" + command.patientIds().get(0) + "\"],\"careSite\":\"clinic-4\","
                + "\"category\":\"SYMPTOM_UPDATE\",\"channel\":\"PORTAL\",\"confidentiality\":\"N\",\"subject\":\""
                + SUBJECT + "\",\"body\":\"" + BODY + "\"}";
    }

    private static PersonId member(long number) {
        return new PersonId("member:" + number % PEOPLE);
    }

    private static PersonId clinician(long number) {
        return new PersonId("clinician:" + number % PEOPLE / 50);
    }
}
