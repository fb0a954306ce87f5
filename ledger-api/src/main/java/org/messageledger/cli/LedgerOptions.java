package org.messageledger.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a ledger runs, and as whom it is asked. */
final class LedgerOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:LEDGER_URL:-http://localhost:8080}",
            description = "Where the ledger is. Default: LEDGER_URL, or%nhttp://localhost:8080")
    private URI url = URI.create("");

    @Option(names = "--user", paramLabel = "NAME", description = "Whom to sign in as. Default: ${DEFAULT-VALUE}")
    private String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The user's password. Default: passwords/<user> in LEDGER_HOME, or in ./data")
    private @Nullable Path passwordFile;

    /** @param user when none is named */
    LedgerOptions(String user) {
        this.user = user;
    }

    /** @throws ParameterException when an option is not of its form */
    void check(CommandSpec spec) {
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new ParameterException(spec.commandLine(), "--url must look like http://localhost:8080, not: " + url);
        }
        if (!user.matches(Password.USER_NAME)) {
            throw new ParameterException(spec.commandLine(), "--user must not be empty nor hold a colon");
        }
    }

    URI url() {
        return url;
    }

    Password password() throws UnusableInput {
        return Password.read(user, passwordFile);
    }
}
