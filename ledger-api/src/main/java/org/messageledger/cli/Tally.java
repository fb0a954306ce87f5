package org.messageledger.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of the lines: counted as it happens, told at the end. Remembers the first rejections only. */
final class Tally {

    private static final int SHOWN_MAX = 20;

    private long lines;
    private long recorded;
    private long replayed;
    private long rejected;
    private long unanswered;
    private final Map<String, Long> refusalsByType = new TreeMap<>();
    private final Map<String, Long> rejectedByType = new TreeMap<>();
    private final List<String> firstRejections = new ArrayList<>();

    void line() {
        lines++;
    }

    long refused() {
        return refusalsByType.values().stream().mapToLong(Long::longValue).sum();
    }

    long rejected() {
        return rejected;
    }

    /** Counts the chunk's answers and empties it. What has no answer that stands may be in the log all the same. */
    void take(Chunk chunk) {
        for (int i = 0; i < chunk.size(); i++) {
            Answer answer = chunk.answer(i);
            if (answer == null || answer.isPushback()) {
                unanswered++;
            } else {
                answered(chunk.lineNumber(i), answer);
            }
        }
        chunk.clear();
    }

    private void answered(long lineNumber, Answer answer) {
        if (answer.isRejected()) {
            rejected(lineNumber, answer.reason());
        } else if (answer.replayed()) {
            replayed++;
        } else {
            recorded++;
        }
        if (answer.isRefused()) {
            refusalsByType.merge(answer.reason().type(), 1L, Long::sum);
        }
    }

    void rejected(long lineNumber, Answer.Problem problem) {
        rejected++;
        rejectedByType.merge(problem.type(), 1L, Long::sum);
        if (firstRejections.size() < SHOWN_MAX) {
            firstRejections.add("line " + lineNumber + ": " + problem);
        }
    }

    boolean allFine() {
        return rejected == 0;
    }

    /** @param changes what the translation changed, a line each */
    void tell(PrintWriter out, List<String> changes, Duration took) {
        double seconds = took.toMillis() / 1000.0;
        out.println("lines: " + lines);
        out.println("recorded: " + recorded);
        out.println("replayed (recorded before): " + replayed);
        refusalsByType.forEach((type, times) -> out.println("of these refused, as " + type + ": " + times));
        changes.forEach(out::println);
        out.println("rejected: " + rejected);
        rejectedByType.forEach((type, times) -> out.println("rejected as " + type + ": " + times));
        firstRejections.forEach(out::println);
        if (rejected > firstRejections.size()) {
            out.println("and " + (rejected - firstRejections.size()) + " more");
        }
        if (unanswered > 0) {
            out.println("sent, answer not seen: " + unanswered);
        }
        out.println(String.format(
                Locale.ROOT, "took: %.1f s, %.0f lines a second", seconds, lines / Math.max(seconds, 0.001)));
        out.flush();
    }
}
