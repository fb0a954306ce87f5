package org.messageledger.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.FactReader.Position;

/**
 * Where questions are asked. Every answer is as of one leaf, and the same for ever as of that leaf. Reads only what the
 * view has; waits for it at most {@link #WAIT_MAX} when a question names a leaf. A question about now waits for what the
 * log held when it came, at most {@link #CATCH_UP_MAX}, and the answer says how much it lacks then. Thread-safe.
 */
public final class Facts {

    /**
     * What every session of the data source should be told first, on PostgreSQL. It keeps the plan of a question that is asked
     * often, and one from when the view was nearly empty would scan it until it is next analysed.
     */
    public static final String POSTGRESQL_SESSION = "set enable_seqscan = off";

    public static final Duration WAIT_MAX = Duration.ofSeconds(5);

    /** Whoever has just got a receipt and asks finds its leaf, if the view follows as it should. */
    public static final Duration CATCH_UP_MAX = Duration.ofMillis(250);

    /** The view follows within milliseconds; whoever waits longer looks less often. */
    private static final long PAUSE_NANOS_MIN = Duration.ofMillis(1).toNanos();

    private static final long PAUSE_NANOS_MAX = Duration.ofMillis(20).toNanos();

    static final int STRETCH = 1_000;

    private final FactReader reader;
    private final TreeHistory history;
    private final Cursors cursors;
    private final Pages pages;
    private final Searches searches;

    /**
     * @param cursorKey at least 16 secret bytes; the same in all processes, or a cursor is only good at the one that
     *     wrote it
     */
    public Facts(DataSource dataSource, TreeHistory history, byte[] cursorKey) {
        this(dataSource, history, cursorKey, SearchBounds.DEFAULT);
    }

    Facts(DataSource dataSource, TreeHistory history, byte[] cursorKey, SearchBounds bounds) {
        this.reader = new FactReader(dataSource);
        this.history = history;
        this.cursors = new Cursors(cursorKey);
        this.pages = new Pages(cursors, bounds.walkMax());
        this.searches = new Searches(history, pages, bounds);
    }

    /** A page of the subject's facts in these roles, by leaf index. */
    public Reply<Page> page(Subject subject, Collection<String> roles, Question question) {
        String bound = subject + "\n" + new TreeSet<>(roles) + "\n" + question.canonical();
        return answer(bound, question.cursor(), question.moment(), question.atLeast(), (snapshot, from) -> {
            boolean newestFirst = question.newestFirst();
            FactCondition condition = new FactCondition(question.span(), question.filter());
            Pages.Walk walk = (rest, wanted) -> snapshot.stretch(
                    subject, roles, rest, newestFirst, condition, condition.passesAll() ? wanted : STRETCH);
            LeafRange range = snapshot.range(question.span());
            return new Reply.Answered<>(
                    pages.page(snapshot.asOf(), walk, range, newestFirst, question.limit(), bound, from));
        });
    }

    /**
     * A page of the facts that hold a condition, in the order asked for. Sorted otherwise than by leaf index, at most {@link
     * Searches#SORT_MAX} facts can be.
     */
    public Reply<Page> search(Search search) {
        String bound = search.canonical();
        return answer(
                bound,
                search.cursor(),
                search.moment(),
                search.atLeast(),
                (snapshot, from) -> searches.page(snapshot, search, bound, from));
    }

    /** How many facts hold a condition, and have which values; of at most {@link Searches#COUNT_MAX} facts. */
    public Reply<Counts> counts(Counting counting) {
        return snapshot(counting.moment(), counting.atLeast()).then(snapshot -> searches.counts(snapshot, counting));
    }

    /**
     * The next leaves that the view has, and those of them that hold a condition, each as of itself: what came to be known
     * later of an earlier leaf, as the thread of a message that is sent after it was read, is not seen.
     *
     * @param first the first leaf to look at
     * @param leavesMax most leaves to look at, at most {@link Searches#WINDOW_MAX}
     * @param atMost how long to wait for the first leaf; without it the window is empty
     */
    public Window window(Condition condition, long first, int leavesMax, Duration atMost) {
        Conditions.requireFew(condition);
        Position position = awaitLeaf(first, atMost);
        long last = Math.min(position.nextLeaf() - 1, first + Math.min(leavesMax, Searches.WINDOW_MAX) - 1);
        return Searches.window(reader, position.generation(), condition, new LeafRange(first, last));
    }

