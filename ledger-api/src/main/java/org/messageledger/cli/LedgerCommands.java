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
import picocli.CommandLine.UnmatchedArgumentException;

/** What the jar can do besides serving. Each command's help names its exit codes. */
@Command(
        name = "message-ledger",
        mixinStandardHelpOptions = true,
        versionProvider = LedgerCommands.Version.class,
        subcommands = {
            ImportCommand.class,
            ReplayCommand.class,
            SampleCommand.class,
            UserCommand.class,
            VerifyCommand.class,
            VerifyProofCommand.class,
            VerifyExportCommand.class,
            ExportCommand.class,
            WitnessCommand.class,
            FsckCommand.class,
            LogKeyCommand.class,
            CommandLine.HelpCommand.class
        },
        description = {
            "An audit ledger for secure care messaging.",
            "Without a command it serves the ledger: http://localhost:8080, or SERVER_PORT; its home is ./data, or"
                    + " LEDGER_HOME.",
            "Run it as java -jar JAR [COMMAND]; each command has its own --help."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
public final class LedgerCommands implements Runnable {

    private static final Set<String> OPTIONS = Set.of("--help", "--version");

    static final int FINE = 0;
    static final int SOME_REJECTED = 1;
    static final int NOTHING_DONE = 2;
    static final int STOPPED = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    LedgerCommands() {}

    /**
     * Whether these arguments are for the command line, rather than for the server, which takes {@code --name=value} only: a
     * misspelt command must not start a ledger.
     */
    public static boolean names(String[] args) {
        return args.length > 0 && !args[0].isEmpty() && (!args[0].startsWith("--") || OPTIONS.contains(args[0]));
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
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(LedgerCommands::explainUsage)
                .setExecutionExceptionHandler(LedgerCommands::explain);
        int exitCode = line.execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    private static int explainUsage(ParameterException wrong, String[] args) {
        CommandLine line = wrong.getCommandLine();
        line.getErr().println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
        line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
        return NOTHING_DONE;
    }

    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        if (failure instanceof UnusableInput) {
            line.getErr().println(failure.getMessage());
            return NOTHING_DONE;
        }
        if (failure instanceof ImportFailure) {
            line.getErr().println(failure.getMessage());
        } else if (failure instanceof IOException) {
            line.getErr().println("cannot read or write: " + failure);
        } else {
            failure.printStackTrace(line.getErr());
        }
        return STOPPED;
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
