package org.messageledger.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * An entry that has no place yet. Only its time is open: the log writes {@code recordedAt} into the 24 bytes at
 * {@code recordedAtOffset} when it builds the batch, and again when another process wins the race for the head.
 *
 * <p>A draft alone in its stream ({@code alone}) takes no row in the stream index: its stream is named by its event id,
 * its sequence number is 0 and nothing can be decided on it.
 */
public final class Draft {

    private static final DateTimeFormatter RECORDED_AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int RECORDED_AT_BYTES = 24;

    private final UUID eventId;
    private final String stream;
    private final long sequenceNumber;
    private final boolean alone;
    private final byte[] template;
    private final int recordedAtOffset;

    /** Takes ownership of {@code template}, at most {@link Log#ENTRY_BYTES_MAX} bytes. */
    public Draft(
            UUID eventId, String stream, long sequenceNumber, boolean alone, byte[] template, int recordedAtOffset) {
        if (template.length > Log.ENTRY_BYTES_MAX) {
            throw new IllegalArgumentException("entry too large: bytes=" + template.length);
        }
        if (recordedAtOffset < 0 || recordedAtOffset + RECORDED_AT_BYTES > template.length) {
            throw new IllegalArgumentException("recordedAt outside the entry: offset=" + recordedAtOffset);
        }
        if (sequenceNumber < 0 || (alone && sequenceNumber != 0)) {
            throw new IllegalArgumentException("sequence number out of range: sequenceNumber=" + sequenceNumber);
        }
        this.eventId = eventId;
        this.stream = stream;
        this.sequenceNumber = sequenceNumber;
        this.alone = alone;
        this.template = template;
        this.recordedAtOffset = recordedAtOffset;
    }

    public UUID eventId() {
        return eventId;
    }

    public String stream() {
        return stream;
    }

    public long sequenceNumber() {
        return sequenceNumber;
    }

    public boolean alone() {
        return alone;
    }

    public int sizeBytes() {
        return template.length;
    }

    /**
     * As it is written into entries.
     *
     * @param recordedAt whole milliseconds of a year 0000 to 9999
     */
    static byte[] text(Instant recordedAt) {
        byte[] text = RECORDED_AT.format(recordedAt).getBytes(StandardCharsets.US_ASCII);
        if (text.length != RECORDED_AT_BYTES) {
            throw new IllegalArgumentException("time does not fit an entry: recordedAt=" + recordedAt);
        }
        return text;
    }

    /** The entry's bytes with this time. */
    byte[] bytesAt(byte[] recordedAtText) {
        byte[] bytes = template.clone();
        System.arraycopy(recordedAtText, 0, bytes, recordedAtOffset, RECORDED_AT_BYTES);
        return bytes;
    }
}
