package org.messageledger.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Draft;
import org.messageledger.log.Entry;
import org.messageledger.log.KeyRow;
import org.messageledger.log.Log;
import org.messageledger.log.StreamPosition;
import org.messageledger.message.Message;
import org.messageledger.party.MessageId;
import org.messageledger.seal.DataKey;
import org.messageledger.seal.Keyring;
import org.messageledger.wire.EncodedEvent;
import org.messageledger.wire.EntryMetadata;
import org.messageledger.wire.EntryMetadata.CommandDigest;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.EntryWriter;

/**
 * Axon's storage, kept in the log. A tracking token's global index is the leaf index. All events of a unit of work
 * become one append; the call returns when it is durable and throws when it is not, unless its {@link Recording} goes on
 * with the outcome later. No snapshots are kept: a message's state is small and its reads are not in its stream; what is in
 * memory serves as one.
 */
public final class LogEventStorageEngine implements EventStorageEngine {

    static final String COMMAND_DIGEST = "command";
    private static final int READ_COUNT = 1_000;

    private final Log log;
    private final EntryWriter writer;
    private final EntryReader reader;
    private final Keyring keyring;
    private final MessageStates states;
    private final LeafSource leaves;

    LogEventStorageEngine(
            Log log, EntryWriter writer, EntryReader reader, Keyring keyring, MessageStates states, LeafSource leaves) {
        this.log = log;
        this.writer = writer;
        this.reader = reader;
        this.keyring = keyring;
        this.states = states;
        this.leaves = leaves;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        Recording recording = Recording.current();
        Append append = append(recording, events);
        CompletableFuture<AppendOutcome> underWay = log.append(append);
        Executor later = recording.later();
        if (later != null && !underWay.isDone()) {
            recording.goesOn(underWay.thenApplyAsync(outcome -> note(outcome, recording, append, events), later));
            return;
        }
        AppendOutcome outcome = note(await(underWay), recording, append, events);
        if (!(outcome instanceof AppendOutcome.Appended)) {
            throw new AppendFailure(outcome);
        }
    }

    private AppendOutcome note(
            AppendOutcome outcome, Recording recording, Append append, List<? extends EventMessage<?>> events) {
        if (outcome instanceof AppendOutcome.Appended appended) {
            recording.landed(appended, events.get(0).getPayload());
            states.appended(events);
        } else {
            states.forget(append.decidedOn());
        }
        return outcome;
    }

    private Append append(Recording recording, List<? extends EventMessage<?>> events) {
        EntryMetadata metadata = metadata(recording.submission());
        List<Draft> drafts = new ArrayList<>(events.size());
        List<KeyRow> keys = new ArrayList<>();
        List<StreamPosition> decidedOn = new ArrayList<>(recording.decidedOn());
        for (int ordinal = 0; ordinal < events.size(); ordinal++) {
            EventMessage<?> event = events.get(ordinal);
            UUID eventId = recording.identity().eventId(keyring, ordinal);
            boolean alone = !(event instanceof DomainEventMessage<?>);
            String stream = eventId.toString();
            long sequenceNumber = 0;
            if (event instanceof DomainEventMessage<?> domainEvent) {
                stream = MessageStates.stream(domainEvent.getAggregateIdentifier());
                sequenceNumber = domainEvent.getSequenceNumber();
                if (ordinal == 0) {
                    decidedOn.add(new StreamPosition(stream, sequenceNumber - 1));
                }
            }
            EncodedEvent encoded = writer.write(eventId, stream, sequenceNumber, event.getPayload(), metadata);
            drafts.add(
                    new Draft(eventId, stream, sequenceNumber, alone, encoded.template(), encoded.recordedAtOffset()));
            encoded.newKeys()
                    .forEach(key -> keys.add(new KeyRow(key.keyId(), key.kind().name(), key.subject(), key.wrapped())));
        }
        return new Append(drafts, decidedOn, keys, recording.submission().mayRepeat());
    }

    private EntryMetadata metadata(Submission submission) {
        DataKey key = keyring.recordKey();
        String hmac = Base64.getEncoder().encodeToString(key.digest(COMMAND_DIGEST, submission.content()));
        return new EntryMetadata(
                submission.emitter(), new CommandDigest(key.id(), hmac), submission.requestId(), submission.traceId());
    }

    /** The log answers within its own deadline, so this wait has a bound. */
    private static AppendOutcome await(CompletableFuture<AppendOutcome> outcome) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return outcome.get();
                } catch (InterruptedException e) {
                    interrupted = true; // the append cannot be taken back: its caller must hear what became of it
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the log failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("the log keeps no snapshots");
    }

    /**
     * The state in memory, so that a stream is not read again for each command; it is read if it must be. A message without
     * an event has one too: without it Axon throws, and catches, an exception for each message that is new.
     */
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        MessageId messageId = new MessageId(aggregateIdentifier);
        MessageStates.Version version = states.inMemory(messageId);
        if (version == null && Recording.trustsMemory()) {
            version = Recording.sends() ? MessageStates.Version.unknown() : states.of(messageId);
        }
        return version == null
                ? Optional.empty()
                : Optional.of(new GenericDomainEventMessage<>(
                        MessageStates.AGGREGATE_TYPE,
                        aggregateIdentifier,
                        version.lastSequenceNumber(),
                        new Message(messageId, version.state())));
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            @Nullable TrackingToken trackingToken, boolean mayBlock) {
        return Stream.iterate(
                        page(LeafSource.leafAfter(trackingToken)),
                        page -> !page.isEmpty(),
                        page -> page(page.get(page.size() - 1).leafIndex() + 1))
                .flatMap(List::stream)
                .map(this::tracked);
    }

    private List<Entry> page(long leafIndex) {
        return log.read(leafIndex, READ_COUNT);
    }

    private TrackedEventMessage<?> tracked(Entry entry) {
        return LeafMessage.of(entry, reader.read(entry.bytes()));
    }

    /** Nothing for a command that trusts memory: its state was taken from there. */
    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        if (Recording.trustsMemory()) {
            return DomainEventStream.empty();
        }
        String stream = MessageStates.stream(aggregateIdentifier);
        return DomainEventStream.of(log.readStream(stream, firstSequenceNumber).stream()
                .map(entry -> new GenericDomainEventMessage<>(
                        MessageStates.AGGREGATE_TYPE,
                        aggregateIdentifier,
                        entry.sequenceNumber(),
                        reader.read(entry.bytes()).payload())));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        List<Entry> entries = log.readStream(MessageStates.stream(aggregateIdentifier), 0);
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.get(entries.size() - 1).sequenceNumber());
    }

    @Override
    public TrackingToken createTailToken() {
        return leaves.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return leaves.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return leaves.createTokenAt(dateTime);
    }
}
