package org.messageledger.incident;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessKind;

/** How often what was done, when first and when last, of one message or by one person. Complete once it is in an answer. */
public final class Tally {

    private final Map<Touch, Integer> touches = new EnumMap<>(Touch.class);
    private final Set<AccessKind> kinds = EnumSet.noneOf(AccessKind.class);
    private @Nullable Instant firstAt;
    private @Nullable Instant lastAt;

    Tally() {}

    void add(Touch touch, @Nullable AccessKind kind, Instant time) {
        touches.merge(touch, 1, Integer::sum);
        if (kind != null && touch != Touch.REFUSED) {
            kinds.add(kind);
        }
        firstAt = firstAt == null || time.isBefore(firstAt) ? time : firstAt;
        lastAt = lastAt == null || time.isAfter(lastAt) ? time : lastAt;
    }

    public int count(Touch touch) {
        return touches.getOrDefault(touch, 0);
    }

    /** In which ways the content or the list was seen; refused attempts do not count. */
    public Set<AccessKind> kinds() {
        return Collections.unmodifiableSet(kinds);
    }

    /** It was shown in lists, and nothing else was done. */
    public boolean merelyListed() {
        return touches.keySet().equals(EnumSet.of(Touch.LISTED));
    }

    /** Absent where nothing was done. */
    public @Nullable Instant firstAt() {
        return firstAt;
    }

    /** Absent where nothing was done. */
    public @Nullable Instant lastAt() {
        return lastAt;
    }
}
