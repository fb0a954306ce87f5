package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenLeavesTest {

    private static final NaiveTree TREE = new NaiveTree(70_000);

    private static TreeHead head(int size) {
        return new TreeHead(size, TREE.root(size));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 1_000, 65_535, 65_536, 65_537, 70_000})
    void holdsEveryLeafOfTheTreeAndNoOther(int size) {
        ProvenLeaves leaves = new ProvenLeaves(head(size), TREE::tile);
        for (int leaf = 0; leaf < size; leaf += leaf < 600 ? 1 : 101) {
            assertThat(leaves.holds(leaf, TREE.leafHash(leaf)))
                    .as("leaf %d", leaf)
                    .isTrue();
            assertThat(leaves.holds(leaf, TREE.leafHash((leaf + 1) % 70_000)))
                    .as("leaf %d", leaf)
                    .isFalse();
        }
        assertThat(leaves.holds(size - 1, TREE.leafHash(size - 1))).isTrue();
        assertThat(leaves.holds(size, TREE.leafHash(size % 70_000))).isFalse();
        assertThat(leaves.holds(-1, TREE.leafHash(0))).isFalse();
    }

    @Test
    void holdsNothingOfATreeWithAnotherRoot() {
        ProvenLeaves leaves = new ProvenLeaves(new TreeHead(70_000, TREE.root(69_999)), TREE::tile);

        assertThat(leaves.holds(0, TREE.leafHash(0))).isFalse();
        assertThat(leaves.holds(69_999, TREE.leafHash(69_999))).isFalse();
    }

    @Test
    void holdsNothingOfTheEmptyTree() {
        assertThat(new ProvenLeaves(new TreeHead(0, TreeHasher.empty()), TREE::tile).holds(0, TREE.leafHash(0)))
                .isFalse();
    }

    /** Whoever can alter the tiles cannot make up a leaf: one byte in any tile takes the leaves below it away. */
    @Test
    void believesNoTileThatDoesNotLeadToTheRoot() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            int level = random.nextInt(3);
            long hashes = 70_000L >> (8 * level);
            long changed = random.nextLong(hashes);
            int bit = random.nextInt(256);
            TileReader tampered = (atLevel, index, width) -> {
                byte[] tile = TREE.tile(atLevel, index, width);
                if (atLevel == level && index == changed / 256) {
                    tile[(int) (changed % 256) * 32 + bit / 8] ^= (byte) (1 << bit % 8);
                }
                return tile;
            };
            int leaf = (int) (changed << (8 * level));
            Hash shown = level == 0
                    ? Hash.at(tampered.tile(0, leaf / 256, leaf % 256 + 1), leaf % 256 * 32)
                    : TREE.leafHash(leaf);

            assertThat(new ProvenLeaves(head(70_000), tampered).holds(leaf, shown))
                    .as("level %d hash %d", level, changed)
                    .isFalse();
        }
    }

    @Test
    void readsEachTileOnce() {
        int[] reads = new int[1];
        ProvenLeaves leaves = new ProvenLeaves(head(70_000), (level, index, width) -> {
            reads[0]++;
            return TREE.tile(level, index, width);
        });
        for (int leaf = 0; leaf < 2_560; leaf++) {
            assertThat(leaves.holds(leaf, TREE.leafHash(leaf))).isTrue();
        }
        // ten of leaves, one above them, and the last of each level
        assertThat(reads[0]).isEqualTo(10 + 1 + 3);
    }
}
