package org.messageledger.eventstore;

import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.messageledger.access.AccessDecision;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.log.StreamPosition;
import org.messageledger.message.Decision;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.DiscloseMessage;
import org.messageledger.message.MessageDecision;
import org.messageledger.message.MessageState;
import org.messageledger.party.MessageId;

/**
 * Handles the commands whose events stand alone: accesses and disclosures. They do not go through the message aggregate,
 * whose lock would queue the readers of one message; a read is appended on condition that the message's stream has not
 * moved since it was decided, so it cannot slip past a retraction.
 */
final class AccessHandlers {

    private final MessageStates states;
    private final EventBus events;
    private final DecisionRules rules;
    private final Clock clock;

    AccessHandlers(MessageStates states, EventBus events, DecisionRules rules, Clock clock) {
        this.states = states;
        this.events = events;
        this.rules = rules;
        this.clock = clock;
    }

    @CommandHandler
    Decision<?> handle(ReadMessage command) {
        MessageStates.Version version = states.of(command.messageId());
        String stream = MessageStates.stream(command.messageId().value());
        Recording.current().dependOn(new StreamPosition(stream, version.lastSequenceNumber()));
        return publish(AccessDecision.decide(command, version.state(), clock.instant(), rules));
    }

    /** Conditional on no stream: a listing is never refused, and a message's state is at most a second old. */
    @CommandHandler
    Decision<?> handle(ListMessages command) {
        return publish(AccessDecision.decide(command, states::recent, clock.instant(), rules));
    }

    @CommandHandler
    Decision<?> handle(DiscloseMessage command) {
        MessageId messageId = command.messageId();
        MessageState state = messageId == null ? MessageState.UNKNOWN : states.recent(messageId);
        return publish(MessageDecision.decide(command, state, clock.instant(), rules));
    }

    private Decision<?> publish(Decision<?> decision) {
        decision.events().forEach(event -> events.publish(GenericEventMessage.asEventMessage(event)));
        return decision;
    }
}
