package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

/** Leaf 0 of our own logs names origin and key; that of a foreign log is nobody's business. */
class FoundingTest {

    private static final String KEY = StaticLogs.KEY.verifier(StaticLogs.ORIGIN).toString();

    @TempDir
    private Path folder;

    /** As the golden file of the stored event has it. */
    static String founded(String origin, String key) {
        return "{\"salt\":\"gIGCg4SFhoeIiYqLjI2Ojw==\",\"eventId\":\"0192f0c1-2345-7abc-8def-0123456789ab\","
                + "\"stream\":\"ledger\",\"sequenceNumber\":0,\"event\":\"LedgerFounded\",\"revision\":1,"
                + "\"recordedAt\":\"2026-03-02T08:15:31.007Z\",\"metadata\":{\"emitter\":\"ledger\"},"
                + "\"payload\":{\"origin\":\"" + origin + "\",\"logKey\":\"" + key + "\",\"format\":1}}";
    }

    private List<String> verify(String leaf0) throws IOException, LogFault {
        StaticLogs.write(
                folder,
                List.of(leaf0.getBytes(StandardCharsets.UTF_8), new byte[] {1}).iterator());
        return StaticLogs.verify(folder);
    }

    @Test
    void saysThatOriginAndKeyAreThoseOfTheCheckpoint() throws Exception {
        assertThat(verify(founded(StaticLogs.ORIGIN, KEY)))
                .contains("leaf 0 founds this ledger, with this origin and the key " + KEY);
    }

    @Test
    void findsALedgerOfAnotherOrigin() {
        assertThatThrownBy(() -> verify(founded("log.example/other", KEY)))
                .isInstanceOf(LogFault.class)
                .hasMessage("leaf 0: founds the ledger log.example/other, but the checkpoint's origin is "
                        + StaticLogs.ORIGIN);
    }

    @Test
    void findsALedgerOfAnotherKey() {
        String other = OLD.verifier(StaticLogs.ORIGIN).toString();
        assertThatThrownBy(() -> verify(founded(StaticLogs.ORIGIN, other)))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("leaf 0: founds the ledger with the key " + other);
    }

    static final LogKey OLD = LogKey.generate(new SecureRandom());
    private static final String OLD_ORIGIN = "log.example/before";

    /** Old name, entries that mean nothing, and at a leaf of its own the new name. */
    static List<byte[]> restored(int leaf, long firstLostLeaf, LogKey signer) {
        String signed = new Checkpoint(OLD_ORIGIN, new TreeHead(999, TreeHasher.leaf(new byte[] {3})))
                .sign(signer)
                .toString()
                .replace("\n", "\\n");
        String again = founded(StaticLogs.ORIGIN, KEY)
                .replace("\"sequenceNumber\":0", "\"sequenceNumber\":1")
                .replace(
                        "\"format\":1",
                        "\"format\":1,\"restored\":{\"checkpoint\":\"" + signed + "\",\"firstLostLeaf\":"
                                + firstLostLeaf + "}");
        List<byte[]> entries = new ArrayList<>();
        entries.add(founded(OLD_ORIGIN, OLD.verifier(OLD_ORIGIN).toString()).getBytes(StandardCharsets.UTF_8));
        while (entries.size() < leaf) {
            entries.add(StaticLogs.entry(entries.size()));
        }
        entries.add(again.getBytes(StandardCharsets.UTF_8));
        entries.add(new byte[] {1});
        return entries;
    }

    private List<String> verifyRestored(long firstLostLeaf, LogKey signer) throws IOException, LogFault {
        StaticLogs.write(folder, restored(300, firstLostLeaf, signer).iterator());
        return StaticLogs.verify(folder);
    }

    @Test
    void saysThatALedgerWasRestoredAndWhatWasLost() throws Exception {
        assertThat(verifyRestored(300, OLD))
                .contains("leaf 0 founds this ledger as " + OLD_ORIGIN + " with the key " + OLD.verifier(OLD_ORIGIN))
                .anyMatch(line ->
                        line.startsWith("RESTORED from a backup: what was acknowledged from leaf 300 on was lost;"
                                        + " known was the checkpoint of " + OLD_ORIGIN + " over 999 entries")
                                && line.endsWith("From leaf 300 on this ledger is " + StaticLogs.ORIGIN
                                        + " with the key " + KEY));
    }

    @Test
    void findsARestoredLedgerThatHidesWhereItsLossBegins() {
        assertThatThrownBy(() -> verifyRestored(2, OLD))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("leaf 300 founds the ledger once more without saying that this leaf was lost");
    }

    @Test
    void findsARestoredLedgerThatNamesACheckpointThatNobodySigned() {
        assertThatThrownBy(() -> verifyRestored(300, StaticLogs.KEY))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("leaf 300 names a checkpoint that the name before has not signed");
    }

    @Test
    void findsAnOldNameThatSignsBeyondItsEnd() throws IOException {
        String again = founded(OLD_ORIGIN, OLD.verifier(OLD_ORIGIN).toString())
                .replace("\"sequenceNumber\":0", "\"sequenceNumber\":1");
        StaticLogs.write(
                folder,
                List.of(
                                founded(StaticLogs.ORIGIN, KEY).getBytes(StandardCharsets.UTF_8),
                                again.getBytes(StandardCharsets.UTF_8))
                        .iterator());

        assertThatThrownBy(() -> StaticLogs.verify(folder))
                .isInstanceOf(LogFault.class)
                .hasMessage("leaf 1: founds the ledger " + OLD_ORIGIN + ", but the checkpoint's origin is "
                        + StaticLogs.ORIGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "7", "{}", "{\"event\":\"LedgerFounded\"}", "[[[["})
    void hasNoComplaintAboutAForeignLog(String leaf0) throws Exception {
        assertThat(verify(leaf0)).noneMatch(line -> line.contains("leaf 0"));
    }
}
