package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.tree.TreeHead;

/** A copy of a log, made over HTTP and served again. */
class LogExportTest {

    private static final List<VerifierKey> KEYS = List.of(StaticLogs.KEY.verifier(StaticLogs.ORIGIN));

    @TempDir
    private Path folder;

    private Path log = Path.of("");
    private Path copy = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private ServedLog served;

    @BeforeEach
    void serve() throws IOException {
        log = Files.createDirectory(folder.resolve("log"));
        copy = folder.resolve("new/copy");
        served = new ServedLog(log);
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private List<String> export(List<VerifierKey> keys) throws IOException, LogFault {
        return new LogExport(served.site(), copy).run(keys, (leaves, treeSize) -> {});
    }

    private static List<String> filesBesideTheLock(Path folder) throws IOException {
        return StaticLogs.files(folder).stream()
                .filter(file -> !file.equals(".lock"))
                .toList();
    }

    private void assertCopied() throws IOException {
        for (String file : StaticLogs.files(log)) {
            assertThat(copy.resolve(file)).as(file).hasSameBinaryContentAs(log.resolve(file));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000})
    void holdsExactlyTheFilesOfTheLogAndVerifiesWhenServed(int size) throws Exception {
        StaticLogs.write(log, StaticLogs.entries(size));

        export(KEYS);

        assertThat(filesBesideTheLock(copy)).isEqualTo(StaticLogs.files(log));
        assertCopied();
        try (ServedLog again = new ServedLog(copy)) {
            assertThat(new LogVerifier(StaticLogs.TRUST).verifyLog(again.site(), List.of(), (leaves, treeSize) -> {}))
                    .contains("every entry hashed, every tile and the root computed anew: all as signed");
        }
        assertThat(StaticLogs.verify(copy)).noneMatch(line -> line.contains("not checked"));
    }

    @Test
    void addsOnlyWhatIsNewToACopyOfASmallerLog() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(600));
        export(KEYS);
        List<String> unusedFirst = served.asked();
        StaticLogs.write(log, StaticLogs.entries(700));

        assertThat(export(KEYS)).contains("the copy held 600 entries and has only grown");

