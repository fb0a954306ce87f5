package org.messageledger.log.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Append;
import org.messageledger.log.Draft;
import org.messageledger.log.KeyRow;
import org.messageledger.log.StreamPosition;
import org.messageledger.seal.KeyKind;

/**
 * An append of which every byte follows from what is said here, so that whoever hears of it knows what the log must hold.
 *
 * @param decidedOn the stream whose last sequence number was {@code last}, if one was looked at
 * @param continues whether the events continue that stream; else each is alone in its own
 * @param keyed whether a data key goes with them
 */
record Attempt(List<UUID> eventIds, @Nullable String decidedOn, long last, boolean continues, boolean keyed) {

    private static final DateTimeFormatter RECORDED_AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String NO_STREAM = "-";

    static Attempt alone(int count, boolean keyed) {
        return new Attempt(ids(count), null, -1, false, keyed);
    }

    /** Of this event alone. */
    static Attempt alone(UUID eventId) {
        return new Attempt(List.of(eventId), null, -1, false, false);
    }

    static Attempt next(String stream, long last, int count) {
        return new Attempt(ids(count), stream, last, true, false);
    }

    static Attempt reading(String stream, long last) {
        return new Attempt(ids(1), stream, last, false, false);
    }

    private static List<UUID> ids(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    /** By which it is told apart. */
    UUID name() {
        return eventIds.get(0);
    }

    UUID keyId() {
        return new UUID(name().getMostSignificantBits(), ~name().getLeastSignificantBits());
    }

    String stream(int place) {
        return decidedOn != null && continues ? decidedOn : eventIds.get(place).toString();
    }

    long sequenceNumber(int place) {
        return continues ? last + 1 + place : 0;
    }

    Append toAppend() {
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < eventIds.size(); i++) {
            byte[] template = text(i, "0000-00-00T00:00:00.000Z").getBytes(StandardCharsets.US_ASCII);
            drafts.add(new Draft(
                    eventIds.get(i),
                    stream(i),
                    sequenceNumber(i),
                    !continues,
                    template,
                    "{\"recordedAt\":\"".length()));
        }
        List<KeyRow> keys = keyed
                ? List.of(new KeyRow(keyId(), KeyKind.CONTENT.name(), name().toString(), new byte[] {1, 2, 3}))
                : List.of();
        return new Append(drafts, decidedOn == null ? List.of() : List.of(new StreamPosition(decidedOn, last)), keys);
    }

    /** What the log must hold of the event at this place. */
    byte[] entry(int place, Instant recordedAt) {
        return text(place, RECORDED_AT.format(recordedAt)).getBytes(StandardCharsets.US_ASCII);
    }

    private String text(int place, String recordedAt) {
        UUID id = eventIds.get(place);
        return "{\"recordedAt\":\"" + recordedAt + "\",\"eventId\":\"" + id + "\",\"stream\":\"" + stream(place)
                + "\",\"sequenceNumber\":" + sequenceNumber(place) + ",\"padding\":\""
                + "x".repeat(paddingLength(id.getLeastSignificantBits())) + "\"}";
    }

    /** Mostly some hundred bytes; now and then more than fits into a page of the database. */
    private static int paddingLength(long bits) {
        return (bits & 0x7F) == 0 ? 20_000 : (int) (bits >>> 8 & 0x1FF);
    }

    String toLine() {
        return eventIds.stream().map(UUID::toString).collect(Collectors.joining(",")) + " "
                + (decidedOn == null ? NO_STREAM : decidedOn) + " " + last + " " + continues + " " + keyed;
    }

    static Attempt fromLine(String line) {
        String[] parts = line.split(" ", -1);
        return new Attempt(
                Arrays.stream(parts[0].split(",", -1)).map(UUID::fromString).toList(),
                parts[1].equals(NO_STREAM) ? null : parts[1],
                Long.parseLong(parts[2]),
                Boolean.parseBoolean(parts[3]),
                Boolean.parseBoolean(parts[4]));
    }
}
