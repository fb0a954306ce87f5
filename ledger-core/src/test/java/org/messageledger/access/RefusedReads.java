package org.messageledger.access;

import static org.messageledger.access.Reads.AUTHORITY;
import static org.messageledger.access.Reads.KNOWN;
import static org.messageledger.access.Reads.MOVED_ON;
import static org.messageledger.access.Reads.STRANGER;
import static org.messageledger.access.Reads.TAKEN_BACK;
import static org.messageledger.access.Reads.by;
import static org.messageledger.access.Reads.read;
import static org.messageledger.access.Reads.stranger;
import static org.messageledger.message.MessageSamples.NOW;
import static org.messageledger.message.MessageSamples.after;
import static org.messageledger.message.MessageSamples.inPool;
import static org.messageledger.message.MessageSamples.onBehalfOf;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.message.MessageSamples.sent;
import static org.messageledger.party.Irregularity.CLOCK_AHEAD;
import static org.messageledger.party.Irregularity.FORMER_POOL;
import static org.messageledger.party.Irregularity.LATE;
import static org.messageledger.party.Irregularity.NOT_A_PARTICIPANT;
import static org.messageledger.party.Irregularity.NO_JUSTIFICATION;
import static org.messageledger.party.Irregularity.RETRACTED;
import static org.messageledger.party.Irregularity.UNKNOWN_PURPOSE;
import static org.messageledger.party.Irregularity.UNVERIFIED_POOL;
import static org.messageledger.party.Irregularity.UNVERIFIED_RELATION;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;
import org.messageledger.message.MessageState;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Party;

/** Reads that the ledger refuses to who asks, and marks for who reports. */
final class RefusedReads {

    private RefusedReads() {}

    /** Who reads | what else the read says | state | field to blame | ground when reported | how it is marked. */
    static Stream<Arguments> all() {
        return Stream.of(
                refused("a stranger", by(STRANGER), KNOWN, "actor", Ground.NONE, NOT_A_PARTICIPANT),
                refused(
                        "a stranger with authority for no office",
                        stranger("TREAT", s -> s.authority = AUTHORITY),
                        KNOWN,
                        "actor",
                        Ground.NONE,
                        NOT_A_PARTICIPANT),
                refused(
                        "a stranger with justification for no emergency",
                        stranger("TREAT", s -> s.justification = "curious"),
                        KNOWN,
                        "actor",
                        Ground.NONE,
                        NOT_A_PARTICIPANT),
                refused(
                        "somebody in another pool",
                        by(inPool("s:1", "surgery")),
                        KNOWN,
                        "actor",
                        Ground.NONE,
                        NOT_A_PARTICIPANT,
                        UNVERIFIED_POOL),
                refused(
                        "somebody for a stranger",
                        by(onBehalfOf("a", "b")),
                        KNOWN,
                        "actor",
                        Ground.NONE,
                        NOT_A_PARTICIPANT,
                        UNVERIFIED_RELATION),
                refused(
                        "somebody in a former pool",
                        by(inPool("s:1", "cardiology")),
                        MOVED_ON,
                        "actor.pool",
                        Ground.NONE,
                        FORMER_POOL,
                        UNVERIFIED_POOL),
                refused(
                        "a person it was routed away from",
                        by(person("dr:5")),
                        after(
                                sent(),
                                routed(null, Party.person("dr:5")),
                                routed(Party.person("dr:5"), Party.pool("billing"))),
                        "actor",
                        Ground.NONE,
                        NOT_A_PARTICIPANT),
                refused(
                        "a stranger who breaks the glass",
                        stranger("BTG", s -> {}),
                        KNOWN,
                        "actor",
                        Ground.NONE,
                        NOT_A_PARTICIPANT,
                        NO_JUSTIFICATION),
                refused(
                        "a stranger with a blank justification",
                        stranger("BTG", s -> s.justification = " \n"),
                        KNOWN,
                        "actor",
                        Ground.NONE,
                        NOT_A_PARTICIPANT,
                        NO_JUSTIFICATION),
                refused(
                        "a stranger in an emergency",
                        stranger("ETREAT", s -> {}),
                        KNOWN,
                        "actor",
                        Ground.NONE,
                        NOT_A_PARTICIPANT,
                        NO_JUSTIFICATION),
                refused(
                        "a participant who breaks the glass",
                        read("BTG", s -> {}),
                        KNOWN,
                        "justification",
                        Ground.RECIPIENT,
                        NO_JUSTIFICATION),
                refused(
                        "a recipient, retracted",
                        by(person("dr:1")),
                        TAKEN_BACK,
                        "messageId",
                        Ground.RECIPIENT,
                        RETRACTED),
                refused(
                        "for the sender, retracted",
                        by(onBehalfOf("a", "member:1")),
                        TAKEN_BACK,
                        "messageId",
                        Ground.ON_BEHALF_OF,
                        RETRACTED,
                        UNVERIFIED_RELATION),
                refused(
                        "a stranger in an emergency, retracted",
                        stranger("BTG", s -> s.justification = "cardiac arrest"),
                        TAKEN_BACK,
                        "messageId",
                        Ground.BREAK_GLASS,
                        RETRACTED),
                refused(
                        "a stranger with authority for no office, retracted",
                        stranger("TREAT", s -> s.authority = AUTHORITY),
                        TAKEN_BACK,
                        "actor",
                        Ground.NONE,
                        NOT_A_PARTICIPANT),
                refused(
                        "a recipient without a known purpose",
                        read("CURIOSITY", s -> {}),
                        KNOWN,
                        "purpose",
                        Ground.RECIPIENT,
                        UNKNOWN_PURPOSE),
                refused(
                        "a recipient too late",
                        read(
                                "TREAT",
                                s -> s.occurredAt =
                                        NOW.minus(Duration.ofDays(30)).minusMillis(1)),
                        KNOWN,
                        "occurredAt",
                        Ground.RECIPIENT,
                        LATE),
                refused(
                        "a recipient too early",
                        read(
                                "TREAT",
                                s -> s.occurredAt =
                                        NOW.plus(Duration.ofMinutes(2)).plusMillis(1)),
                        KNOWN,
                        "occurredAt",
                        Ground.RECIPIENT,
                        CLOCK_AHEAD));
    }

    private static Arguments refused(
            String reader,
            Consumer<ReadSample> change,
            MessageState state,
            @Nullable String field,
            Ground ground,
            Irregularity... marks) {
        return Arguments.of(reader, change, state, field, ground, List.of(marks));
    }
}
