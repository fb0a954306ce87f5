package org.messageledger.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.messageledger.checkpoint.SignatureType;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.verify.LogExport;
import org.messageledger.verify.LogSite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Copies a log to files; everything that decides lies in {@link org.messageledger.verify}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Copies a whole log, checkpoint, tiles and entries, into a folder that any web server can serve"
                    + " (c2sp.org/tlog-tiles) and that verify checks.",
            "Everything is checked against the signed root before it is written. It may be stopped and run again: what is"
                    + " in the folder is hashed again instead of fetched, and on a log that has grown only what is new is"
                    + " added."
        },
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The folder holds the whole log of the checkpoint in it.",
            "1:It does not; a checkpoint that was there before still holds. The last line says what was found, or what"
                    + " could not be read or written: then run it again.",
            "2:Nothing was done: the options are at fault."
        },
        footer = {
            "%nExamples:",
            "  export http://localhost:8080/log --tiles copy --user auditor",
            "  export https://ledger.example/log --tiles copy --vkey …"
        })
final class ExportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "LOG",
            description = "The address that checkpoint and tile/ stand behind: a ledger's is http://…/log")
    private String log = "";

    @Option(
            names = "--tiles",
            paramLabel = "DIR",
            required = true,
            description = "Where to: an empty folder, a new one, or an earlier copy of the same log.")
    private Path folder = Path.of("");

    @Option(
            names = "--vkey",
            paramLabel = "VKEY",
            split = "\\s",
            description =
                    "The log's public key: name+id+key. More than one: each must have signed. Default: the one that the"
                            + " log's own leaf 0 names, which is told. If it was changed since, the log's entries lead to the"
                            + " newest.")
    private List<String> logKeys = new ArrayList<>();

    @Mixin
    private final SiteOptions site = new SiteOptions();

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress. It is shown on a terminal only.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        if (!SiteOptions.isSite(log)) {
            throw new ParameterException(spec.commandLine(), "LOG must look like http://localhost:8080/log: " + log);
        }
        List<VerifierKey> keys = TrustOptions.keys(spec, "--vkey", logKeys, SignatureType.ED25519);
        LogSite source = site.open(spec, log);
        VerifyProgress progress = new VerifyProgress(spec.commandLine().getErr(), !quiet && Terminal.onStderr());
        return Verdict.tell(
                spec.commandLine().getOut(), "complete", "NOT COMPLETE", "it could not be read or written", () -> {
                    try {
                        return new LogExport(source, folder).run(keys, progress);
                    } finally {
                        progress.end();
                    }
                });
    }
}
