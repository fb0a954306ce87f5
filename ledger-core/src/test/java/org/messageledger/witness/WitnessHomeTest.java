package org.messageledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.VerifierKey;

/** What a witness keeps, and what it does not start over. */
class WitnessHomeTest extends WitnessScenario {

    @Test
    void keepsWhatItHasCosignedOverARestart() throws Exception {
        assertThat(cosigned(log.request(0, 7))).isNotNull();
        VerifierKey key = witness.key();
        reopen(NOON.plusSeconds(1));

        assertThat(witness.key()).isEqualTo(key);
        assertThat(send(log.request(0, 9)).body()).isEqualTo("7\n");
        refused(log.forkedAt(3).request(7, 9), 422);
        refused(log.forkedAt(3).request(7, 7), 422);
        assertThat(cosigned(log.request(7, 9))).isNotNull();
    }

    @Test
    void keepsItsKeyToItself() throws IOException {
        Path pem = folder.resolve("home").resolve("witness.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pem)))
                .isEqualTo("rw-------");
        assertThat(witness.key().name()).isEqualTo(NAME);
    }

    @Test
    void runsOnceInAHome() throws IOException {
        assertThatThrownBy(() -> open(NAME, NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another witness runs in this home");
        witness.close();
        witness = open(NAME, NOON);
    }

    @Test
    void keepsItsName() throws IOException {
        witness.close();
        assertThatThrownBy(() -> open("witness.example/w2", NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("name=" + NAME);
        witness = open(null, NOON);
        assertThat(witness.key().name()).isEqualTo(NAME);
    }

    @Test
    void makesUpANameForItself() throws IOException {
        witness.close();
        Files.move(folder.resolve("home"), folder.resolve("away"));
        witness = open(null, NOON);
        String name = witness.key().name();
        assertThat(name).matches("witness\\.local/[0-9a-f]{8}");
        reopen(NOON);
        assertThat(witness.key().name()).isEqualTo(name);
    }

    @Test
    void takesNoNameThatANoteCannotBear() throws IOException {
        witness.close();
        Files.move(folder.resolve("home"), folder.resolve("away"));
        assertThatThrownBy(() -> open("with space", NOON)).isInstanceOf(IOException.class);
        witness = open(null, NOON);
    }

    @Test
    void makesNoNewKeyOnceItHasCosigned() throws Exception {
        assertThat(cosigned(log.request(0, 7))).isNotNull();
        witness.close();
        Path pem = folder.resolve("home").resolve("witness.pem");
        Path away = folder.resolve("away.pem");
        Files.move(pem, away);
        assertThatThrownBy(() -> open(null, NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its key is gone");
        assertThat(pem).doesNotExist();

        Files.writeString(pem, LogKey.generate(new SecureRandom()).toPem());
        assertThatThrownBy(() -> open(null, NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no checkpoint of this log cosigned by this witness");
        Files.delete(pem);
        Files.move(away, pem);
        witness = open(null, NOON);
    }

    @Test
    void refusesToStartOverWhatIsDamaged() throws Exception {
        assertThat(cosigned(log.request(0, 7))).isNotNull();
        witness.close();
        Path kept = folder.resolve("home").resolve("logs").resolve(WitnessServerTest.originHash(log.origin()));
        String text = Files.readString(kept);
        for (String damaged : List.of("", text.substring(0, text.length() - 2), text.replace("\n7\n", "\n6\n"))) {
            Files.writeString(kept, damaged);
            assertThatThrownBy(() -> open(null, NOON)).isInstanceOf(IOException.class);
        }
        Files.writeString(kept, text);
        witness = open(null, NOON);
        assertThat(send(log.request(0, 9)).body()).isEqualTo("7\n");
    }

    @Test
    void removesWhatAKilledProcessWasWriting() throws Exception {
        witness.close();
        Path half = Files.writeString(folder.resolve("home").resolve("logs").resolve(".half-1"), "log.exam");
        witness = open(null, NOON);
        assertThat(half).doesNotExist();
    }

    @Test
    void cosignsNothingThatItCannotKeep() throws Exception {
        assertThat(cosigned(log.request(0, 7))).isNotNull();
        Path logs = folder.resolve("home").resolve("logs");
        Path away = folder.resolve("away");
        Files.move(logs, away);

        refused(log.request(7, 9), 500);
        assertThat(reports).hasSize(1).allMatch(report -> report.contains("cannot be kept"));
        Files.move(away, logs);
        assertThat(send(log.request(0, 9)).body()).isEqualTo("7\n");
        assertThat(cosigned(log.request(7, 9))).isNotNull();
    }

    @Test
    void takesAnyKeyOfALogThatHasSeveral() throws Exception {
        witness.close();
        LogKey second = LogKey.generate(new SecureRandom());
        witness = Witness.open(
                folder.resolve("home"),
                NAME,
                List.of(log.verifier(), second.verifier(log.origin())),
                Clock.systemUTC(),
                new SecureRandom(),
                reports::add);
        assertThat(cosigned(log.request(0, 7))).isNotNull();
        ForkableLog rotated = new ForkableLog(log.origin(), second, Integer.MAX_VALUE);
        assertThat(cosigned(rotated.request(7, 9))).isNotNull();
        assertThat(witness.logs()).isEqualTo(1);
        assertThatThrownBy(() -> Witness.open(
                        folder.resolve("other"),
                        NAME,
                        List.of(witness.key()),
                        Clock.systemUTC(),
                        new SecureRandom(),
                        reports::add))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
