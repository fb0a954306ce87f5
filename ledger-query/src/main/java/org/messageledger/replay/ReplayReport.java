package org.messageledger.replay;

import java.time.Duration;
import java.util.List;

/**
 * What a replay came to.
 *
 * @param listed the first rows that differ, at most {@link #LISTED_MAX}; {@code findings} counts all
 * @param swapped whether the new view has become the live one
 * @param rebuilding how long writing facts and postings anew took
 * @param comparing how long reading both took
 */
public record ReplayReport(
        ViewFindings findings, List<Difference> listed, boolean swapped, Duration rebuilding, Duration comparing) {

    public static final int LISTED_MAX = 100;

    public boolean equal() {
        return findings.differences() == 0;
    }
}
