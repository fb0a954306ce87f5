package org.messageledger.replay;

import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.ViewRow;

/** Goes through the rows that follow from the log and those of the live view in step, and tells where they differ. */
final class Comparison {

    private final Consumer<Difference> found;
    private final Runnable each;
    private final ViewDigest expectedDigest = new ViewDigest();
    private final ViewDigest liveDigest = new ViewDigest();

    /** @param each told for each pair of rows */
    Comparison(Consumer<Difference> found, Runnable each) {
        this.found = found;
        this.each = each;
    }

    /** Both in order, and of one table. */
    void compare(Iterator<ViewRow> expectedRows, Iterator<ViewRow> liveRows) {
        ViewRow expected = next(expectedRows, expectedDigest);
        ViewRow live = next(liveRows, liveDigest);
        while (expected != null || live != null) {
            int order = live == null ? -1 : expected == null ? 1 : expected.compareTo(live);
            if (order < 0 && expected != null) {
                found.accept(Difference.missing(expected));
            } else if (order > 0 && live != null) {
                found.accept(Difference.extra(live));
            } else if (expected != null && live != null && !expected.values().equals(live.values())) {
                found.accept(Difference.of(expected, live));
            }
            expected = order <= 0 ? next(expectedRows, expectedDigest) : expected;
            live = order >= 0 ? next(liveRows, liveDigest) : live;
            each.run();
        }
    }

    private static @Nullable ViewRow next(Iterator<ViewRow> rows, ViewDigest digest) {
        if (!rows.hasNext()) {
            return null;
        }
        ViewRow row = rows.next();
        digest.add(row);
        return row;
    }

    ViewDigest expectedDigest() {
        return expectedDigest;
    }

    ViewDigest liveDigest() {
        return liveDigest;
    }
}
