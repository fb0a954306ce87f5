package org.messageledger.log;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether an append makes sense by itself. One that does not is a bug of its caller and is refused before it is queued,
 * so that it cannot fail a batch.
 */
final class AppendCheck {

    /** Fits an index row of every database. */
    static final int NAME_CHARS_MAX = 255;

    private AppendCheck() {}

    /** @throws IllegalArgumentException when the append contradicts itself or no database could store it */
    static void check(Append append, LogSettings settings) {
        if (append.drafts().size() > settings.batchEntriesMax() || append.sizeBytes() > settings.batchBytesMax()) {
            throw new IllegalArgumentException("append does not fit into a batch: entries="
                    + append.drafts().size() + " bytes=" + append.sizeBytes());
        }
        Map<String, Long> lastBefore = checkDrafts(append);
        Map<String, Long> decidedOn = new HashMap<>();
        for (StreamPosition position : append.decidedOn()) {
            checkName("stream", position.stream());
            Long other = decidedOn.putIfAbsent(position.stream(), position.lastSequenceNumber());
            if (other != null && other != position.lastSequenceNumber()) {
                throw new IllegalArgumentException("decided on one stream at two places: stream=" + position.stream()
                        + " lastSequenceNumber=" + other + " andAlso=" + position.lastSequenceNumber());
            }
            Long last = lastBefore.get(position.stream());
            if (last != null && last != position.lastSequenceNumber()) {
                throw new IllegalArgumentException("drafts do not continue what was decided on: stream="
                        + position.stream() + " decidedOn=" + position.lastSequenceNumber() + " draftsFollow=" + last);
            }
        }
        for (KeyRow key : append.keys()) {
            checkName("kind", key.kind());
            checkName("subject", key.subject());
        }
    }

    private static Map<String, Long> checkDrafts(Append append) {
        Map<String, Long> lastBefore = new HashMap<>();
        Map<String, Long> next = new HashMap<>();
        Set<UUID> eventIds = new HashSet<>();
        for (Draft draft : append.drafts()) {
            checkName("stream", draft.stream());
            if (!eventIds.add(draft.eventId())) {
                throw new IllegalArgumentException("event id twice in one append: eventId=" + draft.eventId());
            }
            if (draft.alone()) {
                if (!draft.stream().equals(draft.eventId().toString())) {
                    throw new IllegalArgumentException("a draft alone is named by its event id: stream="
                            + draft.stream() + " eventId=" + draft.eventId());
                }
                continue;
            }
            Long expected = next.put(draft.stream(), draft.sequenceNumber() + 1);
            if (expected == null) {
                lastBefore.put(draft.stream(), draft.sequenceNumber() - 1);
            } else if (expected != draft.sequenceNumber()) {
                throw new IllegalArgumentException("sequence numbers of one append have a gap: stream=" + draft.stream()
                        + " expected=" + expected + " sequenceNumber=" + draft.sequenceNumber());
            }
        }
        return lastBefore;
    }

    private static void checkName(String what, @Nullable String name) {
        if (name == null) {
            return;
        }
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX || !isText(name)) {
            throw new IllegalArgumentException(
                    "not a name that can be stored: what=" + what + " length=" + name.length());
        }
    }

    /** Text that databases take: no NUL, no half of a surrogate pair. */
    private static boolean isText(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == 0
                    || (Character.isSurrogate(c)
                            && !StandardCharsets.UTF_8.newEncoder().canEncode(name))) {
                return false;
            }
        }
        return true;
    }
}
