package org.messageledger.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a ledger runs that has a long job to do, for an auditor. */
final class JobOptions {

    @Mixin
    private final LedgerOptions ledger = new LedgerOptions("auditor");

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
        ledger.check(spec);
        return new JobEndpoint(ledger.url(), path, ledger.password());
    }

    JobProgress progress(CommandSpec spec) {
        return new JobProgress(spec.commandLine().getErr(), !quiet && Terminal.onStderr());
    }
}
