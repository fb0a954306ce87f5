package org.messageledger.export;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.seal.SecretFile;

/**
 * The key that exports are signed with, and nothing else: never the log's. Whoever steals it can forge exports, and no
 * checkpoint, so that an export which is tied to a checkpoint still shows as one of a tree that the log never had.
 */
public final class ExportKey {

    static final String FILE = "export.pem";
    private static final String NAME = "/export";

    private final String name;
    private final LogKey key;

    private ExportKey(String name, LogKey key) {
        this.name = name;
        this.key = key;
    }

    /**
     * Reads the key, or makes it, with mode 0600, when there is none.
     *
     * @param folder of the ledger's keys
     * @param origin the log's name; the key is named after it
     * @param logKeys sign the log's checkpoints, or are to
     * @throws IllegalStateException when the file holds no key, or the log's
     */
    public static ExportKey open(Path folder, String origin, Collection<LogKey> logKeys, SecureRandom random) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                create(file, random);
            }
            LogKey key = LogKey.fromPem(SecretFile.read(file));
            String name = origin + NAME;
            if (logKeys.stream().anyMatch(logKey -> key.verifier(name).equals(logKey.verifier(name)))) {
                throw new IllegalStateException(
                        "exports must not be signed with the log's key: remove it, another is made at the next start: file="
                                + file);
            }
            return new ExportKey(name, key);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the key that exports are signed with cannot be used: file=" + file, e);
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        try {
            SecretFile.create(file, LogKey.generate(random).toPem());
        } catch (FileAlreadyExistsException e) {
            // another process of this ledger was first: its key is the one
            return;
        }
    }

    /** What exports are verified with. */
    public VerifierKey verifier() {
        return key.verifier(name);
    }

    /** The note of a text. */
    SignedNote sign(String text) {
        return SignedNote.sign(text, name, key);
    }
}
