package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.wire.EntryReader;

class IdentityTest {

    @TempDir
    Path home;

    @Test
    void foundsAnEmptyLogAndIsTheSameEverAfter() {
        String origin;
        try (OpenLedger ledger = OpenLedger.at(home)) {
            origin = ledger.identity.origin();
            LedgerFounded founded = (LedgerFounded)
                    new EntryReader().read(ledger.log.read(0, 1).get(0).bytes()).payload();

            assertThat(origin).matches("ledger\\.local/[0-9a-f]{8}").isEqualTo(founded.origin());
            assertThat(founded.logKey())
                    .isEqualTo(ledger.identity
                            .history()
                            .names()
                            .newest()
                            .keys()
                            .get(0)
                            .toString());
            assertThat(ledger.log.head().size()).isEqualTo(1);
        }
        try (OpenLedger ledger = OpenLedger.at(home)) {
            assertThat(ledger.identity.origin()).isEqualTo(origin);
            assertThat(ledger.log.head().size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log.pem", "wrapping.key"})
    void keepsKeysToTheirOwner(String file) throws IOException {
        OpenLedger.at(home).close();

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve("keys").resolve(file))))
                .isEqualTo("rw-------");
    }

    @Test
    void takesAConfiguredOriginOnceAndRefusesAnother() {
        OpenLedger.at(home, "ledger.example/north").close();
        OpenLedger.at(home, "ledger.example/north").close();

        assertThatThrownBy(() -> OpenLedger.at(home, "ledger.example/south"))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("another origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log.pem", "wrapping.key"})
    void refusesToStartWithoutAKeyAndMakesNoneForALogThatHasEntries(String file) throws IOException {
        OpenLedger.at(home).close();
        Path key = home.resolve("keys").resolve(file);
        Files.delete(key);

        assertThatThrownBy(() -> OpenLedger.at(home)).isInstanceOf(IdentityException.class);
        assertThat(key).doesNotExist();
    }

    @Test
    void refusesAnotherLogKey() throws IOException {
        OpenLedger.at(home).close();
        Files.writeString(
                home.resolve("keys/log.pem"),
                LogKey.generate(new SecureRandom()).toPem());

        assertThatThrownBy(() -> OpenLedger.at(home))
                .isInstanceOf(IdentityException.class)
                .hasMessageContaining("another key");
    }

    @Test
    void refusesAnotherWrappingKey() throws IOException {
        OpenLedger.at(home).close();
        Files.writeString(home.resolve("keys/wrapping.key"), "A".repeat(43) + "=\n");

        assertThatThrownBy(() -> OpenLedger.at(home)).isInstanceOf(IdentityException.class);
    }

    @Test
    void foundsWithTheKeysOfAStartThatDiedBeforeLeafZero() throws IOException {
        Path key = home.resolve("keys/log.pem");
        OpenLedger.at(home).close();
        String made = Files.readString(key);
        Files.delete(home.resolve("ledger.mv.db"));
        OpenLedger.at(home).close();

        assertThat(Files.readString(key)).isEqualTo(made);
    }
}
