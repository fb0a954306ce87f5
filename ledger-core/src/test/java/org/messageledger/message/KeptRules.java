package org.messageledger.message;

import static org.messageledger.message.Commands.KNOWN;
import static org.messageledger.message.Commands.MIB;
import static org.messageledger.message.Commands.MOVED_ON;
import static org.messageledger.message.Commands.TOO_OLD;
import static org.messageledger.message.Commands.UNKNOWN;
import static org.messageledger.message.Commands.disclose;
import static org.messageledger.message.Commands.resolve;
import static org.messageledger.message.Commands.retract;
import static org.messageledger.message.Commands.route;
import static org.messageledger.message.Commands.send;
import static org.messageledger.message.Commands.suspect;
import static org.messageledger.message.MessageSamples.ID;
import static org.messageledger.message.MessageSamples.NOW;
import static org.messageledger.message.MessageSamples.after;
import static org.messageledger.message.MessageSamples.inPool;
import static org.messageledger.message.MessageSamples.onBehalfOf;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.message.MessageSamples.retracted;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.message.MessageSamples.sent;
import static org.messageledger.party.Irregularity.LATE;
import static org.messageledger.party.Irregularity.UNKNOWN_MESSAGE;
import static org.messageledger.party.Irregularity.UNVERIFIED_POOL;
import static org.messageledger.party.Irregularity.UNVERIFIED_RELATION;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Mode;

/** Commands that break no rule, some at its bound. */
final class KeptRules {

    private KeptRules() {}

    static Stream<Arguments> all() {
        return Stream.of(
                kept("plain send", send(s -> {}), UNKNOWN),
                kept("send just in time", send(s -> s.occurredAt = NOW.minus(Duration.ofDays(30))), UNKNOWN),
                kept("send just ahead", send(s -> s.occurredAt = NOW.plus(Duration.ofMinutes(2))), UNKNOWN),
                kept(
                        "attachment at the threshold",
                        send(s -> s.attachments = List.of(SendSample.attachment(10 * MIB, null))),
                        UNKNOWN),
                kept(
                        "approved attachment",
                        send(s -> s.attachments = List.of(SendSample.attachment(10 * MIB + 1, "ok-7"))),
                        UNKNOWN),
                kept("send that others have routed before", send(s -> {}), after(routed(null, "billing"))),
                kept("send from a pool", send(s -> s.sender = inPool("s:1", "desk")), UNKNOWN, UNVERIFIED_POOL),
                kept("send for another", send(s -> s.sender = onBehalfOf("a", "b")), UNKNOWN, UNVERIFIED_RELATION),
                kept("route by any emitter", route(null), KNOWN),
                kept("route of a retracted message", route(null), after(sent(), retracted())),
                kept("resolution by the sender", resolve(person("member:1"), null), KNOWN),
                kept("resolution by a recipient", resolve(person("dr:1"), null), MOVED_ON),
                kept("resolution by the patient", resolve(person("member:2"), null), KNOWN),
                kept("resolution in its pool", resolve(inPool("s:1", "cardiology"), null), KNOWN, UNVERIFIED_POOL),
                kept("resolution in its new pool", resolve(inPool("s:1", "billing"), null), MOVED_ON, UNVERIFIED_POOL),
                kept(
                        "resolution for the patient",
                        resolve(onBehalfOf("a", "member:2"), null),
                        KNOWN,
                        UNVERIFIED_RELATION),
                kept("retraction by the sender", retract(person("member:1"), null), KNOWN),
                kept("second retraction", retract(person("member:1"), null), after(sent(), retracted())),
                kept("suspicion by a stranger", suspect(person("dr:9"), null), KNOWN),
                kept("suspicion about nothing", suspect(person("dr:9"), null), UNKNOWN, UNKNOWN_MESSAGE),
                kept("late suspicion", suspect(person("dr:9"), TOO_OLD), KNOWN, LATE),
                kept("disclosure", disclose(ID, null), KNOWN),
                kept("disclosure of something else", disclose(null, null), UNKNOWN));
    }

    private static Arguments kept(
            String rule, Function<Mode, MessageCommand> command, MessageState state, Irregularity... marks) {
        return Arguments.of(rule, command, state, List.of(marks));
    }
}
