package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;

/** What was acknowledged is known outside of the database, through crashes. */
class AcknowledgedHeadTest {

    private static final int KILLS = 5;

    @TempDir
    Path home;

    private Path file() {
        return home.resolve("acknowledged-head");
    }

    private AcknowledgedHead acknowledged() {
        return new AcknowledgedHead(file());
    }

    static TreeHead head(long size) {
        return new TreeHead(size, Hash.of(new byte[Hash.SIZE_BYTES]));
    }

    @Test
    void keepsTheLargestHeadWhoeverKeepsASmallerOne() throws IOException {
        assertThat(acknowledged().read()).isEmpty();
        acknowledged().keep(head(7));
        acknowledged().keep(head(5));

        assertThat(acknowledged().read()).contains(head(7));
    }

    @Test
    void keepsThePreviousHeadWhenItsSuccessorIsHalfWritten() throws IOException {
        acknowledged().keep(head(7));
        Files.writeString(home.resolve("acknowledged-head.new"), "9 AAA");

        assertThat(acknowledged().read()).contains(head(7));
        acknowledged().keep(head(8));
        assertThat(acknowledged().read()).contains(head(8));
    }

    @Test
    void believesNoDamagedHead() throws IOException {
        acknowledged().keep(head(7));
        Files.writeString(file(), Files.readString(file()).replaceFirst("7", "6"));

        assertThatThrownBy(() -> acknowledged().read())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(file().toString());
    }

    @Test
    void isWholeAndNewestThroughKills() throws Exception {
        Random random = new Random();
        long told = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = keeping(told + 1);
            long enough = told + 1 + random.nextInt(200);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
                while (told < enough) {
                    told = Long.parseLong(lines.readLine());
                }
            } finally {
                process.destroyForcibly();
                process.onExit().join();
            }
            assertThat(acknowledged().read().orElseThrow().size()).isGreaterThanOrEqualTo(told);
            told = acknowledged().read().orElseThrow().size();
        }
    }

    /** As an operator or a debugger suspends it (SIGSTOP): it holds the file's lock until it goes on. */
    @Test
    @Timeout(60)
    void isReadAndGivenUpOnWhileAProcessThatKeepsItStandsStill() throws Exception {
        Process process = keeping(1);
        try {
            standStillInTheMiddle(process);
            TreeHead kept = acknowledged().read().orElseThrow();

            assertThatThrownBy(() -> acknowledged().keep(head(2_000_000)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(home.resolve("acknowledged-head.lock").toString());
            assertThat(acknowledged().read()).contains(kept);

            signal("CONT", process);
            acknowledged().keep(head(2_000_000));
            assertThat(acknowledged().read()).contains(head(2_000_000));
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Stops it at random moments until it holds the lock. */
    private void standStillInTheMiddle(Process process) throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(file()));
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(7))
                .until(() -> {
                    signal("STOP", process);
                    await().until(() -> Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                            .contains(") T "));
                    if (isLocked()) {
                        return true;
                    }
                    signal("CONT", process);
                    return false;
                });
    }

    private boolean isLocked() throws IOException {
        try (FileChannel lock = FileChannel.open(home.resolve("acknowledged-head.lock"), StandardOpenOption.WRITE);
                FileLock held = lock.tryLock()) {
            return held == null;
        }
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    private Process keeping(long sizeFrom) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeepingProcess.class.getName(),
                        file().toString(),
                        Long.toString(sizeFrom))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void keepsWhatIsAcknowledgedWhileTheLogIsClosed() throws Exception {
        FaultyStore store = new FaultyStore();
        Log log = new GroupCommitLog(store.store(), LogSettings.defaults(), acknowledged());
        FaultyStore.Stall stall = store.stall("commit");
        CompletableFuture<AppendOutcome> last = log.append(Drafts.alone());
        stall.awaitReached();
        Thread closing = new Thread(log::close);
        closing.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("ledger-log-keeper")));
        stall.end();
        closing.join();

        assertThat(last.join()).isInstanceOf(Appended.class);
        assertThat(acknowledged().read().map(TreeHead::size)).contains(1L);
    }

    @Test
    void appendsToNoLogThatHoldsLessThanWasAcknowledgedOrSomethingElse() throws IOException {
        FaultyStore store = new FaultyStore();
        try (Log log = new GroupCommitLog(store.store(), LogSettings.defaults(), acknowledged())) {
            assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> acknowledged().read().isPresent());
            assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
        }
        assertThat(acknowledged().read().orElseThrow().size()).as("at its end").isEqualTo(2);

        assertThatThrownBy(() -> open(new FaultyStore())).isInstanceOf(LostHeadException.class);
        FaultyStore different = new FaultyStore();
        try (Log log = new GroupCommitLog(different.store(), LogSettings.defaults())) {
            log.append(Drafts.alone()).join();
            log.append(Drafts.alone()).join();
            log.append(Drafts.alone()).join();
            different.at("close", call -> null);
        }
        FaultyStore again = new FaultyStore(different.store());
        try (Log log = open(again)) {
            assertThat(log.status().appending()).isFalse();
            assertThat(log.status().statement())
                    .contains(
                            "no consistency proof leads from the acknowledged head",
                            "acknowledgedSize=2",
                            "acknowledgedRoot="
                                    + acknowledged().read().orElseThrow().root(),
                            "readSize=3",
                            "readRoot=" + log.head().tree().root());
            assertThat(log.append(Drafts.alone()).join()).isInstanceOf(AppendOutcome.Pushback.class);
            assertThat(log.read(0, 10)).as("it can still be asked").hasSize(3);
            assertThatThrownBy(log::headNow).as("nor signed").isInstanceOf(StorageException.class);
        }
        assertThat(acknowledged().read().orElseThrow().size())
                .as("what was acknowledged is not forgotten")
                .isEqualTo(2);
    }

    private Log open(FaultyStore store) {
        return new GroupCommitLog(store.store(), LogSettings.defaults(), acknowledged());
    }

    @Test
    void appendsAlthoughTheHeadCannotBeKept() throws IOException {
        FaultyStore store = new FaultyStore();
        try (Log log = new GroupCommitLog(store.store(), LogSettings.defaults(), acknowledged())) {
            Files.createDirectories(home.resolve("acknowledged-head.new/full"));
            for (int i = 0; i < 3; i++) {
                assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
            }
        }
        assertThat(Files.exists(file())).isFalse();
    }
}
