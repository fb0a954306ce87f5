package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TileTest {

    @Test
    void isNotChangedThroughTheArraysItCameFromOrGave() {
        byte[] bytes = new byte[8_192];
        Tile tile = new Tile(7, 0, bytes);
        bytes[0] = 1;
        tile.hashes()[1] = 1;
        assertThat(tile.hashes()).isEqualTo(new byte[8_192]);
    }

    @Test
    void isEqualByContent() {
        byte[] bytes = new byte[8_192];
        Tile tile = new Tile(1, 2, bytes);
        assertThat(tile).isEqualTo(new Tile(1, 2, bytes)).hasSameHashCodeAs(new Tile(1, 2, bytes));
        bytes[8_191] = 1;
        assertThat(tile).isNotEqualTo(new Tile(1, 2, bytes));
        assertThat(tile).isNotEqualTo(new Tile(2, 2, tile.hashes()));
        assertThat(tile).isNotEqualTo(new Tile(1, 3, tile.hashes()));
    }

    @Test
    void refusesWhatIsNotAFullTile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, new byte[8_160]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, new byte[8_224]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(8, 0, new byte[8_192]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(-1, 0, new byte[8_192]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, -1, new byte[8_192]));
    }
}
