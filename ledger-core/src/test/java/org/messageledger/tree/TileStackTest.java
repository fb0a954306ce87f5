package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileStackTest {

    private static final NaiveTree TREE = new NaiveTree(70_000);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000})
    void makesTheTilesAndTheRootOfTheSpecification(int size) {
        TileStack stack = new TileStack();
        List<Tile> full = new ArrayList<>();
        for (int begin = 0; begin < size; begin += 256) {
            int width = Math.min(256, size - begin);
            full.addAll(stack.append(TREE.tile(0, begin / 256, width), width));
        }
        assertThat(stack.size()).isEqualTo(size);
        assertThat(stack.head()).isEqualTo(new TreeHead(size, TREE.root(size)));
        assertThat(full).hasSize(size / 65_536).allSatisfy(tile -> {
            assertThat(tile.level()).isEqualTo(1);
            assertThat(tile.hashes()).isEqualTo(TREE.tile(1, tile.index(), 256));
        });
        for (int level = 0; level < Tile.LEVELS; level++) {
            int inLevel = level > 2 ? 0 : size >> (8 * level);
            assertThat(stack.tail(level)).isEqualTo(TREE.tile(Math.min(level, 2), inLevel / 256, inLevel % 256));
        }
    }

    @Test
    void knowsTheRootOfEverySizeInTheNextTile() {
        TileStack stack = new TileStack();
        for (int begin = 0; begin < 768; begin += 256) {
            byte[] next = TREE.tile(0, begin / 256, 256);
            for (int count = 0; count < 256; count++) {
                assertThat(stack.headWith(next, count))
                        .isEqualTo(new TreeHead(begin + count, TREE.root(begin + count)));
            }
            assertThat(stack.append(next, 256)).isEmpty();
        }
    }

    @Test
    void appendsNothingBehindATileThatIsNotFull() {
        TileStack stack = new TileStack();
        assertThatIllegalArgumentException().isThrownBy(() -> stack.append(new byte[0], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> stack.append(new byte[8_224], 257));
        assertThat(stack.append(TREE.tile(0, 0, 3), 3)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> stack.append(TREE.tile(0, 0, 3), 3));
        assertThatIllegalArgumentException().isThrownBy(() -> stack.headWith(TREE.tile(0, 0, 3), 1));
    }

    @Test
    void hashesALeafInItsPlaceAndLeavesTheBytesAsTheyWere() {
        byte[] source = {9, 8, 'a', 'b', 'c', 7};
        byte[] target = new byte[40];
        TreeHasher.leaf(source, 2, 3, target, 5);
        assertThat(Hash.at(target, 5)).isEqualTo(TreeHasher.leaf(new byte[] {'a', 'b', 'c'}));
        assertThat(source).containsExactly(9, 8, 'a', 'b', 'c', 7);
        TreeHasher.leaf(source, 1, 0, target, 8);
        assertThat(Hash.at(target, 8)).isEqualTo(TreeHasher.leaf(new byte[0]));
    }
}
