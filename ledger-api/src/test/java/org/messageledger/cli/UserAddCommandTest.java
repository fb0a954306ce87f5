package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserAddCommandTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @BeforeEach
    void aLedgersHome() throws IOException {
        Files.createDirectory(home.resolve("passwords"));
        Files.writeString(home.resolve("passwords/emitter"), "0123456789abcdef\n");
    }

    private CommandRun add(String name, String role) {
        return CommandRun.of("user", "add", name, "--role", role, "--home", home.toString());
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void makesAPasswordOfItsOwnAndSaysWhereButNotWhich() throws IOException {
        CommandRun run = add("night-shift", "emitter");
        Path file = home.resolve("passwords/night-shift");
        assertThat(run.exitCode()).as(run.err()).isZero();
        String password = Files.readString(file).strip();
        assertThat(password).matches("[0-9a-f]{32}");
        assertThat(run.out()).contains(file.toString(), "role emitter").doesNotContain(password);
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(home.resolve("users/night-shift")).hasContent("emitter\n");
        assertThat(permissions(home.resolve("users"))).isEqualTo("rwx------");
        add("other", "emitter");
        assertThat(Files.readString(home.resolve("passwords/other")).strip()).isNotEqualTo(password);
    }

    @Test
    void refusesANameThatIsTakenAndLeavesItsFilesAlone() throws IOException {
        add("kim", "auditor");
        String password = Files.readString(home.resolve("passwords/kim"));
        refused(add("kim", "emitter"), "there is a user kim already");
        refused(add("auditor", "emitter"), "there is a user auditor already");
        refused(add("emitter", "emitter"), "there is a user emitter already");
        assertThat(home.resolve("passwords/kim")).hasContent(password);
        assertThat(home.resolve("users/kim")).hasContent("auditor\n");
        assertThat(home.resolve("passwords/emitter")).hasContent("0123456789abcdef\n");
    }

    @Test
    void makesAgainAUserThatAKilledProcessLeftHalfMade() throws IOException {
        Files.writeString(home.resolve("passwords/kim"), "0123");
        Files.createDirectory(home.resolve("users"));
        assertThat(add("kim", "auditor").exitCode()).isZero();
        assertThat(Files.readString(home.resolve("passwords/kim")).strip()).matches("[0-9a-f]{32}");
        assertThat(home.resolve("users/kim")).hasContent("auditor\n");
    }

    /** The role that was said to be given is the one that is given, and it is given once. */
    @Test
    void givesANameToOneOfTwoWhoAskForItAtOnce() throws Exception {
        for (int i = 0; i < 100; i++) {
            String name = "kim" + i;
            CyclicBarrier together = new CyclicBarrier(2);
            CompletableFuture<CommandRun> other = CompletableFuture.supplyAsync(() -> {
                meet(together);
                return add(name, "auditor");
            });
            meet(together);
            CommandRun emitter = add(name, "emitter");
            CommandRun auditor = other.get(60, TimeUnit.SECONDS);

            assertThat(List.of(emitter.exitCode(), auditor.exitCode()))
                    .as(name + " " + emitter.err() + auditor.err())
                    .containsExactlyInAnyOrder(0, 2);
            assertThat(home.resolve("users/" + name)).hasContent(emitter.exitCode() == 0 ? "emitter\n" : "auditor\n");
            assertThat(home.resolve("passwords/" + name)).exists();
        }
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Kim",
                "../kim",
                "a/b",
                ".kim",
                "1kim",
                "kim\n",
                "ki:m",
                "kïm",
                "a2345678901234567890123456789012x"
            })
    void refusesNamesThatAreNone(String name) {
        refused(add(name, "emitter"), "a user's name is a small letter, then at most 31");
        assertThat(home.resolve("users")).doesNotExist();
        assertThat(home.resolve("passwords")).isDirectoryContaining("glob:**/emitter");
    }

    @Test
    void refusesRolesThatAreNone() {
        CommandRun run = add("kim", "root");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--role", "EMITTER, COMPLIANCE, AUDITOR, PRIVACY, ADMIN");
        assertThat(CommandRun.of("user", "add", "kim").exitCode()).isEqualTo(2);
        assertThat(home.resolve("users")).doesNotExist();
    }

    @Test
    void refusesAFolderThatIsNoLedgersHome() throws IOException {
        Files.delete(home.resolve("passwords/emitter"));
        refused(add("kim", "emitter"), "no ledger's home");
        Files.delete(home.resolve("passwords"));
        refused(add("kim", "emitter"), "start the ledger once");
        assertThat(home).isEmptyDirectory();
    }

    private static void refused(CommandRun run, String message) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(message);
    }
}
