package org.messageledger.eventstore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.LogKeys;
import org.messageledger.checkpoint.MissingKeyException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.seal.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process' log keys, in files: {@code log.pem} is the log's key, {@code log.next.pem} the one that is to follow it, and {@code
 * log.retired-ID.pem} those that never sign again. None is ever deleted or replaced. A key that the log calls for and that lies in
 * either of the first two is found there, whenever it is put there. Processes may share the folder. Thread-safe.
 */
public final class LogKeyFiles implements LogKeys {

    private static final Logger LOGGER = LoggerFactory.getLogger(LogKeyFiles.class);

    static final String CURRENT = "log.pem";
    static final String NEXT = NEXT_FILE;

    private final Path folder;
    private final Map<VerifierKey, LogKey> loaded = new HashMap<>();

    public LogKeyFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized List<LogKey> of(List<VerifierKey> due) throws IOException, MissingKeyException {
        List<LogKey> keys = new ArrayList<>();
        for (VerifierKey wanted : due) {
            keys.add(find(wanted));
        }
        return keys;
    }

    /**
     * As {@link #of}, those that sign from now on, and no other any more: once the new one signs alone, its file takes the place of
     * the old one's, which is put aside.
     *
     * @param due what the log calls for, as it is now
     */
    public synchronized List<LogKey> onlyOf(List<VerifierKey> due) throws IOException, MissingKeyException {
        List<LogKey> keys = of(due);
        loaded.keySet().retainAll(due);
        if (due.size() == 1) {
            settle(due.get(0));
        }
        return keys;
    }

    private LogKey find(VerifierKey wanted) throws IOException, MissingKeyException {
        LogKey known = loaded.get(wanted);
        for (String file : List.of(CURRENT, NEXT)) {
            known = known == null ? read(file, wanted) : known;
        }
        if (known == null) {
            throw new MissingKeyException(
                    "this process lacks the log's key " + wanted + ": copy the file that holds it, " + NEXT + " or "
                            + CURRENT + " of a process that has it, into its folder of keys as " + NEXT);
        }
        loaded.put(wanted, known);
        return known;
    }

    private @Nullable LogKey read(String file, VerifierKey wanted) throws IOException {
        return read(file).filter(key -> is(key, wanted)).orElse(null);
    }

    private static boolean is(LogKey key, VerifierKey wanted) {
        return key.verifier(wanted.name()).equals(wanted);
    }

    /** The key in a file; empty when there is no such file. */
    Optional<LogKey> read(String file) throws IOException {
        try {
            return Optional.of(LogKey.fromPem(SecretFile.read(folder.resolve(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IOException("a key is damaged: file=" + folder.resolve(file), e);
        }
    }

    /** The keys that are in use or to be used. */
    public List<LogKey> all() throws IOException {
        List<LogKey> keys = new ArrayList<>();
        read(CURRENT).ifPresent(keys::add);
        read(NEXT).ifPresent(keys::add);
        return keys;
    }

    /** Their public halves under a name. */
    List<VerifierKey> verifiers(String origin) throws IOException {
        return all().stream().map(key -> key.verifier(origin)).toList();
    }

    /** Whether the key is there, also if it never signs again. */
    boolean hasOrHad(VerifierKey key) throws IOException {
        return verifiers(key.name()).contains(key) || Files.exists(folder.resolve(retired(key)));
    }

    private static String retired(VerifierKey key) {
        return "log.retired-" + HexFormat.of().formatHex(key.keyId()) + ".pem";
    }

    /** Signing does not depend on it: the key is found in either file. */
    private void settle(VerifierKey only) {
        try {
            if (Files.exists(folder.resolve(NEXT)) && read(NEXT, only) != null) {
                Optional<LogKey> old = read(CURRENT);
                if (old.isPresent() && !is(old.get(), only)) {
                    link(CURRENT, retired(old.get().verifier(only.name())));
                }
                Files.move(folder.resolve(NEXT), folder.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
                sync();
                LOGGER.info("the log's key is {}; the one before it is put aside and never signs again", only);
            }
        } catch (NoSuchFileException e) {
            LOGGER.info("another process has put the log's old key aside");
        } catch (IOException e) {
            LOGGER.warn("the log's old key could not be put aside; it signs nothing all the same", e);
        }
    }

    /** Puts a key aside for ever, if it is there. It has never two names for longer than a moment. */
    void retire(String file, String origin, Runnable linked) throws IOException {
        Optional<LogKey> key = read(file);
        if (key.isPresent()) {
            link(file, retired(key.get().verifier(origin)));
            linked.run();
            Files.delete(folder.resolve(file));
            sync();
        }
    }

    /** Unlike a move, replaces nothing. */
    private void link(String file, String aside) throws IOException {
        try {
            Files.createLink(folder.resolve(aside), folder.resolve(file));
        } catch (FileAlreadyExistsException e) {
            LOGGER.info("a key had been put aside already: file={}", aside); // a process died after this
        }
        sync();
    }

    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the log's key, durable when this returns; one that is there stays. */
    void make(SecureRandom random) throws IOException {
        Path file = folder.resolve(CURRENT);
        if (Files.notExists(file)) {
            SecretFile.create(file, LogKey.generate(random).toPem());
        }
    }
}
