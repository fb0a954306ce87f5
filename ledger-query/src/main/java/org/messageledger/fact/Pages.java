package org.messageledger.fact;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a walk along the log into pages. */
final class Pages {

    /** Most leaves that one page looks at; what is refused costs as much as what passes. */
    static final int WALK_MAX = 20_000;

    private final Cursors cursors;
    private final int walkMax;

    Pages(Cursors cursors, int walkMax) {
        this.cursors = cursors;
        this.walkMax = walkMax;
    }

    /** A walk that can be taken up anywhere. */
    interface Walk {

        /** Looks at some of the leaves, the nearest, for facts; may find more than are wanted. */
        Snapshot.Stretch next(LeafRange rest, int wanted);
    }

    /**
     * A page of what the walk finds.
     *
     * @param bound what the cursor of the next page will be good for
     * @param from where the page before ended
     */
    Page page(
            AsOf asOf,
            Walk walk,
            LeafRange range,
            boolean newestFirst,
            int limit,
            String bound,
            Cursors.@Nullable Place from) {
        LeafRange rest = from == null ? range : range.beyond(from.last(), newestFirst);
        // One more than the page holds tells whether there is another page.
        int wanted = limit + 1;
        List<Fact> found = new ArrayList<>();
        int walked = 0;
        while (!rest.isEmpty() && found.size() < wanted && walked < walkMax) {
            Snapshot.Stretch stretch = walk.next(rest, wanted - found.size());
            found.addAll(stretch.facts());
            walked += stretch.walked();
            rest = stretch.rest();
        }
        String next = null;
        if (found.size() >= wanted) {
            found.subList(limit, found.size()).clear();
            next = cursor(bound, asOf, found.get(found.size() - 1).leafIndex());
        } else if (!rest.isEmpty()) {
            next = cursor(bound, asOf, newestFirst ? rest.last() + 1 : rest.first() - 1);
        }
        return new Page(asOf, found, next);
    }

    String cursor(String bound, AsOf asOf, long last) {
        return cursors.write(bound, new Cursors.Place(asOf.leafIndex(), last));
    }
}
