package org.messageledger.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.log.StreamPosition;
import org.messageledger.message.MessageEvent;
import org.messageledger.message.MessageState;
import org.messageledger.message.Threads;
import org.messageledger.party.MessageId;
import org.messageledger.wire.EntryReader;

/**
 * The states that accesses are decided over: immutable values, cached up to a bound, read without any lock. A cached state
 * may be behind its stream, because another process has appended. For a read that is harmless: it is appended on
 * condition that the stream has not moved since. What is appended on no such condition asks for a {@link #recent} state.
 */
final class MessageStates implements Threads {

    static final String AGGREGATE_TYPE = "Message";
    private static final String STREAM_PREFIX = "message/"; // no id holds a slash, so no other stream has such a name

    /** What a message with five names in it weighs. One with hundreds of recipients takes the place of many. */
    private static final int ORDINARY_WEIGHT = 10;

    /** How far behind a {@link #recent} state may be. */
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * A message's state after its event number {@code lastSequenceNumber}; -1: there is none.
     *
     * @param checkedNanos when it was the end of its stream, as {@link System#nanoTime}
     */
    record Version(MessageState state, long lastSequenceNumber, long checkedNanos) {

        /** Of a message without an event, as of now. */
        static Version unknown() {
            return new Version(MessageState.UNKNOWN, -1, System.nanoTime());
        }

        Version next(MessageEvent event) {
            return new Version(state.evolve(event), lastSequenceNumber + 1, checkedNanos);
        }

        int weight() {
            return ORDINARY_WEIGHT / 2
                    + state.recipients().size()
                    + state.patients().size()
                    + state.at().size()
                    + state.formerPools().size();
        }

        Version newer(Version other) {
            return other.lastSequenceNumber() >= lastSequenceNumber ? other : this;
        }
    }

    private final Log log;
    private final EntryReader reader;
    private final Cache<String, Version> cache;

    MessageStates(Log log, EntryReader reader, int messagesMax) {
        this.log = log;
        this.reader = reader;
        this.cache = Caffeine.newBuilder()
                .maximumWeight((long) messagesMax * ORDINARY_WEIGHT)
                .weigher((String stream, Version version) -> version.weight())
                // Else each command would wake a thread of its own to keep the cache within its bound.
                .executor(Runnable::run)
                .build();
    }

    static String stream(String messageId) {
        return STREAM_PREFIX + messageId;
    }

    /** As it was when it was last looked at: for what is appended on condition that the stream has not moved. */
    Version of(MessageId messageId) {
        String stream = stream(messageId.value());
        Version cached = cache.getIfPresent(stream);
        return cached == null ? readOn(stream, MessageState.UNKNOWN, -1) : cached;
    }

    /** As {@link #of}, but null when that would have to be read. */
    @Nullable
    Version inMemory(MessageId messageId) {
        return cache.getIfPresent(stream(messageId.value()));
    }

    /** As it was at most a second ago, whichever process has changed it. */
    MessageState recent(MessageId messageId) {
        return recentVersion(messageId).state();
    }

    private Version recentVersion(MessageId messageId) {
        Version version = of(messageId);
        return System.nanoTime() - version.checkedNanos() < RECENT_NANOS
                ? version
                : readOn(stream(messageId.value()), version.state(), version.lastSequenceNumber());
    }

    private Version readOn(String stream, MessageState state, long lastSequenceNumber) {
        Version version = new Version(state, lastSequenceNumber, System.nanoTime());
        for (Entry entry : log.readStream(stream, lastSequenceNumber + 1)) {
            version = version.next((MessageEvent) reader.read(entry.bytes()).payload());
        }
        if (version.lastSequenceNumber() >= 0) {
            cache.asMap().merge(stream, version, Version::newer);
        }
        return version;
    }

    /**
     * A known message's thread never changes. That a message is not known may: what is decided on that is appended on
     * condition that it still is not.
     */
    @Override
    public Optional<String> threadOf(MessageId messageId) {
        Version version = recentVersion(messageId);
        if (version.state().known()) {
            return Optional.ofNullable(version.state().threadId());
        }
        Recording.current().dependOnOther(messageId, version.lastSequenceNumber());
        return Optional.empty();
    }

    /** Keeps cached states at the end of their streams; a new message is read soon. */
    void appended(List<? extends EventMessage<?>> events) {
        for (EventMessage<?> event : events) {
            if (event instanceof DomainEventMessage<?> domainEvent) {
                cache.asMap()
                        .compute(
                                stream(domainEvent.getAggregateIdentifier()),
                                (stream, version) -> after(domainEvent, version));
            }
        }
    }

    private static @Nullable Version after(DomainEventMessage<?> event, @Nullable Version version) {
        Version before = version == null ? Version.unknown() : version;
        if (before.lastSequenceNumber() >= event.getSequenceNumber()) {
            return before;
        }
        return before.lastSequenceNumber() + 1 == event.getSequenceNumber()
                ? before.next((MessageEvent) event.getPayload())
                : null;
    }

    void forget(List<StreamPosition> positions) {
        positions.forEach(position -> cache.invalidate(position.stream()));
    }
}
