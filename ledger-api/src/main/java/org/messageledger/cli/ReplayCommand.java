package org.messageledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Has a running ledger replay, waits for the report and shows it. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Has a running ledger rebuild what it answers from, from its log, beside what it answers from now, compare the"
                    + " two row by row, and put the new one in its place if asked.",
            "It goes on in the ledger when this command is stopped."
        },
        descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:What the ledger answers from is what follows from its log.",
            "1:It is not. The first rows that differ are shown, all are counted.",
            "2:It could not be told: the last line says why."
        },
        footer = {"%nExamples:", "  replay", "  replay --up-to 2026-03-01T00:00:00Z", "  replay --swap --repair"})
final class ReplayCommand implements Callable<Integer> {

    private static final int DIFFERENT = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    private final JobOptions options = new JobOptions();

    @Option(
            names = "--up-to",
            paramLabel = "LEAF|TIME",
            description = "The last leaf, or a time in UTC before which leaves were recorded. Default: all leaves")
    private @Nullable String upTo;

    @Option(names = "--swap", description = "Puts the new one in the place of the old one, if they are equal.")
    private boolean swap;

    @Option(names = "--repair", description = "With --swap: also if they differ.")
    private boolean repair;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        JobEndpoint replays = options.endpoint(spec, "api/v1/replays");
        try {
            JsonNode replay = replays.start(order());
            out.println(Verdict.printable("replay " + replay.path("id").asString("") + " up to leaf "
                    + replay.path("upTo").asLong(-1)));
            out.flush();
            return tell(out, replays.awaitEnd(replay, options.progress(spec)));
        } catch (IOException e) {
            spec.commandLine().getErr().println(Verdict.printable("could not be told: " + e.getMessage()));
            return LedgerCommands.NOTHING_DONE;
        }
    }

    private String order() {
        ObjectNode order = JsonMapper.shared().createObjectNode();
        if (upTo != null && upTo.matches("[0-9]{1,18}")) {
            order.put("upTo", Long.parseLong(upTo));
        } else if (upTo != null) {
            order.put("upTo", upTo);
        }
        return order.put("swap", swap).put("repair", repair).toString();
    }

    private int tell(PrintWriter out, JsonNode replay) throws IOException {
        JsonNode report = replay.path("result");
        if (!report.path("equal").isBoolean()) {
            throw new ImportFailure("the replay has ended without a report: "
                    + replay.path("state").asString("")
                    + (replay.has("failure") ? ", " + replay.path("failure").asString("") : ""));
        }
        for (JsonNode row : report.path("differing")) {
            out.println(Verdict.printable(row.path("text").asString("")));
        }
        out.println(String.format(
                Locale.ROOT,
                "%,d facts and %,d postings up to leaf %d of the tree with root %s",
                report.path("facts").asLong(0),
                report.path("postings").asLong(0),
                report.path("leafIndex").asLong(-1),
                Verdict.printable(report.path("rootHash").asString(""))));
        out.println(Verdict.printable("digest " + report.path("digest").asString("")));
        out.println(String.format(
                Locale.ROOT,
                "%,d events/s rebuilt in %.1f s, compared in %.1f s",
                report.path("eventsPerSecond").asLong(0),
                report.path("secondsRebuilding").asDouble(0),
                report.path("secondsComparing").asDouble(0)));
        if (report.path("swapped").asBoolean(false)) {
            out.println("swapped: the ledger answers from what was rebuilt");
        }
        boolean equal = report.path("equal").asBoolean(false);
        out.println(
                equal
                        ? "equal"
                        : String.format(
                                Locale.ROOT,
                                "DIFFERENT: %,d rows",
                                report.path("differences").asLong(0)));
        return equal ? LedgerCommands.FINE : DIFFERENT;
    }
}
