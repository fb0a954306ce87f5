package org.messageledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a check has found: all of it counted, the first of each table listed. For one thread. */
public final class Findings {

    /** How many of each table are listed. */
    public static final int LISTED_MAX = 20;

    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Finding> listed = new ArrayList<>();

    public void add(Finding finding) {
        long count = counts.merge(finding.table(), 1L, Long::sum);
        if (count <= LISTED_MAX) {
            listed.add(finding);
        }
    }

    void add(String table, @Nullable Long leafIndex, String place, String words) {
        add(new Finding(table, leafIndex, place, words));
    }

    /** About one leaf's row. */
    void ofLeaf(long leafIndex, String words) {
        add(EntryRows.TABLE, leafIndex, "leaf " + leafIndex, words);
    }

    /** Whether so many were found in the table that more are not listed. */
    boolean isFull(String table) {
        return counts.getOrDefault(table, 0L) >= LISTED_MAX;
    }

    public boolean none() {
        return counts.isEmpty();
    }

    /** How many, by table; tables without any are not there. */
    public Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    /** In the order in which they were found; at most {@link #LISTED_MAX} of each table. */
    public List<Finding> listed() {
        return List.copyOf(listed);
    }
}
