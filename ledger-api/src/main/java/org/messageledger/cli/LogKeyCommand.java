package org.messageledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.LogKeys;
import org.messageledger.seal.SecretFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Changes the key that a log is signed with. The private key is made here and never sent. */
@Command(
        name = "log-key",
        mixinStandardHelpOptions = true,
        subcommands = CommandLine.HelpCommand.class,
        description = {
            "Changes the key that the log is signed with, in three steps.",
            "1. make: makes the next key, a file. Copy it into the keys of every other process of the ledger.",
            "2. announce: from now on both sign. Give the new public key to all who verify and witness the log.",
            "3. retire: from now on the new one signs alone. There is no way back."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is done.",
            "2:Nothing was done: the options are at fault.",
            "3:It is not known to be done. The last line says why."
        },
        footer = {"%nExample:", "  log-key make", "  log-key announce", "  log-key retire"})
final class LogKeyCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "give a command: log-key make, announce or retire");
    }

    @Command(
            name = "make",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Makes the log's next key on this machine. One that was made and not announced yet stays.")
    int make(
            @Option(
                            names = "--keys",
                            paramLabel = "FOLDER",
                            defaultValue = "${env:LEDGER_KEYS:-}",
                            description = "The ledger's keys. Default: LEDGER_KEYS, or keys in LEDGER_HOME or ./data")
                    String keys,
            @Option(
                            names = "--home",
                            paramLabel = "FOLDER",
                            defaultValue = "${env:LEDGER_HOME:-data}",
                            description = "The ledger's home. Default: LEDGER_HOME, or ./data")
                    Path home)
            throws IOException {
        Path folder = keys.isEmpty() ? home.resolve("keys") : Path.of(keys);
        if (!Files.isDirectory(folder)) {
            throw new UnusableInput("no ledger's keys: "
                    + folder.toAbsolutePath().normalize() + "; start the ledger once, or give --keys (or LEDGER_KEYS)");
        }
        Path file = folder.resolve(LogKeys.NEXT_FILE);
        if (Files.notExists(file)) {
            SecretFile.create(file, LogKey.generate(new SecureRandom()).toPem());
        }
        spec.commandLine()
                .getOut()
                .println("the next key is in " + file + "; copy that file into the keys of every other process of this"
                        + " ledger, then: log-key announce");
        return LedgerCommands.FINE;
    }

    @Command(
            name = "announce",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Announces the key that was made: from now on both sign.")
    int announce(@Mixin Admin admin) throws IOException, InterruptedException {
        return change(admin, "announcement", "signs from leaf %d on");
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Retires the old key: from now on the new one signs alone. There is no way back.")
    int retire(@Mixin Admin admin) throws IOException, InterruptedException {
        return change(admin, "retirement", "signs alone from leaf %d on");
    }

    /** Whom the ledger is asked as. */
    static final class Admin {
        @Mixin
        private final LedgerOptions ledger = new LedgerOptions("admin");
    }

    private int change(Admin admin, String act, String what) throws IOException, InterruptedException {
        admin.ledger.check(spec);
        LedgerEndpoint ledger = new LedgerEndpoint(admin.ledger.url(), admin.ledger.password(), "admin");
        JsonNode done =
                ledger.answer(ledger.request(ledger.at("api/v1/log/key/" + act)).POST(BodyPublishers.noBody()), 201);
        PrintWriter out = spec.commandLine().getOut();
        String key = "";
        for (JsonNode signing : done.path("keys")) {
            key = signing.asString("");
        }
        out.println(Verdict.printable(
                key + " " + what.formatted(done.path("leafIndex").asLong())));
        out.println(
                done.path("signed").asBoolean()
                        ? "a checkpoint is signed so"
                        : "no checkpoint is signed so yet; /api/v1/log/status says why");
        return LedgerCommands.FINE;
    }
}
