package org.messageledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Has a running ledger check all that it stores, and tells what it has found. */
@Command(
        name = "fsck",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Has a running ledger check everything that it stores, while it goes on: entries, tiles, head, batches, keys,"
                    + " checkpoints; then facts and postings against the entries.",
            "Stopping this command does not stop the check; the next one finds it running until it has ended."
        },
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything is as it was written.",
            "1:Something is not. A line says what and where.",
            "2:It could not be checked, or not all of it."
        },
        footer = {"%nExample:", "  fsck --url http://localhost:8080"})
final class FsckCommand implements Callable<Integer> {

    private static final int FINDINGS = 1;
    private static final int NOT_CHECKED = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Mixin
    private final JobOptions options = new JobOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        JobEndpoint checks = options.endpoint(spec, "api/v1/checks");
        try {
            return tell(checks.awaitEnd(checks.start(null), options.progress(spec)));
        } catch (IOException e) {
            err.println(Verdict.printable("not checked: " + e.getMessage()));
            return NOT_CHECKED;
        }
    }

    private int tell(JsonNode job) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode result = job.path("result");
        if (!result.isObject()) {
            out.println(Verdict.printable(
                    "not checked: the check was " + job.path("state").asString("lost") + ". "
                            + job.path("failure").asString("")));
            return NOT_CHECKED;
        }
        for (JsonNode finding : result.path("listed")) {
            out.println(Verdict.printable(finding.path("table").asString("") + ", "
                    + finding.path("place").asString("") + ": "
                    + finding.path("words").asString("")));
        }
        String checked = result.path("treeSize").asLong() + " entries, root "
                + result.path("rootHash").asString("");
        long findings = result.path("findings").asLong();
        String missed = result.path("notChecked").asString("");
        if (!missed.isEmpty()) {
            out.println(Verdict.printable("not checked: " + missed));
        }
        if (findings > 0) {
            out.println(Verdict.printable(
                    "FOUND " + findings + ", by table " + result.path("byTable") + ", in " + checked));
            return FINDINGS;
        }
        if (!missed.isEmpty()) {
            return NOT_CHECKED;
        }
        out.println(Verdict.printable("as it was written: " + checked));
        return LedgerCommands.FINE;
    }
}
