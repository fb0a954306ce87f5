package org.messageledger.fact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Planner.Plan;
import org.messageledger.fact.Reply.Work;

/** Answers searches, and refuses those that would take too much. Thread-safe. */
public final class Searches {

    /** Most leaves that are looked at one after the other where no index leads to fewer. */
    public static final int SCAN_MAX = 100_000;

    /** Most leaves that are looked at for facts in another order than the log's. */
    public static final int SORT_MAX = 20_000;

    /** Most leaves that are looked at for counts. */
    public static final int COUNT_MAX = 100_000;

    /** Most leaves of a window. */
    public static final int WINDOW_MAX = 1_000;

    private static final String FEWER =
            "Add a field that leads to few facts (messageId, threadId, person, patient, pool or careSite), or a span"
                    + " of recordedAt or leafIndex.";

    private final TreeHistory history;
    private final Pages pages;
    private final SearchBounds bounds;

    Searches(TreeHistory history, Pages pages, SearchBounds bounds) {
        this.history = history;
        this.pages = pages;
        this.bounds = bounds;
    }

    Reply<Page> page(Snapshot snapshot, Search search, String bound, Cursors.@Nullable Place from) {
        Plan plan = Planner.plan(search.condition(), history);
        LeafRange all = new LeafRange(0, snapshot.asOf().leafIndex());
        if (!search.byLeaf()) {
            return sorted(snapshot, search, plan, bound, from);
        }
        if (isScan(plan, all)) {
            return new Reply.TooMuch<>(Work.SCAN, bounds.scanMax(), FEWER);
        }
        SearchWalk walk = snapshot.walk(plan, search.descending(), false, bounds.stretch());
        return new Reply.Answered<>(pages.page(
                snapshot.asOf(),
                (rest, wanted) -> {
                    SearchWalk.Step step = walk.next(rest, wanted);
                    return new Snapshot.Stretch(facts(step.facts()), step.walked(), step.rest());
                },
                all,
                search.descending(),
                search.limit(),
                bound,
                from));
    }

    private boolean isScan(Plan plan, LeafRange range) {
        return !plan.testsNothing() && plan.candidates().scanned(range) > bounds.scanMax();
    }

    private static List<Fact> facts(List<KnownFact> known) {
        return known.stream().map(KnownFact::fact).toList();
    }

    /** Looks at all facts for each page, and keeps those of the page. */
    private Reply<Page> sorted(
            Snapshot snapshot, Search search, Plan plan, String bound, Cursors.@Nullable Place from) {
        Comparator<SortKey> order = SortKey.order(search.descending());
        boolean bySends = KnownFact.BY_SENDS.contains(search.sort());
        SortKey after = from == null ? null : SortKey.of(snapshot.fact(from.last()), search.sort());
        PriorityQueue<SortKey> kept = new PriorityQueue<>(order.reversed());
        boolean whole = each(snapshot, plan, bySends, bounds.sortMax(), fact -> {
            SortKey key = SortKey.of(fact, search.sort());
            if (after == null || order.compare(key, after) > 0) {
                kept.add(key);
                if (kept.size() > search.limit() + 1) {
                    kept.remove();
                }
            }
        });
        if (!whole) {
            return new Reply.TooMuch<>(
                    Work.SORT, bounds.sortMax(), "Sort by leafIndex, or ask for fewer facts. " + FEWER);
        }
        List<SortKey> keys = new ArrayList<>(kept);
        keys.sort(order);
        String next = null;
        if (keys.size() > search.limit()) {
            keys.remove(search.limit());
            next = pages.cursor(
                    bound, snapshot.asOf(), keys.get(keys.size() - 1).leafIndex());
        }
        List<Fact> facts = keys.stream().map(key -> key.fact().fact()).toList();
        return new Reply.Answered<>(new Page(snapshot.asOf(), facts, next));
    }

    /** Looks at all facts; false, when that would be more leaves than so many. */
    private boolean each(Snapshot snapshot, Plan plan, boolean withSends, int leavesMax, Consumer<KnownFact> each) {
        LeafRange rest = new LeafRange(0, snapshot.asOf().leafIndex());
        if (plan.candidates().scanned(rest) > leavesMax) {
            return false;
        }
        SearchWalk walk = snapshot.walk(plan, false, withSends, bounds.stretch());
        int walked = 0;
        while (!rest.isEmpty()) {
            SearchWalk.Step step = walk.next(rest, bounds.stretch());
            walked += step.walked();
            if (walked > leavesMax) {
                return false;
            }
            step.facts().forEach(each);
            rest = step.rest();
        }
        return true;
    }

    Reply<Counts> counts(Snapshot snapshot, Counting counting) {
        Tally tally = new Tally(counting);
        boolean bySends = counting.by().stream().anyMatch(KnownFact.BY_SENDS::contains);
        Plan plan = Planner.plan(counting.condition(), history);
        return each(snapshot, plan, bySends, bounds.countMax(), tally::add) && tally.isWhole()
                ? new Reply.Answered<>(tally.counts(snapshot.asOf()))
                : new Reply.TooMuch<>(Work.COUNT, bounds.countMax(), FEWER);
    }

    /** Each leaf as of itself. */
    static Window window(FactReader reader, int generation, Condition condition, LeafRange leaves) {
        if (leaves.isEmpty()) {
            return new Window(leaves.first(), List.of());
        }
        List<Fact> facts = reader.read(connection -> {
            List<KnownFact> known = new KnownFacts(connection, generation)
                    .of(leaves.toList(), Planner.positive(condition), false, leaf -> leaf);
            FactReader.requireHeld(connection, generation, leaves.last());
            return facts(known);
        });
        return new Window(leaves.last() + 1, facts);
    }
}
