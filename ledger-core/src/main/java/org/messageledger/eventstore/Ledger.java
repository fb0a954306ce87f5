package org.messageledger.eventstore;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.messageledger.log.Log;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.Message;
import org.messageledger.message.MessageCommand;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.EntryWriter;

/**
 * The ledger as a library: Axon's command bus, repository and event store, assembled over a log. There is no transaction
 * around a command: the log's append is the transaction.
 */
public final class Ledger implements AutoCloseable {

    private static final int LOCK_ATTEMPT_MILLIS = 10;

    private final EmbeddedEventStore eventStore;
    private final LeafSource leaves;
    private final Recorder recorder;

    /**
     * @param statesMax how many messages' states are kept in memory; one that names more than five people and pools counts
     *     for more
     * @param deadline how long a command is decided again while its message keeps changing
     */
    public Ledger(
            Log log,
            Identity identity,
            DecisionRules rules,
            Clock clock,
            SecureRandom random,
            int statesMax,
            Duration deadline) {
        EntryReader reader = new EntryReader();
        EntryWriter writer = new EntryWriter(identity.keyring(), random);
        MessageStates states = new MessageStates(log, reader, statesMax);
        leaves = new LeafSource(log, reader);
        eventStore = EmbeddedEventStore.builder()
                .storageEngine(new LogEventStorageEngine(log, writer, reader, identity.keyring(), states, leaves))
                .build();
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(Message.class),
                new SimpleResourceParameterResolverFactory(List.of(rules, clock, states)));
        SimpleCommandBus commandBus = SimpleCommandBus.builder().build();
        commandBus.registerHandlerInterceptor(Ledger::attachRecording);
        AggregateAnnotationCommandHandler.<Message>builder()
                .aggregateType(Message.class)
                .parameterResolverFactory(parameters)
                .commandTargetResolver(Ledger::target)
                .repository(EventSourcingRepository.builder(Message.class)
                        .eventStore(eventStore)
                        .lockFactory(lockWithin(deadline))
                        .parameterResolverFactory(parameters)
                        .build())
                .build()
                .subscribe(commandBus);
        new AnnotationCommandHandlerAdapter<>(new AccessHandlers(states, eventStore, rules, clock), parameters)
                .subscribe(commandBus);
        recorder = new Recorder(commandBus, log, writer, reader, identity.keyring(), clock, random, deadline);
    }

    /** A command waits for another on the same message no longer than it would be decided again. */
    private static LockFactory lockWithin(Duration deadline) {
        return PessimisticLockFactory.builder()
                .lockAttemptTimeout(LOCK_ATTEMPT_MILLIS)
                .acquireAttempts(Math.max(1, Math.toIntExact(deadline.toMillis() / LOCK_ATTEMPT_MILLIS)))
                .build();
    }

    /** What the commands' annotations say; Axon would look for them by reflection, for each command again. */
    private static VersionedAggregateIdentifier target(CommandMessage<?> command) {
        Object messageId = Objects.requireNonNull(((MessageCommand) command.getPayload()).messageId());
        return new VersionedAggregateIdentifier(messageId, null);
    }

    private static Object attachRecording(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Recording recording = (Recording) unitOfWork.getMessage().getMetaData().get(Recorder.RECORDING);
        if (recording == null) {
            throw new IllegalStateException("commands enter through the recorder");
        }
        recording.attachTo(unitOfWork);
        return chain.proceed();
    }

    public Recorder recorder() {
        return recorder;
    }

    /** What commands are stored in. */
    EventStore eventStore() {
        return eventStore;
    }

    /** Where event processors read: its global order is the leaf index. */
    public StreamableMessageSource<TrackedEventMessage<?>> leaves() {
        return leaves;
    }

    /** Stops the event store. The log is closed by who opened it. */
    @Override
    public void close() {
        eventStore.shutDown();
    }
}
