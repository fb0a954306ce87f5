package org.messageledger.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.messageledger.verify.LogFiles;
import org.messageledger.verify.LogFolder;
import org.messageledger.verify.LogSite;
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
                    "A checkpoint kept from before, signed by one of the keys: the log must only have grown since."
                            + " May be given more than once.")
    private List<Path> against = new ArrayList<>();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description =
                    "Whom to sign in as, at an address that does not show its entries to everybody. A ledger of ours shows"
                            + " them to auditors.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The user's password. Default: passwords/<user> in LEDGER_HOME, or in ./data")
    private @Nullable Path passwordFile;

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
        if (log.startsWith("http://") || log.startsWith("https://")) {
            return new LogSite(address(), authorization());
        }
        if (user != null) {
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

    private @Nullable String authorization() throws UnusableInput {
        if (user == null) {
            return null;
        }
        if (!user.matches(Password.USER_NAME)) {
            throw new ParameterException(spec.commandLine(), "--user must not be empty nor hold a colon");
        }
        return Password.read(user, passwordFile).authorization();
    }

    private Path path() {
        return log.startsWith("file:") ? Path.of(address()) : Path.of(log);
    }

    private URI address() {
        try {
            URI address = URI.create(log);
            boolean usable = address.getScheme().equals("file") ? address.getHost() == null : address.getHost() != null;
            if (usable && address.getPath() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "no address: " + log, e);
        }
        throw new ParameterException(spec.commandLine(), "no address: " + log);
    }
}
