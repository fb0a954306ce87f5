package org.messageledger.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a ledger runs that has a long job to do, and for whom it does it. */
final class JobOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:LEDGER_URL:-http://localhost:8080}",
            description = "Where the ledger is. Default: LEDGER_URL, or%nhttp://localhost:8080")
    private URI url = URI.create("");

    @Option(
            names = "--user",
            paramLabel = "NAME",
            defaultValue = "auditor",
            description = "Whom to sign in as: an auditor. Default: ${DEFAULT-VALUE}")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The user's password. Default: passwords/<user> in LEDGER_HOME, or in ./data")
    private @Nullable Path passwordFile;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress. It is shown on a terminal only.")
    private boolean quiet;

    /**
     * The ledger's jobs of one kind.
     *
     * @param path of the jobs, such as {@code api/v1/checks}
     * @throws ParameterException when an option is not of its form
     */
    JobEndpoint endpoint(CommandSpec spec, String path) throws UnusableInput {
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new ParameterException(spec.commandLine(), "--url must look like http://localhost:8080, not: " + url);
        }
        if (!user.matches(Password.USER_NAME)) {
            throw new ParameterException(spec.commandLine(), "--user must not be empty nor hold a colon");
        }
        return new JobEndpoint(url, path, Password.read(user, passwordFile));
    }

    JobProgress progress(CommandSpec spec) {
        return new JobProgress(spec.commandLine().getErr(), !quiet && Terminal.onStderr());
    }
}
