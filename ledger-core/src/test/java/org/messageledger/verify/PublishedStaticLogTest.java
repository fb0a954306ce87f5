package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;

/** A whole log that another implementation made, with its checkpoints of every size. */
@EnabledIfSystemProperty(
        named = PublishedStaticLogTest.VECTORS,
        matches = ".+",
        disabledReason = "set -Dledger.vectors to the folder that holds tlog-tiles-log to run it")
class PublishedStaticLogTest {

    static final String VECTORS = "ledger.vectors";

    private static final String KEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    private static final int SIZE = 15;

    @TempDir
    private Path folder;

    private Path published = Path.of("");

    @BeforeEach
    void find() {
        published = Path.of(System.getProperty(VECTORS, "")).resolve("tlog-tiles-log");
    }

    private static List<String> verify(Path log, NamedBytes... kept) throws MalformedException, IOException, LogFault {
        Trust trust = new Trust(List.of(VerifierKey.parse(KEY)), WitnessPolicy.NONE);
        return new LogVerifier(trust).verifyLog(new LogFolder(log), List.of(kept), (leaves, treeSize) -> {});
    }

    private NamedBytes kept(int size) throws IOException {
        return new NamedBytes("checkpoint." + size, Files.readAllBytes(published.resolve("checkpoint." + size)));
    }

    private void copy(String file, String name) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), Files.readAllBytes(published.resolve(file)));
    }

    private void copyTiles() throws IOException {
        for (String file : StaticLogs.files(published)) {
            if (file.startsWith("tile/")) {
                copy(file, file);
            }
        }
    }

    @Test
    void verifies() throws Exception {
        assertThat(verify(published))
                .contains(
                        "origin example.com/log/testdata, 15 entries, root rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=",
                        "signed by " + KEY,
                        "consistent with 16 older checkpoints beside it")
                .noneMatch(line -> line.startsWith("not checked"));
    }

    @Test
    void everyCheckpointIsConsistentWithEveryLaterOneAndNoEarlierOne() throws Exception {
        copyTiles();
        for (int size = 0; size <= SIZE; size++) {
            copy("checkpoint." + size, "checkpoint");
            List<NamedBytes> before = new ArrayList<>();
            for (int older = 0; older <= size; older++) {
                before.add(kept(older));
            }
            assertThat(verify(folder, before.toArray(new NamedBytes[0])))
                    .filteredOn(line -> line.startsWith("consistent with checkpoint."))
                    .hasSize(size + 1);
            for (int newer = size + 1; newer <= SIZE; newer++) {
                NamedBytes later = kept(newer);
                assertThatThrownBy(() -> verify(folder, later))
                        .isInstanceOf(LogFault.class)
                        .hasMessageContaining("the log was truncated");
            }
        }
    }

    @Test
    void anyBitOfAnyByteOfAnyFileMatters() throws Exception {
        copyTiles();
        copy("checkpoint", "checkpoint");
        for (String file : StaticLogs.files(folder)) {
            flipEveryByteOf(file, file.equals("checkpoint") ? 8 : 1);
        }
        for (int size = 0; size <= SIZE; size++) {
            String file = "checkpoint." + size;
            copy(file, file);
            flipEveryByteOf(file, 1);
            Files.delete(folder.resolve(file));
        }
        assertThat(verify(folder)).isNotEmpty();
    }

    private void flipEveryByteOf(String name, int bits) throws Exception {
        Path file = folder.resolve(name);
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at++) {
            for (int bit = 0; bit < bits; bit++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << ((at + bit) % 8));
                Files.write(file, bad);
                assertThatThrownBy(() -> verify(folder))
                        .as("%s, byte %d", name, at)
                        .isInstanceOf(LogFault.class);
            }
        }
        Files.write(file, good);
    }
}
