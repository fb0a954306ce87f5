package org.messageledger.log;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Appends of the smallest entries that can be told apart. */
public final class Drafts {

    private static final AtomicLong NEXT = new AtomicLong();

    private Drafts() {}

    public static UUID id() {
        return new UUID(7, NEXT.incrementAndGet());
    }

    public static Draft alone(UUID eventId) {
        return draft(eventId, eventId.toString(), 0, true);
    }

    public static Draft in(String stream, long sequenceNumber) {
        return draft(id(), stream, sequenceNumber, false);
    }

    public static Draft draft(UUID eventId, String stream, long sequenceNumber, boolean alone) {
        String text = "{\"recordedAt\":\"0000-00-00T00:00:00.000Z\",\"eventId\":\"" + eventId + "\"}";
        int offset = text.indexOf("0000-00");
        return new Draft(eventId, stream, sequenceNumber, alone, text.getBytes(StandardCharsets.UTF_8), offset);
    }

    /** An event that nobody has to agree on. */
    public static Append alone() {
        return only(id());
    }

    /** This event, that nobody has to agree on. */
    public static Append only(UUID eventId) {
        return new Append(List.of(alone(eventId)), List.of(), List.of());
    }

    /** The stream's event with this number, decided on all before it. */
    public static Append next(String stream, long sequenceNumber) {
        return new Append(
                List.of(in(stream, sequenceNumber)),
                List.of(new StreamPosition(stream, sequenceNumber - 1)),
                List.of());
    }

    /** An event of its own that was decided on a stream. */
    public static Append reading(String stream, long lastSequenceNumber) {
        return new Append(List.of(alone(id())), List.of(new StreamPosition(stream, lastSequenceNumber)), List.of());
    }
}
