package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThatThrownBy(() -> verify(founded(StaticLogs.ORIGIN, "log.example/clinic+00000000+AQ==")))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("leaf 0: founds the ledger with the key log.example/clinic+00000000+AQ==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "7", "{}", "{\"event\":\"LedgerFounded\"}", "[[[["})
    void hasNoComplaintAboutAForeignLog(String leaf0) throws Exception {
        assertThat(verify(leaf0)).noneMatch(line -> line.contains("leaf 0"));
    }
}
