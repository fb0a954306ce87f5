package org.messageledger.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    /** Most postings that one page looks at; what a filter refuses costs as much as what it lets pass. */
    private static final int WALK_MAX = 20_000;

    private static final int STRETCH = 1_000;

    private final FactReader reader;
    private final TreeHistory history;
    private final Cursors cursors;

    /**
     * @param cursorKey at least 16 secret bytes; the same in all processes, or a cursor is only good at the one that
     *     wrote it
     */
    public Facts(DataSource dataSource, TreeHistory history, byte[] cursorKey) {
        this.reader = new FactReader(dataSource);
        this.history = history;
        this.cursors = new Cursors(cursorKey);
    }

    /** A page of the subject's facts in these roles, by leaf index. */
    public Reply<Page> page(Subject subject, Collection<String> roles, Question question) {
        String bound = subject + "\n" + new TreeSet<>(roles) + "\n" + question.canonical();
        String cursor = question.cursor();
        Cursors.Place place = null;
        if (cursor != null) {
            Optional<Cursors.Place> read = cursors.read(bound, cursor);
            if (read.isEmpty()) {
                return new Reply.StrangeCursor<>();
            }
            place = read.get();
        }
        Cursors.Place from = place;
        return snapshot(question.moment(), question.atLeast(), place == null ? null : place.pinned())
                .map(snapshot -> page(snapshot, subject, roles, question, bound, from));
    }

    private Page page(
            Snapshot snapshot,
            Subject subject,
            Collection<String> roles,
            Question question,
            String bound,
            Cursors.@Nullable Place from) {
        boolean newestFirst = question.newestFirst();
        FactCondition condition = new FactCondition(question.span(), question.filter());
        LeafRange rest = range(question.span(), snapshot.asOf().leafIndex());
        if (from != null) {
            rest = rest.beyond(from.last(), newestFirst);
        }
        // One more than the page holds tells whether there is another page.
        int wanted = question.limit() + 1;
        List<Fact> found = new ArrayList<>();
        int walked = 0;
        while (!rest.isEmpty() && found.size() < wanted && walked < WALK_MAX) {
            int count = condition.passesAll() ? wanted - found.size() : STRETCH;
            Snapshot.Stretch stretch = snapshot.stretch(subject, roles, rest, newestFirst, condition, count);
            found.addAll(stretch.facts());
            walked += stretch.walked();
            rest = stretch.rest();
        }
        long pinned = snapshot.asOf().leafIndex();
        String next = null;
        if (found.size() >= wanted) {
            found.subList(question.limit(), found.size()).clear();
            long last = found.get(found.size() - 1).leafIndex();
            next = cursors.write(bound, new Cursors.Place(pinned, last));
        } else if (!rest.isEmpty()) {
            long last = newestFirst ? rest.last() + 1 : rest.first() - 1;
            next = cursors.write(bound, new Cursors.Place(pinned, last));
        }
        return new Page(snapshot.asOf(), found, next);
    }

    private LeafRange range(Span span, long lastLeaf) {
        Instant from = span.recorded() ? span.from() : null;
        Instant to = span.recorded() ? span.to() : null;
        return new LeafRange(
                from == null ? 0 : history.sizeBefore(from),
                to == null ? lastLeaf : Math.min(lastLeaf, history.sizeBefore(to) - 1));
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
        return new Reply.Answered<>(new Snapshot(reader, position.generation(), asOf));
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
