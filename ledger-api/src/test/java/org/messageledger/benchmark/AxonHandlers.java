package org.messageledger.benchmark;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.Repository;
import org.messageledger.access.AccessDecision;
import org.messageledger.access.AccessEvent;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.Message;
import org.messageledger.message.MessageState;
import org.messageledger.message.SendMessage;
import org.messageledger.message.Threads;

/** The same decisions on the same aggregate, in the way that is fastest for Axon's own engine. */
final class AxonHandlers {

    static final Threads NO_THREADS = parent -> Optional.empty();

    private static final Field STATE = state();
    private static final Constructor<Message> CREATE = constructor();

    private final Repository<Message> repository;
    private final EventBus events;
    private final boolean readsInAggregate;

    AxonHandlers(Repository<Message> repository, EventBus events, boolean readsInAggregate) {
        this.repository = repository;
        this.events = events;
        this.readsInAggregate = readsInAggregate;
    }

    /** Sends, when messages are created unseen. */
    static final class Creating {

        private final Repository<Message> repository;

        Creating(Repository<Message> repository) {
            this.repository = repository;
        }

        @CommandHandler
        void handle(SendMessage command, Clock clock, DecisionRules rules) throws Exception {
            Aggregate<Message> unused = repository.newInstance(() -> {
                Message message = CREATE.newInstance();
                message.handle(command, NO_THREADS, clock, rules);
                return message;
            });
        }
    }

    @CommandHandler
    void handle(ReadMessage command, Clock clock, DecisionRules rules) {
        Aggregate<Message> message = repository.load(command.messageId().value());
        List<AccessEvent> decided = AccessDecision.decide(
                        command, message.invoke(AxonHandlers::stateOf), clock.instant(), rules)
                .events();
        if (readsInAggregate) {
            message.execute(unused -> decided.forEach(AggregateLifecycle::apply));
        } else {
            decided.forEach(event -> events.publish(GenericEventMessage.asEventMessage(event)));
        }
    }

    private static MessageState stateOf(Message message) {
        try {
            return (MessageState) Objects.requireNonNull(STATE.get(message));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field state() {
        try {
            Field field = Message.class.getDeclaredField("state");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Constructor<Message> constructor() {
        try {
            Constructor<Message> constructor = Message.class.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
