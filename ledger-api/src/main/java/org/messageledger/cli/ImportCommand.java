package org.messageledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Posts a file to a running ledger. Every command carries a key made of the file's digest and its line, so the same file
 * imported twice adds nothing, and an import that was interrupted goes on.
 */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Posts the lines of a file (plain or gzipped) to a running ledger. Running it twice adds nothing.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every line is recorded (or was before)",
            "1:some lines were rejected; the first are shown",
            "2:wrong usage, no ledger there, or it does not accept the user"
        })
final class ImportCommand implements Callable<Integer> {

    enum Format {
        COMMANDS,
        MAIL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What to import, a JSON object a line.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            defaultValue = "commands",
            description = "commands: as the ledger takes them; mail: e-mail, reported as sent, read and suspicious."
                    + " Default: ${DEFAULT-VALUE}")
    private Format format = Format.COMMANDS;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:8080",
            description = "Where the ledger is. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("");

    @Option(names = "--user", defaultValue = "emitter", description = "Who records. Default: ${DEFAULT-VALUE}")
    private String user = "";

    @Option(
            names = "--password-file",
            description = "The user's password. Default: passwords/<user> in LEDGER_HOME, or in ./data")
    private @Nullable Path passwordFile;

    @Option(
            names = "--chunk-lines",
            defaultValue = "1000",
            description = "Commands in one request, 1 to 10000. Default: ${DEFAULT-VALUE}")
    private int chunkLines;

    @Option(
            names = "--patience-seconds",
            defaultValue = "60",
            description = "How long to go on asking a ledger that is away or busy. Default: ${DEFAULT-VALUE}")
    private int patienceSeconds;

    @Option(names = "--receipts", description = "Appends every receipt to this file, a line of JSON each.")
    private @Nullable Path receiptsFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkArguments();
        PrintWriter err = spec.commandLine().getErr();
        String digest = InputLines.digest(file);
        Translation translation = format == Format.MAIL
                ? new MailTranslation(digest, MailTranslation.idsIn(file))
                : new CommandsAsWritten(digest);
        BulkEndpoint endpoint = new BulkEndpoint(url, user, password());
        Patience patience = new Patience(Duration.ofSeconds(patienceSeconds), err);
        Progress progress = new Progress(err, Progress.onTerminal(), Files.size(file));
        try (Receipts receipts = Receipts.to(receiptsFile)) {
            FileImport run = new FileImport(translation, endpoint, patience, progress, receipts, chunkLines);
            try {
                run.run(file);
            } finally {
                run.tally().tell(spec.commandLine().getOut(), translation.changes());
            }
            return run.tally().allFine() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void checkArguments() {
        if (!Files.isRegularFile(file)) {
            throw wrong("no such file: " + file);
        }
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw wrong("--url must look like http://localhost:8080, not: " + url);
        }
        if (chunkLines < 1 || chunkLines > 10_000) {
            throw wrong("--chunk-lines must be 1 to 10000");
        }
        if (patienceSeconds < 0 || patienceSeconds > 86_400) {
            throw wrong("--patience-seconds must be 0 to 86400");
        }
        if (!user.matches("[^:\\p{Cntrl}]+")) {
            throw wrong("--user must not be empty nor hold a colon");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private String password() throws ImportFailure {
        Path from = passwordFile == null ? defaultPasswordFile() : passwordFile;
        try {
            String password = Files.readString(from).strip();
            if (password.isEmpty()) {
                throw new ImportFailure("the password file is empty: " + from);
            }
            return password;
        } catch (MalformedInputException e) {
            throw new ImportFailure("the password file is no text: " + from, e);
        } catch (ImportFailure e) {
            throw e;
        } catch (IOException e) {
            throw new ImportFailure(
                    "cannot read the password of user " + user + " from " + from
                            + ": start the ledger once to make it, or give --password-file",
                    e);
        }
    }

    private Path defaultPasswordFile() {
        String home = System.getenv("LEDGER_HOME");
        return Path.of(home == null || home.isBlank() ? "data" : home)
                .resolve("passwords")
                .resolve(user);
    }
}
