package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;

/** Which checkpoint is shown while the newest is not witnessed yet. */
class PublishedNotesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final long GRACE = PublishedNotes.GRACE.toNanos();

    private final Witnesses witnesses = new Witnesses(2);
    private final PublishedNotes published = new PublishedNotes();
    private final long start = Long.MAX_VALUE - GRACE; // System.nanoTime() may pass the largest number

    private SignedNote note(long size, int... cosigners) {
        return witnesses.note(new Checkpoint(Witnesses.ORIGIN, new TreeHead(size, Hash.of(new byte[32]))), cosigners);
    }

    @Test
    void isTheNewestWhereNobodyWitnesses() {
        assertThat(published.shown(start)).isNull();
        published.publish(note(1), 1, NOW, start);
        published.publish(note(2), 2, NOW.plusSeconds(1), start);

        assertThat(published.shown(start)).isEqualTo(note(2));
        assertThat(published.covering(1)).isEqualTo(note(2));
        assertThat(published.newestAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void isTheWitnessedOneForAWhile() {
        published.publish(note(1), 1, NOW, start);
        published.cosigned(note(1, 0), 1, true, start);
        assertThat(published.shown(start + 5 * GRACE)).isEqualTo(note(1, 0));

        published.publish(note(2), 2, NOW, start + 5 * GRACE);
        assertThat(published.shown(start + 5 * GRACE)).isEqualTo(note(1, 0));
        assertThat(published.newest()).isEqualTo(note(2));
        published.publish(note(3), 3, NOW, start + 5 * GRACE + 1);
        assertThat(published.shown(start + 6 * GRACE - 1)).isEqualTo(note(1, 0));
        assertThat(published.shown(start + 6 * GRACE)).isEqualTo(note(3));

        published.cosigned(note(2, 1), 2, true, start + 7 * GRACE);
        assertThat(published.covering(2)).isEqualTo(note(2, 1));
        assertThat(published.covering(3)).isEqualTo(note(3));
        assertThat(published.witnessedSize()).isEqualTo(2);
    }

    /** Who has kept the newer one would say that the log was cut off. */
    @Test
    void isNeverOlderThanOneThatWasShown() {
        published.publish(note(1), 1, NOW, start);
        published.publish(note(2), 2, NOW, start);
        assertThat(published.shown(start)).isEqualTo(note(2));

        published.cosigned(note(1, 0), 1, true, start + 1);
        assertThat(published.shown(start + 1)).isEqualTo(note(2));
        published.publish(note(3), 3, NOW, start + 2);
        assertThat(published.shown(start + 2)).isEqualTo(note(2));
        published.cosigned(note(2, 0), 2, true, start + 3);
        assertThat(published.shown(start + 3)).isEqualTo(note(2, 0));
        assertThat(published.shown(start + 3 + GRACE)).isEqualTo(note(3));
    }

    /** What was shown before the start may have been as new as the first that is published. */
    @Test
    void isNoOlderThanTheFirstThatIsPublished() {
        published.publish(note(2), 2, NOW, start);
        published.cosigned(note(1, 0), 1, true, start);
        assertThat(published.shown(start)).isEqualTo(note(2));
        assertThat(published.covering(1)).isEqualTo(note(1, 0));
    }

    @Test
    void hasCosignaturesThoughTheyAreNotEnough() {
        published.publish(note(1), 1, NOW, start);
        published.cosigned(note(1, 0), 1, false, start);
        published.publish(note(1), 1, NOW, start);

        assertThat(published.shown(start)).isEqualTo(note(1, 0));
        assertThat(published.witnessedSize()).isZero();
    }

    @Test
    void isNeverNewerThanWhatIsPublished() {
        published.cosigned(note(2, 0), 2, true, start);
        assertThat(published.shown(start)).isNull();
        published.publish(note(1), 1, NOW, start);
        published.cosigned(note(2, 0), 2, true, start);
        assertThat(published.shown(start)).isEqualTo(note(1));
        assertThat(published.witnessedSize()).isZero();
    }

    @Test
    void isNotAnOlderOneThatIsWitnessedLater() {
        published.publish(note(2), 2, NOW, start);
        published.cosigned(note(2, 0), 2, true, start);
        published.cosigned(note(1, 0, 1), 1, true, start);
        assertThat(published.shown(start)).isEqualTo(note(2, 0));
    }
}
