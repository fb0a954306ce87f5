package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a whole. */
class LedgerCommandsTest {

    @ParameterizedTest
    @CsvSource({
        "import, true",
        "replay, true",
        "sample, true",
        "user, true",
        "verify, true",
        "witness, true",
        "fsck, true",
        "help, true",
        "imprt, true",
        "--help, true",
        "-V, true",
        "--server.port=1, false",
        "'', false"
    })
    void tellsItsOwnArgumentsFromTheServers(String argument, boolean named) {
        assertThat(LedgerCommands.names(new String[] {argument, "x"})).isEqualTo(named);
        assertThat(LedgerCommands.names(new String[0])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "help",
                "import --help",
                "replay --help",
                "sample --help",
                "user --help",
                "user add --help",
                "verify --help",
                "verify-proof --help",
                "witness --help",
                "fsck --help"
            })
    void helpFitsAnOldTerminalAndIsNoError(String command) {
        CommandRun run = CommandRun.of(command.split(" ", -1));
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("Usage: message-ledger");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aMisspeltCommandIsToldWhatMayBeMeant() {
        CommandRun run = CommandRun.of("imprt", "day.ndjson");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("Did you mean: message-ledger import"))
                .last()
                .isEqualTo("Try: message-ledger --help");
    }
}
