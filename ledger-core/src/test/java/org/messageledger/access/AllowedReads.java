package org.messageledger.access;

import static org.messageledger.access.Reads.AUTHORITY;
import static org.messageledger.access.Reads.KNOWN;
import static org.messageledger.access.Reads.MOVED_ON;
import static org.messageledger.access.Reads.TAKEN_BACK;
import static org.messageledger.access.Reads.by;
import static org.messageledger.access.Reads.read;
import static org.messageledger.access.Reads.stranger;
import static org.messageledger.message.MessageSamples.NOW;
import static org.messageledger.message.MessageSamples.after;
import static org.messageledger.message.MessageSamples.inPool;
import static org.messageledger.message.MessageSamples.onBehalfOf;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.message.MessageSamples.resolved;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.message.MessageSamples.sent;
import static org.messageledger.party.Irregularity.UNVERIFIED_POOL;
import static org.messageledger.party.Irregularity.UNVERIFIED_RELATION;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.messageledger.message.MessageState;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.Relation;

/** Reads that have a ground. */
final class AllowedReads {

    private AllowedReads() {}

    /** Who reads | what else the read says | state | on what ground | how it is marked. */
    static Stream<Arguments> all() {
        return Stream.of(
                allowed("the sender", by(person("member:1")), KNOWN, Ground.SENDER),
                allowed("a recipient", by(person("dr:1")), KNOWN, Ground.RECIPIENT),
                allowed(
                        "a recipient, when the message has moved on",
                        by(person("dr:1")),
                        after(sent(), routed(Party.person("dr:1"), Party.pool("billing"))),
                        Ground.RECIPIENT),
                allowed(
                        "a recipient of a resolved message",
                        by(person("dr:1")),
                        after(sent(), resolved()),
                        Ground.RECIPIENT),
                allowed("the patient", by(person("member:2")), KNOWN, Ground.PATIENT),
                allowed(
                        "the patient as such",
                        by(new Actor(new PersonId("member:2"), ActorKind.MEMBER, null, null, Relation.SELF)),
                        KNOWN,
                        Ground.PATIENT),
                allowed(
                        "a person it was routed to",
                        by(person("dr:5")),
                        after(sent(), routed(null, Party.person("dr:5"))),
                        Ground.PARTY),
                allowed("somebody in its pool", by(inPool("s:1", "cardiology")), KNOWN, Ground.PARTY, UNVERIFIED_POOL),
                allowed(
                        "somebody in its new pool",
                        by(inPool("s:1", "billing")),
                        MOVED_ON,
                        Ground.PARTY,
                        UNVERIFIED_POOL),
                allowed(
                        "the sender through a pool",
                        by(inPool("member:1", "desk")),
                        KNOWN,
                        Ground.SENDER,
                        UNVERIFIED_POOL),
                allowed(
                        "for the sender",
                        by(onBehalfOf("a", "member:1")),
                        KNOWN,
                        Ground.ON_BEHALF_OF,
                        UNVERIFIED_RELATION),
                allowed(
                        "for a recipient",
                        by(onBehalfOf("a", "dr:1")),
                        KNOWN,
                        Ground.ON_BEHALF_OF,
                        UNVERIFIED_RELATION),
                allowed(
                        "for the patient",
                        by(onBehalfOf("a", "member:2")),
                        KNOWN,
                        Ground.ON_BEHALF_OF,
                        UNVERIFIED_RELATION),
                allowed("a participant in an emergency", read("ETREAT", s -> {}), KNOWN, Ground.RECIPIENT),
                allowed("a participant from an office", read("HCOMPL", s -> {}), KNOWN, Ground.RECIPIENT),
                allowed(
                        "a participant who breaks the glass",
                        read("BTG", s -> s.justification = "cardiac arrest"),
                        KNOWN,
                        Ground.RECIPIENT),
                allowed(
                        "a stranger who breaks the glass",
                        stranger("BTG", s -> s.justification = "cardiac arrest"),
                        KNOWN,
                        Ground.BREAK_GLASS),
                allowed(
                        "a stranger in an emergency",
                        stranger("ETREAT", s -> s.justification = "cardiac arrest"),
                        KNOWN,
                        Ground.BREAK_GLASS),
                allowed(
                        "a former pool in an emergency",
                        read("ETREAT", s -> {
                            s.actor = inPool("s:1", "cardiology");
                            s.justification = "cardiac arrest";
                        }),
                        MOVED_ON,
                        Ground.BREAK_GLASS,
                        UNVERIFIED_POOL),
                allowed("its sender, retracted", by(person("member:1")), TAKEN_BACK, Ground.SENDER),
                allowed(
                        "a recipient with authority, retracted",
                        read("TREAT", s -> s.authority = AUTHORITY),
                        TAKEN_BACK,
                        Ground.AUTHORITY),
                allowed(
                        "an officer with authority, retracted",
                        stranger("HLEGAL", s -> s.authority = AUTHORITY),
                        TAKEN_BACK,
                        Ground.AUTHORITY),
                allowed(
                        "just in time",
                        read("TREAT", s -> s.occurredAt = NOW.minus(Duration.ofDays(30))),
                        KNOWN,
                        Ground.RECIPIENT),
                allowed(
                        "just ahead",
                        read("TREAT", s -> s.occurredAt = NOW.plus(Duration.ofMinutes(2))),
                        KNOWN,
                        Ground.RECIPIENT));
    }

    private static Arguments allowed(
            String reader, Consumer<ReadSample> change, MessageState state, Ground ground, Irregularity... marks) {
        return Arguments.of(reader, change, state, ground, List.of(marks));
    }
}
