package org.messageledger.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What the jar can do besides serving. Exit codes: 0 all fine, 1 some lines were rejected, 2 wrong usage or no ledger that
 * takes the commands.
 */
@Command(
        name = "message-ledger",
        mixinStandardHelpOptions = true,
        versionProvider = LedgerCommands.Version.class,
        subcommands = {ImportCommand.class, SampleCommand.class, CommandLine.HelpCommand.class},
        description = "An audit ledger for secure care messaging. Without a command it serves the ledger.")
public final class LedgerCommands implements Runnable {

    private static final Set<String> NAMES = Set.of("import", "sample", "help", "--help", "-h", "--version", "-V");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    LedgerCommands() {}

    /** Whether these arguments are for the command line, rather than for the server. */
    public static boolean names(String[] args) {
        return args.length > 0 && NAMES.contains(args[0]);
    }

    /** Runs one command on the process's own streams and returns its exit code. */
    public static int run(String[] args) {
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return run(out, err, args);
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new LedgerCommands())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(LedgerCommands::explain);
        int exitCode = line.execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        if (failure instanceof ImportFailure) {
            line.getErr().println(failure.getMessage());
        } else if (failure instanceof IOException) {
            line.getErr().println("cannot read or write: " + failure);
        } else {
            failure.printStackTrace(line.getErr());
        }
        return CommandLine.ExitCode.USAGE;
    }

    /** Reached only without a command, which the program does not ask of it. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "give a command");
    }

    /** The jar's version, from its manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = LedgerCommands.class.getPackage().getImplementationVersion();
            return new String[] {"message-ledger " + (version == null ? "(not packaged)" : version)};
        }
    }
}
