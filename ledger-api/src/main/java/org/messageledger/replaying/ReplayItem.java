package org.messageledger.replaying;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.Log;
import org.messageledger.replay.Difference;
import org.messageledger.replay.Replay;
import org.messageledger.replay.ReplayReport;
import org.messageledger.replay.ReplayStatus;
import org.messageledger.replay.ViewFindings;

/** How far a replay is, and what it came to. */
@Schema(name = "Replay")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayItem(
        String id,

        @Schema(
                description =
                        "REMOVING: what is no longer needed; the result is there. Counts and rates are of one state.")
        ReplayStatus.State state,

        @Schema(description = "The last leaf; -1 for none.") long upTo,
        boolean swap,
        boolean repair,

        @Schema(description = "Events, of the total.") long done,
        long total,
        long perSecond,

        @Schema(description = "As far as the rate tells.") @Nullable
        Long remainingSeconds,

        @Schema(description = "Only of one that failed.") @Nullable
        String failure,

        @Nullable Report result) {

    /** What it came to. */
    @Schema(name = "ReplayReport")
    record Report(
            @Schema(description = "Whether the live view is what follows from the log.")
            boolean equal,

            @Schema(description = "The last leaf that was compared.")
            long leafIndex,

            long treeSize,

            @Schema(description = "Root of that tree, base64.")
            String rootHash,

            long facts,
            long postings,

            @Schema(description = "SHA-256, base64, over all facts and postings that follow from these leaves.")
            String digest,

            @Schema(description = "The same over those of the live view as of that leaf.")
            String liveDigest,

            @Schema(description = "How many rows differ.") long differences,

            @Schema(description = "The first of them.") List<Row> differing,
            boolean swapped,
            double secondsRebuilding,
            double secondsComparing,

            @Schema(description = "While rebuilding.") long eventsPerSecond) {

        static Report of(ReplayReport report, Log log) {
            ViewFindings found = report.findings();
            long size = found.leafIndex() + 1;
            return new Report(
                    report.equal(),
                    found.leafIndex(),
                    size,
                    log.rootAt(size).toBase64(),
                    found.facts(),
                    found.postings(),
                    found.digest().toBase64(),
                    found.liveDigest().toBase64(),
                    found.differences(),
                    report.listed().stream().map(Row::of).toList(),
                    report.swapped(),
                    seconds(report.rebuilding()),
                    seconds(report.comparing()),
                    Math.round(found.facts() / Math.max(seconds(report.rebuilding()), 1e-3)));
        }

        private static double seconds(Duration duration) {
            return duration.toMillis() / 1e3;
        }
    }

    /** A row of the live view that is not what the log says. */
    @Schema(name = "DifferingRow")
    record Row(
            long leafIndex,
            @Schema(description = "facts or postings") String table,

            @Schema(description = "missing, extra, different")
            String kind,

            @Schema(description = "Those that differ.") List<String> columns,

            @Schema(description = "All of it in a sentence.")
            String text) {

        static Row of(Difference difference) {
            return new Row(
                    difference.leafIndex(),
                    difference.table().name().toLowerCase(Locale.ROOT),
                    difference.kind().name().toLowerCase(Locale.ROOT),
                    difference.columns(),
                    difference.words());
        }
    }

    static ReplayItem of(Replay replay, Log log) {
        ReplayStatus status = replay.status();
        ReplayReport report = status.report();
        return new ReplayItem(
                replay.id().toString(),
                status.state(),
                replay.order().size() - 1,
                replay.order().swap(),
                replay.order().repair(),
                status.eventsDone(),
                status.eventsTotal(),
                Math.round(status.eventsPerSecond()),
                status.secondsRemaining(),
                status.reason(),
                report == null ? null : Report.of(report, log));
    }
}
