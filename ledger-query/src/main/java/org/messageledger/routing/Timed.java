package org.messageledger.routing;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.party.PoolId;

/** What is kept of a message until all are counted: small, for there are many. {@link #NEVER} stands for no time. */
record Timed(
        String category,
        String pool,
        String week,
        boolean open,
        boolean retracted,
        boolean misrouted,
        boolean looped,
        long readMillis,
        long answerMillis,
        long resolutionMillis) {

    static final long NEVER = Long.MIN_VALUE;

    static Timed of(Story story, Fact sent) {
        PoolId pool = story.pool();
        return new Timed(
                sent.category() == null ? "" : sent.category().name(),
                pool == null ? RoutingTimes.NO_POOL : pool.value(),
                week(sent, story.recorded()),
                story.open(),
                story.retracted() != null,
                story.misrouted(),
                story.loops() > 0,
                orNever(story.afterMillis(story.firstRead())),
                orNever(story.afterMillis(story.firstAnswer())),
                orNever(story.afterMillis(story.resolved())));
    }

    /** With the same texts in other objects: one for all of a pool or week. */
    Timed withTexts(String samePool, String sameWeek) {
        return new Timed(
                category,
                samePool,
                sameWeek,
                open,
                retracted,
                misrouted,
                looped,
                readMillis,
                answerMillis,
                resolutionMillis);
    }

    private static long orNever(@Nullable Long millis) {
        return millis == null ? NEVER : millis;
    }

    /** ISO 8601, such as 2026-W09. */
    private static String week(Fact sent, boolean recorded) {
        LocalDate date = LocalDate.ofInstant(sent.time(recorded), ZoneOffset.UTC);
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                date.get(IsoFields.WEEK_BASED_YEAR),
                date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
