package org.messageledger.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessDecision;
import org.messageledger.access.ReadMessage;
import org.messageledger.eventstore.Identity;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Draft;
import org.messageledger.log.KeyRow;
import org.messageledger.log.Log;
import org.messageledger.log.StreamPosition;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.MessageDecision;
import org.messageledger.message.MessageEvent;
import org.messageledger.message.MessageState;
import org.messageledger.message.SendMessage;
import org.messageledger.seal.DataKey;
import org.messageledger.wire.EncodedEvent;
import org.messageledger.wire.EntryMetadata;
import org.messageledger.wire.EntryWriter;

/** Messages and reads as our ledger writes them, encoded and sealed, ready for the library's append. */
final class PreparedAppends {

    /** Below the queue's bound, so that nothing is pushed back. */
    private static final int IN_FLIGHT_MAX = 8_192;

    private static final DecisionRules RULES = DecisionRules.defaults();

    private final EntryWriter writer;
    private final DataKey recordKey;
    private final SecureRandom random = new SecureRandom();

    PreparedAppends(Identity identity) {
        this.writer = new EntryWriter(identity.keyring(), random);
        this.recordKey = identity.keyring().recordKey();
    }

    List<Append> sends(Traffic traffic, int count) {
        List<Append> appends = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            appends.add(send(traffic.send()));
        }
        return appends;
    }

    /** In turn a message and the reading of it. */
    List<Append> sendsAndReads(Traffic traffic, int count) {
        List<Append> appends = new ArrayList<>(count);
        for (int i = 0; i < count / 2; i++) {
            SendMessage command = traffic.send();
            appends.add(send(command));
            appends.add(read(command, traffic.read(command.messageId())));
        }
        return appends;
    }

    List<Append> mixed(MixedTraffic traffic, int count) {
        List<Append> appends = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            MixedTraffic.Step step = traffic.next();
            UUID eventId = timeOrdered();
            String stream = step.stream();
            appends.add(
                    stream == null
                            ? append(eventId, eventId.toString(), true, 0, step.event(), List.of())
                            : append(
                                    eventId,
                                    stream,
                                    false,
                                    step.sequenceNumber(),
                                    step.event(),
                                    List.of(new StreamPosition(stream, step.sequenceNumber() - 1))));
        }
        return appends;
    }

    private Append send(SendMessage command) {
        UUID eventId = timeOrdered();
        String stream = stream(command);
        return append(eventId, stream, false, 0, sent(command), List.of(new StreamPosition(stream, -1)));
    }

    private Append read(SendMessage sent, ReadMessage command) {
        UUID eventId = timeOrdered();
        MessageState state = MessageState.UNKNOWN.evolve(sent(sent));
        Object event = AccessDecision.decide(command, state, Instant.now(), RULES)
                .events()
                .get(0);
        return append(eventId, eventId.toString(), true, 0, event, List.of(new StreamPosition(stream(sent), 0)));
    }

    private static MessageEvent sent(SendMessage command) {
        return MessageDecision.decide(command, MessageState.UNKNOWN, AxonHandlers.NO_THREADS, Instant.now(), RULES)
                .events()
                .get(0);
    }

    private static String stream(SendMessage command) {
        return "message/" + command.messageId().value();
    }

    private Append append(
            UUID eventId,
            String stream,
            boolean alone,
            long sequenceNumber,
            Object event,
            List<StreamPosition> decidedOn) {
        String digest = Base64.getEncoder()
                .encodeToString(recordKey.digest("command", stream.getBytes(StandardCharsets.UTF_8)));
        EncodedEvent encoded = writer.write(
                eventId,
                stream,
                sequenceNumber,
                event,
                new EntryMetadata(
                        "portal", new EntryMetadata.CommandDigest(recordKey.id(), digest), "0123456789abcdef", null));
        List<KeyRow> keys = encoded.newKeys().stream()
                .map(key -> new KeyRow(key.keyId(), key.kind().name(), key.subject(), key.wrapped()))
                .toList();
        return new Append(
                List.of(new Draft(
                        eventId, stream, sequenceNumber, alone, encoded.template(), encoded.recordedAtOffset())),
                decidedOn,
                keys);
    }

    private UUID timeOrdered() {
        return new UUID(
                (System.currentTimeMillis() << 16) | 0x7000 | (random.nextInt() & 0xFFF),
                (random.nextLong() >>> 2) | 0x8000000000000000L);
    }

    /** Appends all, thousands under way at a time, and returns when the last is durable. */
    static Measured appendAll(Log log, List<Append> appends) throws InterruptedException {
        Semaphore free = new Semaphore(IN_FLIGHT_MAX);
        AtomicReference<@Nullable Object> failure = new AtomicReference<>();
        long start = System.nanoTime();
        for (Append append : appends) {
            free.acquire();
            var unused = log.append(append).whenComplete((outcome, thrown) -> {
                if (!(outcome instanceof AppendOutcome.Appended)) {
                    failure.set(thrown == null ? outcome : thrown);
                }
                free.release();
            });
        }
        free.acquire(IN_FLIGHT_MAX);
        long nanos = System.nanoTime() - start;
        Object failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("not appended: outcome=" + failed);
        }
        return Measured.rate(appends.size(), nanos);
    }
}
