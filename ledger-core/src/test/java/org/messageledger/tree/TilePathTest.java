package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "1, 999, 255, tile/1/999.p/255",
        "63, 1000, 1, tile/63/x001/000.p/1",
        "-1, 0, 16, tile/entries/000.p/16",
        "-1, 1000000, 256, tile/entries/x001/x000/000",
        "7, 36028797018963967, 256, tile/7/x036/x028/x797/x018/x963/967"
    })
    void writesAndReadsThePathsOfTheSpecification(int level, long index, int width, String text) {
        TilePath path = new TilePath(level, index, width);
        assertThat(path).hasToString(text);
        assertThat(TilePath.parse(text)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/0",
                "tile/0/",
                "/tile/0/000",
                "tile/0/000/",
                "tile/0/0",
                "tile/0/0000",
                "tile/00/000",
                "tile/01/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/+1/000",
                "tile/entry/000",
                "tile/Entries/000",
                "tile/0/x000/000",
                "tile/0/x000/001",
                "tile/0/x001",
                "tile/0/001/000",
                "tile/0/x01/000",
                "tile/0/x001/x002",
                "tile/0/000.p",
                "tile/0/000.p/",
                "tile/0/000.p/0",
                "tile/0/000.p/00",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/999",
                "tile/0/000.p/-1",
                "tile/0/000.p/1/",
                "tile/0/000.P/1",
                "tile/0/000.p/1\n",
                "tile/0/٠٠٠",
                "tile/0/../0/000",
                "tile/7/x036/x028/x797/x018/x963/968",
                "tile/7/x999/x999/x999/x999/x999/999",
                "tile/7/x001/x000/x000/x000/x000/x000/000"
            })
    void readsNothingElse(String text) {
        assertThat(TilePath.parse(text)).isEmpty();
    }

    @Test
    void comesBackFromItsText() {
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            long index = random.nextLong() >>> (9 + random.nextInt(55));
            TilePath path = new TilePath(random.nextInt(65) - 1, index, 1 + random.nextInt(256));
            assertThat(TilePath.parse(path.toString())).contains(path);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0",
        "0, 0, 1, 1",
        "-1, 0, 255, 255",
        "-1, 0, 256, 256",
        "0, 1, 256, 0",
        "1, 0, 255, 0",
        "1, 0, 256, 1",
        "0, 272, 70000, 256",
        "0, 273, 70000, 112",
        "-1, 273, 70000, 112",
        "1, 0, 70000, 256",
        "1, 1, 70000, 17",
        "2, 0, 70000, 1",
        "3, 0, 70000, 0",
        "63, 0, 70000, 0",
        "8, 0, 9223372036854775807, 0"
    })
    void knowsTheWidthThatATreeGivesATile(int level, long index, long treeSize, int width) {
        assertThat(new TilePath(level, index, 256).widthIn(treeSize)).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, ''",
        "0, 255, tile/0/000.p/255",
        "0, 256, ''",
        "1, 256, tile/1/000.p/1",
        "0, 70000, tile/0/273.p/112",
        "1, 70000, tile/1/001.p/17",
        "2, 70000, tile/2/000.p/1",
        "3, 70000, ''",
        "7, 9223372036854775807, tile/7/000.p/127"
    })
    void knowsThePartialTilesOfATree(int level, long treeSize, String text) {
        assertThat(TilePath.partial(level, treeSize).map(TilePath::toString).orElse(""))
                .isEqualTo(text);
    }

    @Test
    void refusesTilesThatNoTreeHas() {
        assertThatIllegalArgumentException().isThrownBy(() -> TilePath.hashes(-1, 0, 256));
        assertThatIllegalArgumentException().isThrownBy(() -> TilePath.hashes(64, 0, 256));
        assertThatIllegalArgumentException().isThrownBy(() -> TilePath.hashes(0, -1, 256));
        assertThatIllegalArgumentException().isThrownBy(() -> TilePath.hashes(0, TilePath.INDEX_MAX + 1, 256));
        assertThatIllegalArgumentException().isThrownBy(() -> TilePath.entries(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> TilePath.entries(0, 257));
    }
}
