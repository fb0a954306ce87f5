package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontierTest {

    private static final int SIZE_MAX = 70_000;

    private final NaiveTree tree = new NaiveTree(SIZE_MAX);
    private List<Hash> leaves = List.of();

    @BeforeAll
    void hashTheLeaves() {
        leaves = tree.leafHashes(0, SIZE_MAX);
    }

    private Frontier grown(int size) {
        return Frontier.EMPTY.extend(leaves.subList(0, size)).frontier();
    }

    @Test
    void hasTheRootOfTheWholeTreeAtEverySize() {
        Frontier frontier = Frontier.EMPTY;
        for (int size = 0; size <= 1_000; size++) {
            assertThat(frontier.head()).isEqualTo(new TreeHead(size, tree.root(size)));
            frontier = frontier.extend(leaves.subList(size, size + 1)).frontier();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 70_000})
    void hasTheRootOfALargeTree(int size) {
        assertThat(grown(size).head()).isEqualTo(new TreeHead(size, tree.root(size)));
    }

    @Test
    void handsOutEveryFullTileOnceWhateverTheBatches() {
        List<Tile> expected = new ArrayList<>();
        for (int index = 0; index < SIZE_MAX / 256; index++) {
            expected.add(new Tile(0, index, tree.tile(0, index, 256)));
            if (index == 255) {
                expected.add(new Tile(1, 0, tree.tile(1, 0, 256)));
            }
        }
        Random random = new Random(20260101);
        for (int batchMax : new int[] {SIZE_MAX, 5_000, 700, 30}) {
            List<Tile> tiles = new ArrayList<>();
            Frontier frontier = Frontier.EMPTY;
            while (frontier.size() < SIZE_MAX) {
                int begin = (int) frontier.size();
                int end = Math.min(SIZE_MAX, begin + random.nextInt(batchMax + 1));
                Extension extension = frontier.extend(leaves.subList(begin, end));
                tiles.addAll(extension.fullTiles());
                frontier = extension.frontier();
            }
            assertThat(tiles).isEqualTo(expected);
            assertThat(frontier).isEqualTo(grown(SIZE_MAX));
        }
    }

    @Test
    void isNotChangedByExtending() {
        Frontier frontier = grown(65_535);
        Extension once = frontier.extend(leaves.subList(65_535, 66_000));
        assertThat(frontier.head()).isEqualTo(new TreeHead(65_535, tree.root(65_535)));
        assertThat(frontier.extend(leaves.subList(65_535, 66_000))).isEqualTo(once);
    }

    @Test
    void staysTheSameWithoutNewLeaves() {
        Extension extension = grown(700).extend(List.of());
        assertThat(extension.frontier()).isEqualTo(grown(700));
        assertThat(extension.fullTiles()).isEmpty();
    }

    static IntStream sizesToLoad() {
        return IntStream.concat(
                IntStream.of(0, 1, 2, 255, 256, 257, 511, 512, 65_279, 65_280, 65_535, 65_536, 65_537, SIZE_MAX),
                new Random(7).ints(30, 0, SIZE_MAX));
    }

    @ParameterizedTest
    @MethodSource("sizesToLoad")
    void loadsWhatAppendingBuilt(int size) {
        Frontier built = grown(size);
        Tail tail = new Tail(size);
        Frontier loaded = Frontier.load(size, built.edge(), tail);
        assertThat(loaded).isEqualTo(built);
        assertThat(tail.leavesRead).isEqualTo(size % 256);
        assertThat(tail.tilesRead).isEqualTo(size / 256 % 256 + size / 65_536);
        List<Hash> more = leaves.subList(size, Math.min(SIZE_MAX, size + 600));
        assertThat(loaded.extend(more)).isEqualTo(built.extend(more));
    }

    @Test
    void refusesToLoadALogWhoseLastLeavesWereAltered() {
        RightEdge edge = grown(66_000).edge();
        Tail swapped = new Tail(66_000) {
            @Override
            public Hash leafHash(long leafIndex) {
                return super.leafHash(leafIndex == 65_999 ? 65_998 : leafIndex);
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> Frontier.load(66_000, edge, swapped))
                .withMessageContaining("size=66000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void refusesToLoadALogOneOfWhoseTilesWasAltered(int alteredLevel) {
        RightEdge edge = grown(66_000).edge();
        Tail altered = new Tail(66_000) {
            @Override
            public byte[] fullTile(int level, long index) {
                byte[] tile = super.fullTile(level, index);
                if (level == alteredLevel) {
                    tile[8_191] ^= 1;
                }
                return tile;
            }
        };
        assertThatIllegalStateException().isThrownBy(() -> Frontier.load(66_000, edge, altered));
    }

    @Test
    void refusesToLoadATileThatIsNotFull() {
        RightEdge edge = grown(300).edge();
        Tail cut = new Tail(300) {
            @Override
            public byte[] fullTile(int level, long index) {
                return tree.tile(level, index, 255);
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> Frontier.load(300, edge, cut))
                .withMessageContaining("level=0 index=0 bytes=8160");
    }

    @Test
    void refusesTheRightEdgeOfAnotherSizeOrTree() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Frontier.load(300, grown(301).edge(), new Tail(300)));
        RightEdge other =
                Frontier.EMPTY.extend(leaves.subList(1, 301)).frontier().edge();
        assertThatIllegalStateException().isThrownBy(() -> Frontier.load(300, other, new Tail(300)));
    }

    /** A stored log that holds what it must, and no more. */
    private class Tail implements TailReader {

        private final int size;
        private int leavesRead;
        private int tilesRead;

        Tail(int size) {
            this.size = size;
        }

        @Override
        public Hash leafHash(long leafIndex) {
            assertThat(leafIndex).isBetween(0L, size - 1L);
            leavesRead++;
            return leaves.get((int) leafIndex);
        }

        @Override
        public byte[] fullTile(int level, long index) {
            assertThat((index + 1) << (8 * (level + 1))).isLessThanOrEqualTo(size);
            tilesRead++;
            return tree.tile(level, index, 256);
        }
    }
}
