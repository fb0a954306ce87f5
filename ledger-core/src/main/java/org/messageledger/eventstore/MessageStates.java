package org.messageledger.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.log.StreamPosition;
import org.messageledger.message.MessageEvent;
import org.messageledger.message.MessageState;
import org.messageledger.message.Threads;
import org.messageledger.party.MessageId;
import org.messageledger.wire.EntryReader;

/**
 * The states that accesses are decided over: immutable values, cached up to a bound, read without any lock. A state may
 * be behind its stream; that is harmless, because whatever is decided on it is appended on condition that the stream has
 * not moved since.
 */
final class MessageStates implements Threads {

    static final String AGGREGATE_TYPE = "Message";
    private static final String STREAM_PREFIX = "message/"; // no id holds a slash, so no other stream has such a name

    /** A message's state after its event number {@code lastSequenceNumber}; -1: there is none. */
    record Version(MessageState state, long lastSequenceNumber) {

        static final Version NONE = new Version(MessageState.UNKNOWN, -1);

        Version next(MessageEvent event) {
            return new Version(state.evolve(event), lastSequenceNumber + 1);
        }
    }

    private final Log log;
    private final EntryReader reader;
    private final Cache<String, Version> cache;

    MessageStates(Log log, EntryReader reader, int messagesMax) {
        this.log = log;
        this.reader = reader;
        this.cache = Caffeine.newBuilder().maximumSize(messagesMax).build();
    }

    static String stream(String messageId) {
        return STREAM_PREFIX + messageId;
    }

    Version of(MessageId messageId) {
        String stream = stream(messageId.value());
        Version cached = cache.getIfPresent(stream);
        if (cached != null) {
            return cached;
        }
        Version loaded = load(stream);
        if (loaded.lastSequenceNumber() >= 0) {
            cache.put(stream, loaded);
        }
        return loaded;
    }

    private Version load(String stream) {
        Version version = Version.NONE;
        for (Entry entry : log.readStream(stream, 0)) {
            version = version.next((MessageEvent) reader.read(entry.bytes()).payload());
        }
        return version;
    }

    @Override
    public Optional<String> threadOf(MessageId messageId) {
        MessageState state = of(messageId).state();
        return state.known() ? Optional.ofNullable(state.threadId()) : Optional.empty();
    }

    /** Keeps cached states at the end of their streams; what does not fit is read again when asked for. */
    void appended(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> event : events) {
            if (event instanceof DomainEventMessage<?> domainEvent) {
                cache.asMap()
                        .computeIfPresent(
                                stream(domainEvent.getAggregateIdentifier()),
                                (stream, version) -> version.lastSequenceNumber() + 1 == domainEvent.getSequenceNumber()
                                        ? version.next((MessageEvent) domainEvent.getPayload())
                                        : null);
            }
        }
    }

    void forget(List<StreamPosition> positions) {
        positions.forEach(position -> cache.invalidate(position.stream()));
    }
}
