package org.messageledger.message;

import static org.messageledger.message.MessageSamples.ID;
import static org.messageledger.message.MessageSamples.NOW;
import static org.messageledger.message.MessageSamples.after;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.message.MessageSamples.retracted;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.message.MessageSamples.sent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;

/** The states and the commands, in either mode, that tests of decisions speak of. */
final class Commands {

    static final MessageState UNKNOWN = MessageState.UNKNOWN;
    static final MessageState KNOWN = after(sent());
    static final MessageState MOVED_ON = after(sent(), routed("cardiology", "billing"));
    static final Instant TOO_OLD = NOW.minus(Duration.ofDays(30)).minusMillis(1);
    static final Instant TOO_NEW = NOW.plus(Duration.ofMinutes(2)).plusMillis(1);
    static final Threads THREADS =
            parent -> parent.value().equals("portal:parent") ? Optional.of("thread-of-parent") : Optional.empty();
    /** How a message comes to each state that the tables of rules speak of. */
    static final Map<MessageState, List<MessageEvent>> HISTORIES = Stream.<List<MessageEvent>>of(
                    List.of(),
                    List.of(sent()),
                    List.of(sent(), routed("cardiology", "billing")),
                    List.of(sent(), retracted()),
                    List.of(routed(null, "billing")))
            .collect(Collectors.toMap(history -> after(history.toArray(MessageEvent[]::new)), history -> history));

    static final int MIB = 1024 * 1024;

    private Commands() {}

    static Function<Mode, MessageCommand> send(Consumer<SendSample> change) {
        return mode -> SendSample.send(sample -> {
            change.accept(sample);
            sample.mode = mode;
        });
    }

    static Function<Mode, MessageCommand> route(@Nullable Instant at) {
        return mode -> new RouteMessage(
                ID,
                mode,
                at,
                null,
                Party.pool("cardiology"),
                Party.pool("billing"),
                RoutingCause.RULE,
                "rule-7",
                null,
                "category");
    }

    static Function<Mode, MessageCommand> resolve(Actor actor, @Nullable Instant at) {
        return mode -> new ResolveMessage(ID, mode, at, null, actor, Resolution.ANSWERED);
    }

    static Function<Mode, MessageCommand> retract(Actor actor, @Nullable Instant at) {
        return mode -> new RetractMessage(ID, mode, at, null, actor, "wrong pool");
    }

    static Function<Mode, MessageCommand> suspect(Actor actor, @Nullable Instant at) {
        return mode -> new ReportSuspicion(ID, mode, at, null, actor, "asks for a password");
    }

    static Function<Mode, MessageCommand> disclose(@Nullable MessageId id, @Nullable Instant at) {
        return mode -> new DiscloseMessage(
                id,
                mode,
                at,
                null,
                List.of(new PersonId("member:2")),
                new DiscloseMessage.Recipient("Court", "1 Main St"),
                "the message",
                "subpoena",
                "case-1",
                person("staff:1"),
                LegalBasis.JUDICIAL);
    }

    static Decision<MessageEvent> decide(MessageCommand command, MessageState state, DecisionRules rules) {
        if (command instanceof SendMessage send) {
            return MessageDecision.decide(send, state, THREADS, NOW, rules);
        }
        if (command instanceof RouteMessage route) {
            return MessageDecision.decide(route, state, NOW, rules);
        }
        if (command instanceof ResolveMessage resolve) {
            return MessageDecision.decide(resolve, state, NOW, rules);
        }
        if (command instanceof RetractMessage retract) {
            return MessageDecision.decide(retract, state, NOW, rules);
        }
        if (command instanceof ReportSuspicion suspicion) {
            return MessageDecision.decide(suspicion, state, NOW, rules);
        }
        return MessageDecision.decide((DiscloseMessage) command, state, NOW, rules);
    }
}
