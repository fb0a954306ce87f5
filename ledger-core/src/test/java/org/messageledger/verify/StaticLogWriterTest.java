package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

class StaticLogWriterTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000})
    void writesExactlyTheFilesOfTheSpecificationAndTheyVerify(int size) throws Exception {
        TreeHead head = StaticLogs.write(folder, StaticLogs.entries(size));

        assertThat(head).isEqualTo(edge(size).head());
        assertThat(StaticLogs.files(folder)).containsExactlyInAnyOrderElementsOf(demanded(size));
        assertThat(StaticLogs.verify(folder))
                .contains("every entry hashed, every tile and the root computed anew: all as signed");
    }

    /** tlog-tiles, "Merkle Tree" and "Partial Tiles", word for word; sizes here need no x in front. */
    private static List<String> demanded(int size) {
        List<String> files = new ArrayList<>(List.of("checkpoint"));
        for (int level = 0; level <= 2; level++) {
            int inLevel = size / (int) Math.pow(256, level);
            for (int tile = 0; tile < inLevel / 256; tile++) {
                files.add(String.format(Locale.ROOT, "tile/%d/%03d", level, tile));
            }
            if (inLevel % 256 > 0) {
                files.add(String.format(Locale.ROOT, "tile/%d/%03d.p/%d", level, inLevel / 256, inLevel % 256));
            }
        }
        List<String> bundles = files.stream()
                .filter(file -> file.startsWith("tile/0/"))
                .map(file -> file.replace("tile/0/", "tile/entries/"))
                .toList();
        files.addAll(bundles);
        return files;
    }

    private static RightEdge edge(int size) {
        RightEdge edge = RightEdge.EMPTY;
        for (int leaf = 0; leaf < size; leaf++) {
            edge = edge.append(TreeHasher.leaf(StaticLogs.entry(leaf)));
        }
        return edge;
    }

    @Test
    void writesEachEntryBehindItsLength() throws IOException {
        byte[] longest = new byte[65_535];
        StaticLogs.write(folder, List.of(new byte[] {7}, new byte[0], longest).iterator());

        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        bundle.writeBytes(new byte[] {0, 1, 7, 0, 0, -1, -1});
        bundle.writeBytes(longest);
        assertThat(Files.readAllBytes(folder.resolve("tile/entries/000.p/3"))).isEqualTo(bundle.toByteArray());
    }

    @Test
    void refusesAnEntryThatNoBundleCanHold() {
        StaticLogWriter writer = new StaticLogWriter(folder);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.append(List.of(new byte[65_536]).iterator()));
    }
}
