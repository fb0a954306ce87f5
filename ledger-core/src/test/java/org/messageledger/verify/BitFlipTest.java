package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bit, anywhere in any file, also of those that only older trees needed. */
class BitFlipTest {

    private static final int POSITIONS = 200;

    @TempDir
    private Path folder;

    @Test
    void isFoundWhereverItIs() throws Exception {
        StaticLogs.write(folder, StaticLogs.entries(7));
        Files.move(folder.resolve("checkpoint"), folder.resolve("checkpoint.7"));
        StaticLogs.write(folder, StaticLogs.entries(290));
        StaticLogs.write(folder, StaticLogs.entries(300));
        assertThat(StaticLogs.files(folder))
                .contains("tile/0/000.p/7", "tile/entries/000.p/7", "tile/0/001.p/34", "tile/entries/001.p/34")
                .hasSize(11);
        assertThat(StaticLogs.verify(folder)).contains("consistent with 1 older checkpoints beside it");

        Random random = new Random(9);
        for (String name : StaticLogs.files(folder)) {
            Path file = folder.resolve(name);
            byte[] good = Files.readAllBytes(file);
            boolean each = good.length <= POSITIONS;
            for (int i = 0; i < Math.min(good.length, POSITIONS); i++) {
                int at = each ? i : random.nextInt(good.length);
                assertFound(file, good, at, 1 << random.nextInt(8));
            }
            Files.write(file, good);
        }
        assertThat(StaticLogs.verify(folder)).isNotEmpty();
    }

    private void assertFound(Path file, byte[] good, int at, int bit) throws IOException {
        byte[] bad = good.clone();
        bad[at] ^= (byte) bit;
        Files.write(file, bad);
        assertThat(isVerified(folder)).as("%s, byte %d, bit %d", file, at, bit).isFalse();
    }

    static boolean isVerified(Path folder) throws IOException {
        try {
            StaticLogs.verify(folder);
            return true;
        } catch (LogFault found) {
            return false;
        }
    }
}
