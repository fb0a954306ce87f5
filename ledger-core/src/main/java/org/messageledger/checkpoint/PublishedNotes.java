package org.messageledger.checkpoint;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The newest published checkpoint and the newest one that is witnessed. Not thread-safe. */
final class PublishedNotes {

    /** How long the witnessed one is still shown when there is a newer one: as long as anybody may cache what is shown. */
    static final Duration GRACE = Duration.ofSeconds(3);

    private @Nullable SignedNote newest;
    private long newestSize;
    private @Nullable Instant newestAt;
    private @Nullable SignedNote witnessed;
    private long witnessedSize;
    private long witnessedUntilNanos;

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
        if (isWitnessed && size >= witnessedSize) {
            witnessed = note;
            witnessedSize = size;
            witnessedUntilNanos = nowNanos + GRACE.toNanos();
        }
    }

    @Nullable
    SignedNote shown(long nowNanos) {
        return witnessed != null && witnessedUntilNanos - nowNanos > 0 ? witnessed : newest;
    }

    @Nullable
    SignedNote covering(long size) {
        return witnessed != null && witnessedSize >= size ? witnessed : newest;
    }
}
