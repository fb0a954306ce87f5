package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiledHashesTest {

    private static final NaiveTree TREE = new NaiveTree(70_000);

    private record Read(int level, long index) {}

    /** Serves what a tlog-tiles log of this size serves, and notes what was asked for. */
    private static final class Server implements TileReader {

        private final long size;
        private final List<Read> reads = new ArrayList<>();

        Server(long size) {
            this.size = size;
        }

        @Override
        public byte[] tile(int level, long index, int width) {
            long hashesOfLevel = size >> (8 * level);
            assertThat(width).isEqualTo((int) (index < hashesOfLevel / 256 ? 256 : hashesOfLevel % 256));
            assertThat(width).isPositive();
            reads.add(new Read(level, index));
            return TREE.tile(level, index, width);
        }

        void assertAtMostTwoTilesOfEachLevel() {
            assertThat(reads).doesNotHaveDuplicates();
            for (int level = 0; level < 8; level++) {
                int wanted = level;
                assertThat(reads).filteredOn(read -> read.level() == wanted).hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 1_000, 65_535, 65_536, 65_537, 70_000})
    void computesEveryCompleteNode(int size) {
        TiledHashes hashes = new TiledHashes(size, new Server(size));
        for (int height = 0; size >> height > 0; height++) {
            int step = Math.max(1, (size >> height) / 500);
            for (int index = (size >> height) - 1; index >= 0; index -= step) {
                assertThat(hashes.hash(height, index)).isEqualTo(TREE.root(index << height, (index + 1) << height));
            }
        }
    }

    @Test
    void readsAtMostTwoTilesOfEachLevelForAProof() {
        Random random = new Random(11);
        for (int i = 0; i < 1_000; i++) {
            int size = 1 + random.nextInt(70_000);
            int other = random.nextInt(size);
            Server forInclusion = new Server(size);
            assertThat(InclusionProof.prove(other, size, new TiledHashes(size, forInclusion))
                            .hashes())
                    .isEqualTo(TREE.path(other, size));
            forInclusion.assertAtMostTwoTilesOfEachLevel();
            Server forConsistency = new Server(size);
            assertThat(ConsistencyProof.prove(other + 1, size, new TiledHashes(size, forConsistency))
                            .hashes())
                    .isEqualTo(TREE.consistency(other + 1, size));
            forConsistency.assertAtMostTwoTilesOfEachLevel();
        }
    }

    @Test
    void provesInAnOlderTreeFromTheTilesOfALaterOne() {
        TiledHashes later = new TiledHashes(70_000, new Server(70_000));
        assertThat(InclusionProof.prove(299, 301, later).hashes()).isEqualTo(TREE.path(299, 301));
        assertThat(ConsistencyProof.prove(299, 65_537, later).hashes()).isEqualTo(TREE.consistency(299, 65_537));
    }

    @Test
    void refusesNodesThatTheTreeDoesNotHold() {
        TiledHashes hashes = new TiledHashes(300, new Server(300));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.hash(0, 300));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.hash(8, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.hash(9, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.hash(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.hash(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.hash(64, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> hashes.hash(0, Long.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> new TiledHashes(-1, new Server(0)));
    }

    @Test
    void refusesATileOfAnotherWidth() {
        TiledHashes hashes = new TiledHashes(300, (level, index, width) -> new byte[8_192]);
        assertThatIllegalStateException()
                .isThrownBy(() -> hashes.hash(0, 299))
                .withMessageContaining("level=0 index=1 width=44 bytes=8192");
    }
}
