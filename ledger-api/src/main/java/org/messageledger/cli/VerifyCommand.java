package org.messageledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.messageledger.verify.LogFiles;
import org.messageledger.verify.LogFolder;
import org.messageledger.verify.LogVerifier;
import org.messageledger.verify.NamedBytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a log from its files alone; everything that decides lies in {@link org.messageledger.verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Checks a whole log from its files alone (c2sp.org/tlog-tiles), any log, not only ours: hashes every entry,"
                    + " computes every tile and the root anew, checks the signatures.",
            "Needs no ledger and no database. Believes nothing but the keys that you give: have them from elsewhere than"
                    + " the log."
        },
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything is as it was signed.",
            "1:It is not, or it could not be read to its end. The last line says what was found first, and where.",
            "2:Nothing was checked: the options are at fault."
        },
        footer = {
            "%nExamples:",
            "  verify copy-of-the-log --vkey ledger.example+33d7b496+AeHT…",
            "  verify https://ledger.example/log --vkey … --against kept",
            "  verify http://localhost:8080/log --vkey … --user auditor"
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Parameters(
            paramLabel = "LOG",
            description =
                    "The folder that holds checkpoint and tile/, the address of one (http, https, file), or a file"
                            + " with a checkpoint, whose signatures alone are checked then.")
    private String log = "";

    @Mixin
    private final TrustOptions trust = new TrustOptions();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description =
                    "A checkpoint kept from before, signed by one of the keys, or by one that the log says it had then: the"
                            + " log must only have grown since."
                            + " May be given more than once.")
    private List<Path> against = new ArrayList<>();

    @Mixin
    private final SiteOptions site = new SiteOptions();

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress. It is shown on a terminal only.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        LogVerifier verifier = new LogVerifier(trust.trust(spec));
        List<NamedBytes> kept = new ArrayList<>();
        for (Path file : against) {
            kept.add(new NamedBytes(file.toString(), TrustOptions.read(file)));
        }
        LogFiles files = files();
        VerifyProgress progress = new VerifyProgress(spec.commandLine().getErr(), !quiet && Terminal.onStderr());
        return Verdict.tell(spec.commandLine().getOut(), () -> {
            try {
                return files == null
                        ? verifier.verifyCheckpoint(new NamedBytes(log, TrustOptions.read(path())), kept)
                        : verifier.verifyLog(files, kept, progress);
            } finally {
                progress.end();
            }
        });
    }

    /** Null when it is a checkpoint alone. */
    private @Nullable LogFiles files() throws UnusableInput {
        if (SiteOptions.isSite(log)) {
            return site.open(spec, log);
        }
        if (site.namesUser()) {
            throw new ParameterException(spec.commandLine(), "--user is for a log behind an address: " + log);
        }
        if (Files.isDirectory(path())) {
            return new LogFolder(path());
        }
        if (!Files.isRegularFile(path())) {
            throw new UnusableInput("neither a folder nor a file nor an address: " + log);
        }
        return null;
    }

    private Path path() {
        return log.startsWith("file:") ? Path.of(SiteOptions.address(spec, log)) : Path.of(log);
    }
}
