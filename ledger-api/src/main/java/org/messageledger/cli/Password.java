package org.messageledger.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a user signs in with: HTTP Basic, the password from a file, never from the command line. */
final class Password {

    /** User names as HTTP Basic can hold them (RFC 7617 section 2). */
    static final String USER_NAME = "[^:\\p{Cntrl}]+";

    private final String user;
    private final String text;

    private Password(String user, String text) {
        this.user = user;
        this.text = text;
    }

    /** From {@code file}, or else {@code passwords/<user>} in LEDGER_HOME or ./data. */
    static Password read(String user, @Nullable Path file) throws UnusableInput {
        Path from = file == null ? defaultFile(user) : file;
        try {
            String password = Files.readString(from).strip();
            if (password.isEmpty()) {
                throw new UnusableInput("the password file is empty: " + from);
            }
            return new Password(user, password);
        } catch (MalformedInputException e) {
            throw new UnusableInput("the password file is no text: " + from, e);
        } catch (UnusableInput e) {
            throw e;
        } catch (IOException e) {
            throw new UnusableInput(
                    "cannot read the password of user " + user + " from " + from
                            + ": start the ledger once to make it, or give --password-file",
                    e);
        }
    }

    private static Path defaultFile(String user) {
        String home = System.getenv("LEDGER_HOME");
        return Path.of(home == null || home.isBlank() ? "data" : home)
                .resolve("passwords")
                .resolve(user);
    }

    String user() {
        return user;
    }

    /** The header's value. */
    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + text).getBytes(StandardCharsets.UTF_8));
    }
}
