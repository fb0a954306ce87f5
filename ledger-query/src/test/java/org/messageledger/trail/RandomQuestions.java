package org.messageledger.trail;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.messageledger.access.AccessKind;
import org.messageledger.fact.Clinic;
import org.messageledger.fact.Filter;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Outcome;
import org.messageledger.fact.Question;
import org.messageledger.fact.Role;
import org.messageledger.fact.RunningLedger;
import org.messageledger.fact.Span;
import org.messageledger.party.Irregularity;

/** Questions with spans, moments, filters and limits of all kinds. */
final class RandomQuestions {

    private RandomQuestions() {}

    static Question next(RunningLedger ledger, Clinic clinic, Random random) {
        Instant one = clinic.time();
        Instant other = clinic.time();
        long size = ledger.history.size();
        boolean recorded = random.nextInt(4) == 0;
        if (recorded) {
            one = ledger.log.batchOf(random.nextLong(size)).recordedAt();
            other = ledger.log.batchOf(random.nextLong(size)).recordedAt();
        }
        Span span = new Span(
                random.nextInt(3) == 0 ? (one.isBefore(other) ? one : other) : null,
                random.nextInt(3) == 0 ? (one.isBefore(other) ? other : one) : null,
                recorded);
        Moment moment =
                switch (random.nextInt(4)) {
                    case 0 -> new Moment.AtLeaf(random.nextLong(size));
                    case 1 ->
                        new Moment.Before(
                                ledger.log.batchOf(random.nextLong(size)).recordedAt());
                    default -> new Moment.Newest();
                };
        Filter filter = new Filter(
                some(random, Role.EVENTS),
                some(random, List.of(AccessKind.values())),
                random.nextInt(4) == 0 ? Set.of(clinic.person()) : Set.of(),
                some(random, List.of(Outcome.values())),
                some(random, List.of(Irregularity.values())));
        return new Question(
                span,
                moment,
                random.nextBoolean() ? Filter.ALL : filter,
                1 + random.nextInt(20),
                null,
                random.nextBoolean(),
                null);
    }

    private static <T> Set<T> some(Random random, List<T> values) {
        Set<T> some = new HashSet<>();
        if (random.nextInt(4) == 0) {
            for (T value : values) {
                if (random.nextInt(3) > 0) {
                    some.add(value);
                }
            }
        }
        return some;
    }
}
