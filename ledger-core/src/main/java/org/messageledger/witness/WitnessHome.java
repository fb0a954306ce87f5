package org.messageledger.witness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.seal.SecretFile;

/**
 * A witness's files: {@code lock}, {@code name}, {@code witness.pem} and, for each log, {@code logs/<origin hash>}. One
 * process at a time holds it, from opening to closing.
 */
final class WitnessHome implements AutoCloseable {

    private static final int NAME_BYTES = 4;

    private final Path folder;
    private final Path logs;
    private final FileChannel lock;

    private WitnessHome(Path folder, FileChannel lock) {
        this.folder = folder;
        this.logs = folder.resolve("logs");
        this.lock = lock;
    }

    /** @throws IOException also when another process, or another witness of this one, holds the home */
    static WitnessHome open(Path folder) throws IOException {
        Path home = folder.toAbsolutePath().normalize();
        create(home);
        FileChannel lock = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            WitnessHome opened = new WitnessHome(home, lock);
            create(opened.logs);
            removeHalves(home);
            removeHalves(opened.logs);
            return opened;
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException("another witness runs in this home: " + home, e);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** A folder that was created is still there after a power cut. */
    private static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path parent = folder.getParent();
            if (parent != null) {
                try (FileChannel entries = FileChannel.open(parent, StandardOpenOption.READ)) {
                    entries.force(true);
                }
            }
        }
    }

    /** What a process was writing when it was killed. */
    private static void removeHalves(Path from) throws IOException {
        try (DirectoryStream<Path> halves = Files.newDirectoryStream(from, ".half-*")) {
            for (Path half : halves) {
                Files.deleteIfExists(half);
            }
        }
    }

    /**
     * The key, made for an empty home; its name is fixed then.
     *
     * @param wanted the name; null: the one that it has, or a random one for a new key
     * @throws IOException also when the home has another name, or has cosigned with a key that is gone
     */
    WitnessKey key(@Nullable String wanted, Clock clock, SecureRandom random) throws IOException {
        Path pem = folder.resolve("witness.pem");
        String name = name(wanted == null ? randomName(random) : wanted);
        if (wanted != null && !wanted.equals(name)) {
            throw new IOException("this witness has another name; it cannot be changed: name=" + name);
        }
        if (!Files.exists(pem)) {
            requireNothingCosigned(pem);
            SecretFile.create(pem, LogKey.generate(random).toPem());
        }
        try {
            return new WitnessKey(name, LogKey.fromPem(SecretFile.read(pem)), clock);
        } catch (GeneralSecurityException e) {
            throw new IOException("the witness's key is damaged: file=" + pem, e);
        }
    }

    private String name(String ifNew) throws IOException {
        Path file = folder.resolve("name");
        if (!VerifierKey.isName(ifNew)) {
            throw new IOException("not a name for a witness: it must hold neither white space nor a plus sign");
        }
        try {
            return SecretFile.read(file).strip();
        } catch (NoSuchFileException e) {
            if (Files.exists(folder.resolve("witness.pem"))) {
                throw new IOException("the witness's name is gone; write it again: file=" + file, e);
            }
            SecretFile.create(file, ifNew + "\n");
            return ifNew;
        }
    }

    private static String randomName(SecureRandom random) {
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        return "witness.local/" + HexFormat.of().formatHex(bytes);
    }

    private void requireNothingCosigned(Path pem) throws IOException {
        try (DirectoryStream<Path> cosigned = Files.newDirectoryStream(logs)) {
            if (cosigned.iterator().hasNext()) {
                throw new IOException("this witness has cosigned, but its key is gone: file=" + pem);
            }
        }
    }

    /** Where the newest cosigned checkpoint of a log lies. */
    KeptNote kept(String originHash) {
        return new KeptNote(logs.resolve(originHash));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
