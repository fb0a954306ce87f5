package org.messageledger.security;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.messageledger.seal.SecretFile;

/**
 * The users that {@code user add} made: the role in {@code users/NAME}, the password in {@code passwords/NAME}. Both are
 * read at each sign-in, so a user counts from the moment at which it is whole, and no longer than its files are there.
 */
final class AddedUsers {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** A role and the password that gives it. */
    record User(Role role, String password) {}

    private final Path users;
    private final Path passwords;

    AddedUsers(Path users, Path passwords) {
        this.users = users;
        this.passwords = passwords;
    }

    /** Whose files are not both there and whole is no user. */
    Optional<User> find(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            String written = SecretFile.read(users.resolve(name));
            String password = SecretFile.read(passwords.resolve(name)).strip();
            for (Role role : Role.values()) {
                if (written.equals(role.userName() + "\n") && password.length() >= LocalUsers.PASSWORD_CHARACTERS_MIN) {
                    return Optional.of(new User(role, password));
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException noSuchUser) {
            return Optional.empty();
        }
    }
}
