package org.messageledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Posts the lines of a file, plain or gzip, to a running ledger.",
            "It may be stopped and run again: each line has a key made of the file's content and the line's number, so that"
                    + " nothing is recorded twice. Another file, though, has other keys, a mended copy too."
        },
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every line is recorded, now or by an earlier run.",
            "1:Some lines were rejected and are not recorded. The first are shown; import them, mended, from a file of"
                    + " their own.",
            "2:Nothing was sent: the options, the file or the password are at fault.",
            "3:The ledger was away or busy for too long, or does not take the request: run the same command again. Or the"
                    + " file changed meanwhile: import what is missing from a file of its own. What was recorded stays."
        },
        footer = {
            "%nExamples:",
            "  import day.ndjson",
            "  import --format mail --receipts receipts.ndjson mails.jsonl.gz"
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
            paramLabel = "FORMAT",
            defaultValue = "commands",
            description = "commands: as the ledger takes them; mail: e-mail, reported as sent, read and suspicious."
                    + " Default: ${DEFAULT-VALUE}")
    private Format format = Format.COMMANDS;

    @Mixin
    private final LedgerOptions ledger = new LedgerOptions("emitter");

    @Option(
            names = "--chunk-lines",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Commands in one request, 1 to 10000. Default: ${DEFAULT-VALUE}")
    private int chunkLines;

    @Option(
            names = "--patience-seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long to go on asking a ledger that is away or busy. Default: ${DEFAULT-VALUE}")
    private int patienceSeconds;

    @Option(
            names = "--receipts",
            paramLabel = "FILE",
            description = "Appends every receipt to this file as it comes, a line of JSON each.")
    private @Nullable Path receiptsFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkArguments();
        PrintWriter err = spec.commandLine().getErr();
        BulkEndpoint endpoint = new BulkEndpoint(ledger.url(), ledger.password());
        InputFile input = InputFile.check(file);
        Translation translation = format == Format.MAIL
                ? new MailTranslation(input.digest(), MailTranslation.idsIn(file))
                : new CommandsAsWritten(input.digest());
        Patience patience = new Patience(Duration.ofSeconds(patienceSeconds), err);
        Progress progress = new Progress(err, Terminal.onStderr(), input.textBytes(), System::nanoTime);
        try (Receipts receipts = Receipts.to(receiptsFile)) {
            FileImport run = new FileImport(translation, endpoint, patience, progress, receipts, chunkLines);
            try {
                run.run(input);
            } finally {
                run.tally().tell(spec.commandLine().getOut(), translation.changes(), progress.elapsed());
            }
            return run.tally().allFine() ? LedgerCommands.FINE : LedgerCommands.SOME_REJECTED;
        }
    }

    private void checkArguments() {
        ledger.check(spec);
        if (chunkLines < 1 || chunkLines > 10_000) {
            throw wrong("--chunk-lines must be 1 to 10000");
        }
        if (patienceSeconds < 0 || patienceSeconds > 86_400) {
            throw wrong("--patience-seconds must be 0 to 86400");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