    private interface Answering<T> {
        Reply<T> answer(Snapshot snapshot, Cursors.@Nullable Place from);
    }

    private <T> Reply<T> answer(
            String bound, @Nullable String cursor, Moment moment, @Nullable Long atLeast, Answering<T> answering) {
        if (cursor == null) {
            return snapshot(moment, atLeast, null).then(snapshot -> answering.answer(snapshot, null));
        }
        Optional<Cursors.Place> from = cursors.read(bound, cursor);
        return from.isEmpty()
                ? new Reply.StrangeCursor<>()
                : snapshot(moment, atLeast, from.get().pinned())
                        .then(snapshot -> answering.answer(snapshot, from.get()));
    }

    /**
     * The facts as of a moment, for an answer that is no page.
     *
     * @param atLeast wait until the view has this leaf
     */
    public Reply<Snapshot> snapshot(Moment moment, @Nullable Long atLeast) {
        return snapshot(moment, atLeast, null);
    }

    private Reply<Snapshot> snapshot(Moment moment, @Nullable Long atLeast, @Nullable Long pinned) {
        long needed = Math.max(atLeast == null ? -1 : atLeast, pinned == null ? -1 : pinned);
        if (moment instanceof Moment.AtLeaf at) {
            long size = durable();
            if (at.leafIndex() >= size) {
                return new Reply.NoSuchLeaf<>(at.leafIndex(), size);
            }
            needed = Math.max(needed, at.leafIndex());
        }
        if (moment instanceof Moment.Newest && pinned == null) {
            Position unused = awaitLeaf(durable() - 1, CATCH_UP_MAX);
        }
        Position position = awaitLeaf(needed, WAIT_MAX);
        if (position.nextLeaf() <= needed) {
            return new Reply.NotYet<>(needed, asOf(position, position.nextLeaf(), true));
        }
        if (moment instanceof Moment.Before before) {
            boolean settled = history.isSettled(before.time());
            long size = history.sizeBefore(before.time());
            long answered = pinned == null ? Math.min(size, position.nextLeaf()) : pinned + 1;
            return answered(position, asOf(position, answered, settled && answered == size));
        }
        long size = moment instanceof Moment.AtLeaf at ? at.leafIndex() + 1 : position.nextLeaf();
        return answered(position, asOf(position, pinned == null ? size : pinned + 1, true));
    }

    private Reply<Snapshot> answered(Position position, AsOf asOf) {
        return new Reply.Answered<>(new Snapshot(reader, history, position.generation(), asOf));
    }

    private AsOf asOf(Position position, long size, boolean isFinal) {
        long behind = durable() - position.nextLeaf();
        Instant recordedAt = size == 0
                ? null
                : reader.recordedAt(position.generation(), size - 1)
                        .orElseThrow(() -> new FactStorageException("a fact is missing: leafIndex=" + (size - 1)));
        return new AsOf(
                size - 1,
                size,
                history.rootAt(size),
                recordedAt,
                isFinal,
                behind,
                history.warning().orElse(null));
    }

    private Position awaitLeaf(long leafIndex, Duration atMost) {
        long giveUpAt = System.nanoTime() + atMost.toNanos();
        long pauseNanos = PAUSE_NANOS_MIN;
        Position position = position();
        while (position.nextLeaf() <= leafIndex
                && System.nanoTime() - giveUpAt < 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(pauseNanos);
            pauseNanos = Math.min(2 * pauseNanos, PAUSE_NANOS_MAX);
            position = position();
        }
        return position;
    }

    /** Another process may have moved the view past what this one knows of the log, and has no root of yet. */
    private Position position() {
        Position position = reader.position();
        return new Position(position.generation(), Math.min(position.nextLeaf(), history.size()));
    }

    /** How many leaves are durable, as far as this process or the view, of durable leaves only, tells. */
    private long durable() {
        return Math.max(history.size(), reader.position().nextLeaf());
    }
}
