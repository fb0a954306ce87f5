package org.messageledger.checkpoint;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest published checkpoint, the newest one that is witnessed, and the one to be shown. Not thread-safe. */
final class PublishedNotes {

    /** How long the witnessed one is still shown when there is a newer one: as long as anybody may cache what is shown. */
    static final Duration GRACE = Duration.ofSeconds(3);

    private @Nullable SignedNote newest;
    private long newestSize;
    private @Nullable Instant newestAt;
    private @Nullable SignedNote witnessed;
    private long witnessedSize;
    private long witnessedUntilNanos;
    private @Nullable SignedNote shown;
    private long shownSize;

    @Nullable
    SignedNote newest() {
        return newest;
    }

    long newestSize() {
        return newestSize;
    }

    @Nullable
    Instant newestAt() {
        return newestAt;
    }

    long witnessedSize() {
        return witnessedSize;
    }

    void publish(SignedNote note, long size, Instant now, long nowNanos) {
        if (newest != null && newest.text().equals(note.text())) {
            return; // what has come for it since stays
        }
        if (witnessedSize == newestSize) {
            witnessedUntilNanos = nowNanos + GRACE.toNanos();
        }
        if (newest == null) {
            shown = note; // before the start one as new as this may have been shown
            shownSize = size;
        }
        newest = note;
        newestSize = size;
        newestAt = now;
    }

    void cosigned(SignedNote note, long size, boolean isWitnessed, long nowNanos) {
        if (newest == null || size > newestSize) {
            return;
        }
        if (note.text().equals(newest.text())) {
            newest = note;
        }
        if (shown != null && note.text().equals(shown.text())) {
            shown = note;
        }
        if (isWitnessed && size >= witnessedSize) {
            witnessed = note;
            witnessedSize = size;
            witnessedUntilNanos = nowNanos + GRACE.toNanos();
        }
    }

    /** Never of a smaller tree than one that was shown before: who keeps that would call the log cut off. */
    @Nullable
    SignedNote shown(long nowNanos) {
        boolean isWitnessedYet = witnessed != null && witnessedUntilNanos - nowNanos > 0;
        long size = isWitnessedYet ? witnessedSize : newestSize;
        if (size >= shownSize) {
            shown = isWitnessedYet ? witnessed : newest;
            shownSize = size;
        }
        return shown;
    }

    @Nullable
    SignedNote covering(long size) {
        return witnessed != null && witnessedSize >= size ? witnessed : newest;
    }
}
