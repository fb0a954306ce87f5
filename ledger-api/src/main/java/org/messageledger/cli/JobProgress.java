package org.messageledger.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How far a job is, as the ledger tells; nothing where nobody looks. */
final class JobProgress {

    private final PrintWriter err;
    private final boolean shown;
    private @Nullable Progress bar;
    private String state = "";

    JobProgress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    void at(JsonNode job) {
        long total = job.path("total").asLong(0);
        if (!shown || total == 0) {
            return;
        }
        String now = Verdict.printable(job.path("state").asString("")).toLowerCase(Locale.ROOT);
        Progress progress = bar;
        if (progress == null || !now.equals(state)) { // each state counts from nothing
            progress = new Progress(err, true, total, System::nanoTime);
            bar = progress;
            state = now;
        }
        if (progress.isDue()) {
            long done = job.path("done").asLong(0);
            progress.show(
                    done,
                    String.format(
                            Locale.ROOT,
                            "%s  %,d of %,d  %,d/s",
                            now,
                            done,
                            total,
                            job.path("perSecond").asLong(0)));
        }
    }

    void end() {
        if (bar != null) {
            bar.interrupt();
        }
    }
}
