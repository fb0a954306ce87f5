package org.messageledger.message;

import static org.messageledger.message.Commands.KNOWN;
import static org.messageledger.message.Commands.MIB;
import static org.messageledger.message.Commands.MOVED_ON;
import static org.messageledger.message.Commands.TOO_NEW;
import static org.messageledger.message.Commands.TOO_OLD;
import static org.messageledger.message.Commands.UNKNOWN;
import static org.messageledger.message.Commands.disclose;
import static org.messageledger.message.Commands.resolve;
import static org.messageledger.message.Commands.retract;
import static org.messageledger.message.Commands.route;
import static org.messageledger.message.Commands.send;
import static org.messageledger.message.MessageSamples.ID;
import static org.messageledger.message.MessageSamples.inPool;
import static org.messageledger.message.MessageSamples.onBehalfOf;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.party.Irregularity.CLOCK_AHEAD;
import static org.messageledger.party.Irregularity.DUPLICATE_ID;
import static org.messageledger.party.Irregularity.EMPTY_SUBJECT;
import static org.messageledger.party.Irregularity.FORMER_POOL;
import static org.messageledger.party.Irregularity.LATE;
import static org.messageledger.party.Irregularity.NOT_A_PARTICIPANT;
import static org.messageledger.party.Irregularity.NO_AUTHORITY;
import static org.messageledger.party.Irregularity.NO_RECIPIENT;
import static org.messageledger.party.Irregularity.UNKNOWN_MESSAGE;
import static org.messageledger.party.Irregularity.UNVERIFIED_POOL;
import static org.messageledger.party.Irregularity.UNVERIFIED_RELATION;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Mode;

/** Commands that break a rule. */
final class BrokenRules {

    private BrokenRules() {}

    /** What is broken | the command in a mode | state | kind of refusal | field to blame | what it is marked with. */
    static Stream<Arguments> all() {
        return Stream.of(
                broken("taken id", send(s -> {}), KNOWN, 409, "messageId", DUPLICATE_ID),
                broken(
                        "taken id, and empty",
                        send(s -> s.subject = ""),
                        KNOWN,
                        409,
                        "messageId",
                        DUPLICATE_ID,
                        EMPTY_SUBJECT),
                broken(
                        "taken id, and a large attachment",
                        send(s -> s.attachments = List.of(SendSample.attachment(10 * MIB + 1, null))),
                        KNOWN,
                        409,
                        "messageId",
                        NO_AUTHORITY,
                        DUPLICATE_ID),
                broken("no subject", send(s -> s.subject = ""), UNKNOWN, 422, "subject", EMPTY_SUBJECT),
                broken("blank subject", send(s -> s.subject = " \n"), UNKNOWN, 422, "subject", EMPTY_SUBJECT),
                broken("no recipient", send(s -> s.recipients = List.of()), UNKNOWN, 422, "recipients", NO_RECIPIENT),
                broken(
                        "large attachment",
                        send(s -> s.attachments = List.of(SendSample.attachment(10 * MIB + 1, null))),
                        UNKNOWN,
                        422,
                        "attachments",
                        NO_AUTHORITY),
                broken("late send", send(s -> s.occurredAt = TOO_OLD), UNKNOWN, 422, "occurredAt", LATE),
                broken("early send", send(s -> s.occurredAt = TOO_NEW), UNKNOWN, 422, "occurredAt", CLOCK_AHEAD),
                broken("route of nothing", route(null), UNKNOWN, 404, "messageId", UNKNOWN_MESSAGE),
                broken("late route", route(TOO_OLD), KNOWN, 422, "occurredAt", LATE),
                broken("late route of nothing", route(TOO_OLD), UNKNOWN, 404, "messageId", UNKNOWN_MESSAGE, LATE),
                broken(
                        "resolution of nothing",
                        resolve(person("dr:1"), null),
                        UNKNOWN,
                        404,
                        "messageId",
                        UNKNOWN_MESSAGE),
                broken(
                        "resolution by a stranger",
                        resolve(person("dr:9"), null),
                        KNOWN,
                        422,
                        "actor",
                        NOT_A_PARTICIPANT),
                broken(
                        "resolution by a former pool",
                        resolve(inPool("s:1", "cardiology"), null),
                        MOVED_ON,
                        422,
                        "actor.pool",
                        FORMER_POOL,
                        UNVERIFIED_POOL),
                broken("early resolution", resolve(person("dr:1"), TOO_NEW), KNOWN, 422, "occurredAt", CLOCK_AHEAD),
                broken(
                        "retraction of nothing",
                        retract(person("member:1"), null),
                        UNKNOWN,
                        404,
                        "messageId",
                        UNKNOWN_MESSAGE),
                broken(
                        "retraction by a stranger",
                        retract(person("dr:9"), null),
                        KNOWN,
                        422,
                        "actor",
                        NOT_A_PARTICIPANT),
                broken(
                        "retraction by a recipient",
                        retract(person("dr:1"), null),
                        KNOWN,
                        422,
                        "actor",
                        NOT_A_PARTICIPANT),
                broken(
                        "retraction for the sender",
                        retract(onBehalfOf("ally", "member:1"), null),
                        KNOWN,
                        422,
                        "actor",
                        NOT_A_PARTICIPANT,
                        UNVERIFIED_RELATION),
                broken("late retraction", retract(person("member:1"), TOO_OLD), KNOWN, 422, "occurredAt", LATE),
                broken("disclosure of nothing", disclose(ID, null), UNKNOWN, 404, "messageId", UNKNOWN_MESSAGE),
                broken("late disclosure", disclose(null, TOO_OLD), UNKNOWN, 422, "occurredAt", LATE));
    }

    private static Arguments broken(
            String rule,
            Function<Mode, MessageCommand> command,
            MessageState state,
            int status,
            String field,
            Irregularity... marks) {
        return Arguments.of(
                rule, command, state, status, field, Stream.of(marks).sorted().toList());
    }
}
