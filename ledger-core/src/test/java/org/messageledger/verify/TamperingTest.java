package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TreeHead;

/** What whoever holds the files can do to them: each is found and named by the first leaf or tile that it touches. */
class TamperingTest {

    private static final int SIZE = 600;

    @TempDir
    private Path folder;

    private TreeHead head = RightEdge.EMPTY.head();

    @BeforeEach
    void write() throws IOException {
        head = StaticLogs.write(folder, StaticLogs.entries(SIZE));
    }

    private interface Spoiling {
        void spoil(List<byte[]> entries);
    }

    /** Of the second bundle, leaves 256 to 511. */
    private void spoilBundle(Spoiling spoiling) throws IOException {
        Path bundle = folder.resolve("tile/entries/001");
        List<byte[]> entries = read(bundle);
        spoiling.spoil(entries);
        Files.write(bundle, bundle(entries));
    }

    private static List<byte[]> read(Path bundle) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(bundle));
        List<byte[]> entries = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] entry = new byte[bytes.getShort()];
            bytes.get(entry);
            entries.add(entry);
        }
        return entries;
    }

    private static byte[] bundle(List<byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            bytes.writeBytes(new byte[] {(byte) (entry.length >> 8), (byte) entry.length});
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    private void flip(String file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        bytes[at] ^= 1;
        Files.write(folder.resolve(file), bytes);
    }

    private void cut(String file, int by) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        Files.write(folder.resolve(file), Arrays.copyOf(bytes, bytes.length - by));
    }

    private void assertFault(String place, String words) {
        LogFault fault = catchThrowableOfType(LogFault.class, () -> StaticLogs.verify(folder));
        assertThat(fault).isNotNull().hasMessageContaining(words);
        assertThat(fault.place()).isEqualTo(place);
    }

    @Test
    void changedEntry() throws IOException {
        spoilBundle(entries -> entries.set(10, "other".getBytes(StandardCharsets.UTF_8)));
        assertFault("leaf 266 (tile/entries/001)", "the entry was changed: its bytes have the hash");
    }

    @Test
    void swappedEntries() throws IOException {
        spoilBundle(entries -> Collections.swap(entries, 10, 200));
        assertFault("leaf 266 (tile/entries/001)", "the entry was swapped with the entry of leaf 456");
    }

    @Test
    void insertedEntry() throws IOException {
        spoilBundle(entries -> entries.add(10, new byte[] {1}));
        assertFault("leaf 266 (tile/entries/001)", "(inserted)");
    }

    @Test
    void insertedEntryThatPushesTheLastOneOut() throws IOException {
        spoilBundle(entries -> {
            entries.add(10, new byte[] {1});
            entries.remove(256);
        });
        assertFault("leaf 266 (tile/entries/001)", "(inserted)");
    }

    @Test
    void deletedEntry() throws IOException {
        spoilBundle(entries -> entries.remove(10));
        assertFault("leaf 266 (tile/entries/001)", "(deleted)");
    }

    @Test
    void entryReplacedByACopyOfAnother() throws IOException {
        spoilBundle(entries -> entries.set(10, entries.get(30)));
        assertFault("leaf 266 (tile/entries/001)", "replaced by a copy of the entry of leaf 286");
    }

    @Test
    void truncatedBundle() throws IOException {
        spoilBundle(entries -> entries.remove(255));
        assertFault("tile/entries/001", "ends before the entry of leaf 511; it has 255 entries, 256 are due");
    }

    @Test
    void bundleThatEndsInsideAnEntry() throws IOException {
        cut("tile/entries/001", 3);
        assertFault("tile/entries/001", "ends inside the entry of leaf 511");
    }

    @Test
    void bundleThatEndsInsideALength() throws IOException {
        byte[] bundle = Files.readAllBytes(folder.resolve("tile/entries/001"));
        Files.write(folder.resolve("tile/entries/001"), Arrays.copyOf(bundle, bundle.length + 1));
        assertFault("tile/entries/001", "ends inside the entry of leaf 512");
    }

    @Test
    void bundleLongerThanItsTile() throws IOException {
        spoilBundle(entries -> entries.add(new byte[] {1}));
        assertFault("tile/entries/001", "has 257 entries, 256 are due: what follows leaf 511 there is in no tree");
    }

    @Test
    void bundleLongerThanTheTree() throws IOException {
        Path last = folder.resolve("tile/entries/002.p/88");
        List<byte[]> entries = read(last);
        entries.add(new byte[] {1});
        Files.write(last, bundle(entries));
        assertFault("tile/entries/002.p/88", "has 89 entries, 88 are due: what follows leaf 599 there is in no tree");
    }

    @Test
    void truncatedLog() throws IOException {
        Files.delete(folder.resolve("tile/entries/002.p/88"));
        assertFault("tile/entries/002.p/88", "is missing; a log of 600 leaves must have it");
    }

    @Test
    void truncatedLogWithAnOlderCheckpoint() throws IOException {
        byte[] kept = Files.readAllBytes(folder.resolve("checkpoint"));
        StaticLogs.write(folder, StaticLogs.entries(500));
        assertThatThrownBy(() -> StaticLogs.verify(folder, new NamedBytes("kept", kept)))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining(
                        "kept: was signed over 600 entries, this checkpoint over 500 only: the log was truncated");
    }

    @Test
    void changedTile() throws IOException {
        flip("tile/0/001", 10 * 32 + 5);
        assertFault("tile/0/001", "the hash of leaf 266 was changed; its entry is the one signed");
    }

    @Test
    void changedTileOfAHigherLevel() throws IOException {
        flip("tile/1/000.p/2", 32);
        assertFault("tile/1/000.p/2", "the hash over leaves 256 to 511 was changed; their entries are those signed");
    }

    @Test
    void tileOfAWrongWidth() throws IOException {
        cut("tile/0/001", 1);
        assertFault("tile/0/001", "has 8191 bytes, 8192 are due for 256 hashes");
        Files.write(folder.resolve("tile/0/001"), new byte[9_000]);
        assertFault("tile/0/001", "has more than 8192 bytes, 8192 are due for 256 hashes");
    }

    @Test
    void missingTile() throws IOException {
        Files.delete(folder.resolve("tile/1/000.p/2"));
        assertFault("tile/1/000.p/2", "is missing; a log of 600 leaves must have it");
    }

    @Test
    void entryChangedTogetherWithItsTile() throws IOException {
        rewrite(folder, 266, "tile/entries/001", "tile/0/001");
        assertFault("leaves 256 to 511", "entries were changed together with their tiles below tile/1/000.p/2");
    }

    @Test
    void logWrittenAnewUnderTheOldCheckpoint() throws IOException {
        rewrite(folder, 266, "tile/entries/001", "tile/0/001", "tile/1/000.p/2");
        assertFault("the whole log", "entries and tiles agree with each other, but their root is");
    }

    /** The operator's own attack: everything is consistent and signed, but for what somebody has kept. */
    @Test
    void logWrittenAnewAndSignedAnew() throws Exception {
        byte[] kept = Files.readAllBytes(folder.resolve("checkpoint"));
        List<byte[]> entries = new ArrayList<>();
        StaticLogs.entries(700).forEachRemaining(entries::add);
        entries.set(266, new byte[] {1});
        StaticLogs.write(folder, entries.iterator());
        assertThat(StaticLogs.verify(folder)).isNotEmpty();
        assertThatThrownBy(() -> StaticLogs.verify(folder, new NamedBytes("kept", kept)))
                .isInstanceOf(LogFault.class)
                .hasMessageContaining(
                        "kept: is not consistent with this log: the first 600 leaves had the root " + head.root());
    }

    @Test
    void missingCheckpoint() throws IOException {
        Files.delete(folder.resolve("checkpoint"));
        assertFault("checkpoint", "is missing");
    }

    /** Replaces files by those of a log in which one entry differs. */
    private static void rewrite(Path folder, int leaf, String... files) throws IOException {
        Path other = Files.createTempDirectory(folder.getParent(), "other");
        List<byte[]> entries = new ArrayList<>();
        StaticLogs.entries(SIZE).forEachRemaining(entries::add);
        entries.set(leaf, new byte[] {1});
        StaticLogs.write(other, entries.iterator());
        for (String file : files) {
            Files.copy(other.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
