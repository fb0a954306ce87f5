package org.messageledger.message;

import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.MessageId;

/**
 * The aggregate: ties decisions to Axon and holds nothing but the state. Rules, clock and threads are injected. A command
 * about a message that does not exist yet is decided as well, hence the creation policy. Each handler answers its
 * {@link Decision}; what it records is applied before.
 */
public class Message {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable MessageId id;

    private MessageState state = MessageState.UNKNOWN;

    /** For Axon. */
    protected Message() {}

    /** As it is after the events that made this state. */
    public Message(MessageId id, MessageState state) {
        this.id = id;
        this.state = state;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public Decision<MessageEvent> handle(SendMessage command, Threads threads, Clock clock, DecisionRules rules) {
        return applied(MessageDecision.decide(command, state, threads, clock.instant(), rules));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public Decision<MessageEvent> handle(RouteMessage command, Clock clock, DecisionRules rules) {
        return applied(MessageDecision.decide(command, state, clock.instant(), rules));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public Decision<MessageEvent> handle(ResolveMessage command, Clock clock, DecisionRules rules) {
        return applied(MessageDecision.decide(command, state, clock.instant(), rules));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public Decision<MessageEvent> handle(RetractMessage command, Clock clock, DecisionRules rules) {
        return applied(MessageDecision.decide(command, state, clock.instant(), rules));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public Decision<MessageEvent> handle(ReportSuspicion command, Clock clock, DecisionRules rules) {
        return applied(MessageDecision.decide(command, state, clock.instant(), rules));
    }

    @EventSourcingHandler
    void on(MessageEvent event) {
        id = event.messageId();
        state = state.evolve(event);
    }

    private static Decision<MessageEvent> applied(Decision<MessageEvent> decision) {
        decision.events().forEach(AggregateLifecycle::apply);
        return decision;
    }
}
