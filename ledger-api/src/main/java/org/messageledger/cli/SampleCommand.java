package org.messageledger.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints a day in a clinic. The same arguments print the same bytes, on every machine and on every date. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Prints a day in an invented clinic as commands, a line of JSON each, ready to import.",
            "The same options print the same bytes, on every machine and on every date."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {"%nExample:", "  sample --messages 1000 | gzip > day.ndjson.gz"})
final class SampleCommand implements Callable<Integer> {

    static final int MESSAGES_MAX = 100_000;

    enum Mode {
        ASK,
        REPORT
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Another seed, another day. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "300",
            description = "How many messages are sent, 1 to 100000. Default: ${DEFAULT-VALUE}")
    private int messages;

    @Option(
            names = "--day",
            paramLabel = "YYYY-MM-DD",
            defaultValue = "2026-03-02",
            description = "Which day, in UTC. Default: ${DEFAULT-VALUE}")
    private LocalDate day = LocalDate.EPOCH;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "REPORT",
            description =
                    "REPORT: all of it has happened. ASK: the ledger decides, and takes no day that is over 30 days"
                            + " past. Default: ${DEFAULT-VALUE}")
    private Mode mode = Mode.REPORT;

    @Override
    public Integer call() {
        if (messages < 1 || messages > MESSAGES_MAX) {
            throw new ParameterException(spec.commandLine(), "--messages must be 1 to " + MESSAGES_MAX);
        }
        if (day.getYear() < 0 || day.getYear() > 9999) {
            throw new ParameterException(spec.commandLine(), "--day must lie in the years 0000 to 9999");
        }
        PrintWriter out = spec.commandLine().getOut();
        for (String command : ClinicDay.of(seed, messages, day, mode)) {
            out.print(command);
            out.print('\n');
        }
        out.flush();
        return 0;
    }
}
