package org.messageledger.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.messageledger.verify.LogSite;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How a log behind an address is read. */
final class SiteOptions {

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

    static boolean isSite(String log) {
        return log.startsWith("http://") || log.startsWith("https://");
    }

    boolean namesUser() {
        return user != null;
    }

    LogSite open(CommandSpec spec, String log) throws UnusableInput {
        return new LogSite(address(spec, log), authorization(spec));
    }

    private @Nullable String authorization(CommandSpec spec) throws UnusableInput {
        if (user == null) {
            return null;
        }
        if (!user.matches(Password.USER_NAME)) {
            throw new ParameterException(spec.commandLine(), "--user must not be empty nor hold a colon");
        }
        return Password.read(user, passwordFile).authorization();
    }

    /** http and https with a host, file without one. */
    static URI address(CommandSpec spec, String log) {
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