        assertThat(served.asked())
                .containsExactlyInAnyOrder("checkpoint", "tile/0/002.p/188", "tile/entries/002.p/188");
        assertThat(StaticLogs.verify(copy)).isNotEmpty();
    }

    @Test
    void copiesARestoredLogByItsNewKeyOnly() throws Exception {
        StaticLogs.write(log, FoundingTest.restored(300, 300, FoundingTest.OLD).iterator());

        assertThatThrownBy(() -> export(List.of()))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("goes on under another name, give its key as --vkey");
        assertThat(copy.resolve("checkpoint")).doesNotExist();
        assertThat(export(KEYS)).anyMatch(line -> line.startsWith("RESTORED from a backup"));
        assertCopied();
    }

    @Test
    void copiesNoLogWhoseFoundingIsAnothersWord() throws Exception {
        StaticLogs.write(log, FoundingTest.restored(300, 299, FoundingTest.OLD).iterator());

        assertThatThrownBy(() -> export(KEYS)).isInstanceOf(LogFault.class).hasMessageContaining("leaf 300");
        assertThat(copy.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void asksForNothingButTheCheckpointWhenNothingIsNew() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(600));
        export(KEYS);
        List<String> unusedFirst = served.asked();

        assertThat(export(KEYS)).anyMatch(line -> line.endsWith("; 0 files added"));

        assertThat(served.asked()).containsExactly("checkpoint");
    }

    /** tlog-tiles, "Partial Tiles": they may go once the full tile is there, and only then. */
    @Test
    void keepsThePartialFilesOfOlderCheckpointsUntilTheirTileIsFull() throws Exception {
        for (int size : new int[] {300, 400}) {
            StaticLogs.write(log, StaticLogs.entries(size));
            export(KEYS);
        }
        assertThat(copy.resolve("tile/0/001.p/44")).exists();
        assertThat(copy.resolve("tile/entries/001.p/44")).exists();
        assertThat(copy.resolve("tile/0/001.p/144")).exists();

        StaticLogs.write(log, StaticLogs.entries(512));
        export(KEYS);

        assertThat(filesBesideTheLock(copy))
                .containsExactly(
                        "checkpoint",
                        "tile/0/000",
                        "tile/0/001",
                        "tile/1/000.p/1",
                        "tile/1/000.p/2",
                        "tile/entries/000",
                        "tile/entries/001");
        assertThat(StaticLogs.verify(copy)).isNotEmpty();
    }

    @Test
    void cutsAPartialFileOutOfTheFullOneThatHasReplacedIt() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(300));
        byte[] checkpoint = Files.readAllBytes(log.resolve("checkpoint"));
        StaticLogs.write(log, StaticLogs.entries(600));
        Files.write(log.resolve("checkpoint"), checkpoint);
        Files.delete(log.resolve("tile/0/001.p/44"));
        Files.delete(log.resolve("tile/entries/001.p/44"));

        export(KEYS);

        assertThat(StaticLogs.verify(copy)).noneMatch(line -> line.contains("not checked"));
        assertThat(copy.resolve("tile/entries/001.p/44")).exists();
    }

    @Test
    void mendsACopyThatLacksAFile() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(600));
        export(KEYS);
        Files.delete(copy.resolve("tile/entries/001"));

        export(KEYS);

        assertCopied();
    }

    @Test
    void namesTheLeafThatWasChangedInTheCopy() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(600));
        export(KEYS);
        Path bundle = copy.resolve("tile/entries/001");
        Files.writeString(bundle, Files.readString(bundle).replace("entry 300", "entry 301"));

        assertThatThrownBy(() -> export(KEYS))
                .isInstanceOf(LogFault.class)
                .hasMessageStartingWith("leaf 300 (" + bundle + "): the entry is missing;");
    }

    @Test
    void namesTheTileThatWasChangedInTheCopy() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(600));
        export(KEYS);
        for (String tile : List.of("tile/0/001", "tile/1/000.p/2", "tile/0/002.p/88")) {
            byte[] good = Files.readAllBytes(copy.resolve(tile));
            byte[] bad = good.clone();
            bad[7] ^= 1;
            Files.write(copy.resolve(tile), bad);
            assertThatThrownBy(() -> export(KEYS))
                    .isInstanceOf(LogFault.class)
                    .hasMessageContaining(copy.resolve(tile).toString());
            Files.write(copy.resolve(tile), good);
        }
    }

    @Test
    void writesNothingThatWasNotSigned() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(600));
        Path bundle = log.resolve("tile/entries/001");
        Files.writeString(bundle, Files.readString(bundle).replace("entry 300", "entry 3O0"));
        assertThatThrownBy(() -> export(KEYS))
                .isInstanceOf(LogFault.class)
                .hasMessageStartingWith("leaf 300 (tile/entries/001): the entry was changed");
        assertThat(copy.resolve("tile/entries/000")).exists();
        assertThat(copy.resolve("tile/entries/001")).doesNotExist();
        assertThat(copy.resolve("checkpoint")).doesNotExist();
    }

    @Test
    void refusesACopyOfAnotherLog() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(10));
        export(KEYS);
        LogKey other = LogKey.generate(new SecureRandom());
        TreeHead head = StaticLogs.write(log, StaticLogs.entries(20));
        Files.write(
                log.resolve("checkpoint"),
                new Checkpoint("log.example/other", head).sign(other).toBytes());

        assertThatThrownBy(() -> export(List.of(other.verifier("log.example/other"))))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("is of another log: its origin is log.example/clinic");
    }

    @Test
    void refusesALogThatWasRewrittenOrCut() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(300));
        export(KEYS);
        byte[] checkpoint = Files.readAllBytes(copy.resolve("checkpoint"));

        StaticLogs.write(log, StaticLogs.entries(299));
        assertThatThrownBy(() -> export(KEYS)).isInstanceOf(LogFault.class).hasMessageContaining("was truncated");

        Iterator<byte[]> rewritten = IntStream.range(0, 400)
                .mapToObj(leaf -> StaticLogs.entry(leaf == 299 ? 0 : leaf))
                .iterator();
        StaticLogs.write(log, rewritten);
        assertThatThrownBy(() -> export(KEYS))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("is not consistent with this log");
        assertThat(Files.readAllBytes(copy.resolve("checkpoint"))).isEqualTo(checkpoint);
        assertThat(StaticLogs.verify(copy)).isNotEmpty();
    }

    @Test
    void refusesAFolderThatHoldsSomethingElse() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(10));
        Files.createDirectories(copy);
        Files.writeString(copy.resolve("thesis.tex"), "x");
        assertThatThrownBy(() -> export(KEYS))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("is not empty and holds no log");
        assertThat(copy).isDirectoryNotContaining("glob:**.lock");
    }

    @Test
    void refusesAFolderThatAnotherExportWritesTo() throws Exception {
        StaticLogs.write(log, StaticLogs.entries(10));
        try (ExportFolder other = new ExportFolder(copy)) {
            other.tidy();
            assertThatThrownBy(() -> export(KEYS))
                    .isInstanceOf(LogFault.class)
                    .hasMessageContaining("another process writes here");
        }
        export(KEYS);
    }

    @Test
    void takesTheKeyThatLeafZeroNamesAndSaysSo() throws Exception {
        byte[] founding =
                FoundingTest.founded(StaticLogs.ORIGIN, KEYS.get(0).toString()).getBytes(StandardCharsets.UTF_8);
        StaticLogs.write(log, List.of(founding, new byte[] {1}).iterator());
        assertThat(export(List.of()))
                .contains("signed by " + KEYS.get(0))
                .anyMatch(line -> line.startsWith("this key is the one that the log's own leaf 0 names"));

        StaticLogs.write(log, StaticLogs.entries(2));
        copy = folder.resolve("other");
        assertThatThrownBy(() -> export(List.of()))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining("give the one that signs it as --vkey");
    }
}
