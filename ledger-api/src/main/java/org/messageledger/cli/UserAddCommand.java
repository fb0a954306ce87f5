package org.messageledger.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.messageledger.seal.SecretFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes a user of local mode: {@code passwords/NAME} with a random password, then {@code users/NAME} with the role. The
 * latter appears whole or not at all and is what makes the user; a password without it, left by a process that was killed,
 * signs nobody in and is made anew.
 */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a user with a random password. A running ledger knows it at once.",
            "To take a user away, delete users/NAME and passwords/NAME in the ledger's home."
        },
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The user is there.", "2:Nothing was done: name, role or home are at fault."},
        footer = {"%nExample:", "  user add night-shift --role emitter"})
final class UserAddCommand implements Callable<Integer> {

    /** The roles by their published names. */
    enum Role {
        EMITTER,
        COMPLIANCE,
        AUDITOR,
        PRIVACY,
        ADMIN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        static boolean isName(String text) {
            for (Role role : values()) {
                if (role.toString().equals(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final int PASSWORD_BYTES = 16;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "A small letter, then at most 31 small letters, digits and hyphens.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description = "What the user may do: emitter records; compliance asks; auditor asks and reads entries;"
                    + " admin changes the log's key; privacy is for later.")
    private Role role = Role.EMITTER;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:LEDGER_HOME:-data}",
            description = "The ledger's home. Default: LEDGER_HOME, or ./data")
    private Path home = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new UnusableInput(
                    "a user's name is a small letter, then at most 31 small letters, digits and hyphens");
        }
        Path passwords = home.resolve("passwords");
        if (!Files.isRegularFile(passwords.resolve("emitter"))) {
            throw new UnusableInput("no ledger's home: " + home.toAbsolutePath().normalize()
                    + "; start the ledger once, or give --home (or LEDGER_HOME)");
        }
        Path users = home.resolve("users");
        if (Role.isName(name) || Files.exists(users.resolve(name))) {
            throw taken();
        }
        Files.createDirectories(
                users, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path password = passwords.resolve(name);
        try {
            Files.deleteIfExists(password);
            SecretFile.create(password, randomPassword() + "\n");
            SecretFile.create(users.resolve(name), role + "\n");
        } catch (FileAlreadyExistsException byAnother) {
            throw taken();
        }
        spec.commandLine()
                .getOut()
                .println("user " + name + " has the role " + role + "; its password lies in " + password);
        return LedgerCommands.FINE;
    }

    private UnusableInput taken() {
        return new UnusableInput("there is a user " + name + " already; choose another name");
    }

    private static String randomPassword() {
        byte[] password = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(password);
        return HexFormat.of().formatHex(password);
    }
}
