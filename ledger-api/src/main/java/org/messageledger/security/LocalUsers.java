package org.messageledger.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.messageledger.seal.SecretFile;

/**
 * The users of local mode: one for each role, and those that {@code user add} made. Passwords are 128 random bits, made on the first start, one file each with mode 0600; there is
 * nothing to guess, so a fast hash, compared in constant time, is enough.
 */
public final class LocalUsers {

    static final int PASSWORD_CHARACTERS_MIN = 16;

    private static final int PASSWORD_BYTES = 16;

    private final Map<Role, byte[]> digests;
    private final AddedUsers added;

    private LocalUsers(Map<Role, byte[]> digests, AddedUsers added) {
        this.digests = digests;
        this.added = added;
    }

    /** Reads the password files of the folder, making those that are missing; added users' roles lie in users/ beside it. */
    public static LocalUsers open(Path passwords, SecureRandom random) throws IOException {
        Files.createDirectories(passwords);
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rwx------"));
        Map<Role, byte[]> digests = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Path file = passwords.resolve(role.userName());
            if (Files.notExists(file)) {
                byte[] password = new byte[PASSWORD_BYTES];
                random.nextBytes(password);
                SecretFile.create(file, HexFormat.of().formatHex(password) + "\n");
            }
            String password = SecretFile.read(file).strip();
            if (password.length() < PASSWORD_CHARACTERS_MIN) {
                throw new IOException("a password is too short; delete its file to have one made: file=" + file);
            }
            digests.put(role, sha256(password));
        }
        return new LocalUsers(digests, new AddedUsers(passwords.resolveSibling("users"), passwords));
    }

    /** The role of this user, if the password is right. */
    public Optional<Role> signIn(String userName, String password) {
        byte[] given = sha256(password);
        Optional<Role> found = Optional.empty();
        for (Map.Entry<Role, byte[]> user : digests.entrySet()) {
            boolean right = MessageDigest.isEqual(user.getValue(), given);
            if (right && user.getKey().userName().equals(userName)) {
                found = Optional.of(user.getKey());
            }
        }
        return found.isPresent() ? found : addedUser(userName, given);
    }

    private Optional<Role> addedUser(String userName, byte[] given) {
        try {
            return added.find(userName)
                    .filter(user -> MessageDigest.isEqual(sha256(user.password()), given))
                    .map(AddedUsers.User::role);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the ledger's users", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
