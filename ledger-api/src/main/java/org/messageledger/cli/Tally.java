package org.messageledger.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the lines: counted as it happens, told at the end. Remembers the first rejections only. */
final class Tally {

    private static final int SHOWN_MAX = 20;

    private long lines;
    private long recorded;
    private long replayed;
    private long rejected;
    private final Map<String, Long> refusalsRecorded = new TreeMap<>();
    private final Map<String, Long> rejectedByType = new TreeMap<>();
    private final List<String> firstRejections = new ArrayList<>();

    void line() {
        lines++;
    }

    long lines() {
        return lines;
    }

    void answered(Chunk chunk) {
        for (int i = 0; i < chunk.size(); i++) {
            Answer answer = chunk.answer(i);
            if (!answer.isRecorded()) {
                rejected(chunk.lineNumber(i), answer.reason());
                continue;
            }
            if (answer.replayed()) {
                replayed++;
            } else {
                recorded++;
            }
            if (answer.problem() != null) {
                refusalsRecorded.merge(answer.reason().type(), 1L, Long::sum);
            }
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

    void tell(PrintWriter out, List<String> changes) {
        out.println("lines: " + lines);
        out.println("recorded: " + recorded);
        out.println("replayed (recorded before): " + replayed);
        refusalsRecorded.forEach((type, times) -> out.println("of these refusals, as " + type + ": " + times));
        changes.forEach(out::println);
        out.println("rejected: " + rejected);
        rejectedByType.forEach((type, times) -> out.println("rejected as " + type + ": " + times));
        firstRejections.forEach(out::println);
        if (rejected > firstRejections.size()) {
            out.println("and " + (rejected - firstRejections.size()) + " more");
        }
        out.flush();
    }
}
