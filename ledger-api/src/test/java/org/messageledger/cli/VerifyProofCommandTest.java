package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.TlogProof;
import org.messageledger.tree.InclusionProof;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TreeHasher;

class VerifyProofCommandTest {

    private static final String ORIGIN = "log.example/clinic";
    private static final LogKey KEY = LogKey.generate(new SecureRandom());
    private static final String VKEY = KEY.verifier(ORIGIN).toString();

    @TempDir
    private Path folder;

    private Path proof = Path.of("");
    private Path entry = Path.of("");

    /** The second of two leaves: the first is its whole proof. */
    @BeforeEach
    void write() throws IOException {
        byte[] second = "second".getBytes(StandardCharsets.UTF_8);
        RightEdge edge = RightEdge.EMPTY.append(TreeHasher.leaf(new byte[] {1})).append(TreeHasher.leaf(second));
        InclusionProof inclusion = new InclusionProof(1, 2, List.of(TreeHasher.leaf(new byte[] {1})));
        proof = Files.write(
                folder.resolve("p.tlog-proof"),
                TlogProof.of(inclusion, new Checkpoint(ORIGIN, edge.head()).sign(KEY))
                        .toBytes());
        entry = Files.write(folder.resolve("entry"), second);
    }

    private CommandRun verify(String vkey) {
        return CommandRun.of("verify-proof", proof.toString(), entry.toString(), "--vkey", vkey);
    }

    @Test
    void tellsWhichLeafTheEntryIs() {
        CommandRun run = verify(VKEY);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .contains("signed by " + VKEY, "leaf 1 of this log is this entry of 6 bytes")
                .last()
                .isEqualTo("verified");
    }

    @Test
    void findsAnyFlippedBitOfProofAndEntry() throws IOException {
        for (Path file : List.of(proof, entry)) {
            byte[] good = Files.readAllBytes(file);
            for (int at = 0; at < good.length; at++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << (at % 8));
                Files.write(file, bad);
                CommandRun run = verify(VKEY);
                assertThat(run.exitCode()).as("%s, byte %d", file, at).isEqualTo(1);
                assertThat(run.out()).contains("NOT VERIFIED: " + proof).doesNotContain("\nverified");
            }
            Files.write(file, good);
        }
    }

    @Test
    void believesNoOtherKey() {
        CommandRun run =
                verify(LogKey.generate(new SecureRandom()).verifier(ORIGIN).toString());
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void refusesFilesThatAreNotThere() {
        entry = folder.resolve("none");
        CommandRun run = verify(VKEY);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no file");
    }
}
