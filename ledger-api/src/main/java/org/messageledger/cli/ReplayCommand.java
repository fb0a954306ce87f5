package org.messageledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();
    private static final Set<String> OVER = Set.of("done", "cancelled", "failed");
    private static final int DIFFERENT = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

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
            description = "Whom to sign in as. Default: ${DEFAULT-VALUE}")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The user's password. Default: passwords/<user> in LEDGER_HOME, or in ./data")
    private @Nullable Path passwordFile;

    @Option(
            names = "--up-to",
            paramLabel = "LEAF|TIME",
            description = "The last leaf, or a time in UTC before which leaves were recorded. Default: all leaves")
    private @Nullable String upTo;

    @Option(names = "--swap", description = "Puts the new one in the place of the old one, if they are equal.")
    private boolean swap;

    @Option(names = "--repair", description = "With --swap: also if they differ.")
    private boolean repair;

    @Option(
            names = {"-q", "--quiet"},
            description = "Shows no progress. It is shown on a terminal only.")
    private boolean quiet;

    @Override
    public Integer call() throws InterruptedException {
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw wrong("--url must look like http://localhost:8080, not: " + url);
        }
        if (!user.matches(Password.USER_NAME)) {
            throw wrong("--user must not be empty nor hold a colon");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            ReplayEndpoint endpoint = new ReplayEndpoint(url, Password.read(user, passwordFile));
            JsonNode replay = endpoint.begin(order());
            out.println(printable("replay " + replay.path("id").asString("") + " up to leaf "
                    + replay.path("upTo").asLong(-1)));
            out.flush();
            return tell(out, awaitReport(endpoint, replay));
        } catch (IOException e) {
            out.println(printable("could not be told: " + e.getMessage()));
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

    private JsonNode awaitReport(ReplayEndpoint endpoint, JsonNode begun) throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        boolean shown = !quiet && Terminal.onStderr();
        Progress bar =
                new Progress(err, true, Math.max(1, begun.path("eventsTotal").asLong(1)), System::nanoTime);
        try {
            JsonNode replay = begun;
            while (!replay.has("report") && !OVER.contains(replay.path("state").asString(""))) {
                LockSupport.parkNanos(POLL_NANOS);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                replay = endpoint.status(begun.path("id").asString(""));
                if (shown && bar.isDue()) {
                    show(bar, replay);
                }
            }
            return replay;
        } finally {
            bar.interrupt();
        }
    }

    private static void show(Progress bar, JsonNode replay) {
        long done = replay.path("eventsDone").asLong(0);
        bar.show(
                done,
                String.format(
                        Locale.ROOT,
                        "%s  %,d events  %,d events/s",
                        printable(replay.path("state").asString("")),
                        done,
                        replay.path("eventsPerSecond").asLong(0)));
    }

    private int tell(PrintWriter out, JsonNode replay) throws IOException {
        JsonNode report = replay.path("report");
        if (!report.path("equal").isBoolean()) {
            throw new ImportFailure("the replay has ended without a report: "
                    + replay.path("state").asString("")
                    + (replay.has("reason") ? ", " + replay.path("reason").asString("") : ""));
        }
        for (JsonNode row : report.path("differing")) {
            out.println(printable(row.path("text").asString("")));
        }
        out.println(String.format(
                Locale.ROOT,
                "%,d facts and %,d postings up to leaf %d of the tree with root %s",
                report.path("facts").asLong(0),
                report.path("postings").asLong(0),
                report.path("leafIndex").asLong(-1),
                printable(report.path("rootHash").asString(""))));
        out.println(printable("digest " + report.path("digest").asString("")));
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

    /** What a server says must not move the cursor. */
    private static String printable(@Nullable String line) {
        return line == null ? "" : line.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
