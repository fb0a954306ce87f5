package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Drafts;
import org.messageledger.log.Entry;
import org.messageledger.log.Head;
import org.messageledger.log.Log;
import org.messageledger.log.StorageException;
import org.messageledger.tree.Hash;

/** What reading gives back of what was appended. */
class ReadingTest extends LogContract {

    @Test
    void knowsTheRootOfEverySizeThatItHasHad() {
        Random random = new Random(5);
        while (log.head().size() < 600) {
            appendMany(1 + random.nextInt(40));
        }
        List<Hash> leaves = leaves(log);
        for (int size = 1; size <= leaves.size(); size++) {
            assertThat(log.rootAt(size)).as("size=%s", size).isEqualTo(naiveRoot(leaves.subList(0, size)));
        }
        assertThatThrownBy(() -> log.rootAt(leaves.size() + 1L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTheEntriesOfLeavesThatAreNamedInOrder() {
        appendMany(200);
        List<Long> named = List.of(150L, 3L, 4L, 199L);

        assertThat(log.read(named).stream().map(Entry::leafIndex)).containsExactly(3L, 4L, 150L, 199L);
        for (Entry entry : log.read(named)) {
            assertThat(entry.bytes())
                    .isEqualTo(log.read(entry.leafIndex(), 1).get(0).bytes());
        }
        assertThat(log.read(List.of())).isEmpty();
        assertThatThrownBy(() -> log.read(List.of(3L, 200L)))
                .isInstanceOf(StorageException.class)
                .hasMessage("entries are missing: leafIndexes=[200]");
        List<Long> tooMany = LongStream.rangeClosed(0, Log.LEAVES_MAX).boxed().toList();
        assertThatThrownBy(() -> log.read(tooMany)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void handsOutEveryTileOfItsTree() {
        while (log.head().size() < 65_536 + 256) {
            appendMany(5_001);
        }
        assertTiles(leaves(log));
        appendMany(100); // what is known of the last tiles is added to
        assertTiles(leaves(log));
        appendMany(300); // and they are others now
        assertTiles(leaves(log));

        long size = log.head().size();
        assertThatThrownBy(() -> log.tile(0, size / 256, (int) (size % 256) + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in the tree yet");
        assertThatThrownBy(() -> log.tile(0, Long.MAX_VALUE, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.tile(8, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.tile(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.tile(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
    }

    private void assertTiles(List<Hash> leaves) {
        List<Hash> hashes = leaves;
        for (int level = 0; !hashes.isEmpty(); level++) {
            for (int first = 0; first < hashes.size(); first += 256) {
                int width = Math.min(256, hashes.size() - first);
                byte[] tile = log.tile(level, first / 256, width);
                assertThat(hashesOf(tile)).isEqualTo(hashes.subList(first, first + width));
                int some = 1 + width / 3;
                assertThat(log.tile(level, first / 256, some)).isEqualTo(Arrays.copyOf(tile, some * 32));
            }
            List<Hash> above = new ArrayList<>();
            for (int first = 0; first + 256 <= hashes.size(); first += 256) {
                above.add(naiveRoot(hashes.subList(first, first + 256)));
            }
            hashes = above;
        }
    }

    private static List<Hash> hashesOf(byte[] tile) {
        List<Hash> hashes = new ArrayList<>();
        for (int at = 0; at < tile.length; at += 32) {
            hashes.add(Hash.at(tile, at));
        }
        return hashes;
    }

    @Test
    void keepsAnAloneEventUnderItsOwnName() {
        UUID id = Drafts.id();
        appended(new Append(List.of(Drafts.alone(id)), List.of(), List.of()));

        Entry entry = log.find(id).orElseThrow();
        assertThat(entry.stream()).isEqualTo(id.toString());
        assertThat(entry.sequenceNumber()).isZero();
        assertThat(log.find(Drafts.id())).isEmpty();
    }

    @Test
    void readsTheHeadWhileACommitHangs() throws Exception {
        CompletableFuture<AppendOutcome> held = holdWriter();
        try {
            CompletableFuture<Head> head = CompletableFuture.supplyAsync(log::headNow);
            assertThat(head.get(5, TimeUnit.SECONDS).size()).isZero();
        } finally {
            faulty.release();
        }
        assertThat(held.join()).isInstanceOf(AppendOutcome.Appended.class);
    }
}
