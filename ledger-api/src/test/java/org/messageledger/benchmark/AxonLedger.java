package org.messageledger.benchmark;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.AnnotationCommandHandlerAdapter;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.Message;
import org.messageledger.message.SendMessage;
import org.messageledger.party.Confidential;
import org.messageledger.party.MessageId;

/**
 * The same aggregate on Axon's {@code JdbcEventStorageEngine}. It seals no text, hashes nothing and looks up no
 * idempotency key.
 */
final class AxonLedger implements Contender {

    private final HikariDataSource pool;
    private final EmbeddedEventStore eventStore;
    private final CachingEventSourcingRepository<Message> repository;
    private final ExecutorService threads;
    private final CommandGateway gateway;

    AxonLedger(Database database, AxonSettings settings) {
        pool = database.pool(settings.connections());
        pool.setAutoCommit(settings.stretched());
        eventStore = EmbeddedEventStore.builder().storageEngine(engine(pool)).build();
        ParameterResolverFactory parameters = MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(Message.class),
                new SimpleResourceParameterResolverFactory(
                        List.of(DecisionRules.defaults(), Clock.systemUTC(), AxonHandlers.NO_THREADS)));
        repository = EventSourcingRepository.builder(Message.class)
                .eventStore(eventStore)
                .cache(new KeptAggregates())
                .parameterResolverFactory(parameters)
                .build();
        threads = Executors.newFixedThreadPool(settings.connections());
        SimpleCommandBus bus = settings.asynchronous()
                ? AsynchronousCommandBus.builder().executor(threads).build()
                : SimpleCommandBus.builder().build();
        if (settings.stretched()) {
            new AnnotationCommandHandlerAdapter<>(new AxonHandlers.Creating(repository), parameters).subscribe(bus);
        } else {
            AggregateAnnotationCommandHandler.<Message>builder()
                    .aggregateType(Message.class)
                    .parameterResolverFactory(parameters)
                    .repository(repository)
                    .build()
                    .subscribe(bus);
        }
        AxonHandlers reads = new AxonHandlers(repository, eventStore, settings.readsInAggregate());
        new AnnotationCommandHandlerAdapter<>(reads, parameters).subscribe(bus);
        gateway = DefaultCommandGateway.builder().commandBus(bus).build();
    }

    static JdbcEventStorageEngine engine(HikariDataSource pool) {
        Jackson3Serializer serializer = Jackson3Serializer.builder()
                .jsonMapperBuilderCustomizer(mapper -> mapper.addMixIn(Confidential.class, Typed.class))
                .build();
        return JdbcEventStorageEngine.builder()
                .connectionProvider(
                        new UnitOfWorkAwareConnectionProviderWrapper(new DataSourceConnectionProvider(pool)))
                .transactionManager(NoTransactionManager.instance())
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    private interface Typed {}

    @Override
    public void send(SendMessage command) {
        gateway.sendAndWait(command);
    }

    @Override
    public void read(ReadMessage command) {
        gateway.sendAndWait(command);
    }

    /** Has the message in its cache from here on. */
    void load(MessageId message) throws Exception {
        var unused = DefaultUnitOfWork.startAndGet(null).executeWithResult(() -> repository.load(message.value()));
    }

    @Override
    public void close() {
        threads.shutdown();
        eventStore.shutDown();
        pool.close();
    }
}
