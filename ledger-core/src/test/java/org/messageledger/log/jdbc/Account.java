package org.messageledger.log.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;

/** All that the callers of a log have tried and were told: what the log must hold now, may hold and must not hold. */
final class Account implements Witness {

    /** Whether the log has it, as far as its callers were told. */
    enum There {
        YES,
        NO,
        /** They were told nothing, or that it is unknown. */
        OPEN
    }

    private final Map<Object, Case> cases = new ConcurrentHashMap<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger appended = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger pushedBack = new AtomicInteger();

    /** One attempt's story. Its caller tells it in order. */
    static final class Case {

        private final Attempt attempt;
        private There before = There.NO;
        private There now = There.NO;
        private @Nullable Appended receipt;

        private Case(Attempt attempt) {
            this.attempt = attempt;
        }

        Attempt attempt() {
            return attempt;
        }

        synchronized There there() {
            return now;
        }

        /** What it was acknowledged with, once it was. */
        synchronized @Nullable Appended receipt() {
            return receipt;
        }

        private synchronized void tries() {
            before = now;
            now = now == There.YES ? There.YES : There.OPEN;
        }

        private synchronized boolean told(AppendOutcome outcome) {
            if (outcome instanceof Appended as) {
                boolean first = before != There.YES;
                receipt = as;
                now = There.YES;
                return first;
            }
            if (outcome instanceof AppendOutcome.Duplicate duplicate) {
                now = There.YES;
                return before != There.NO && duplicate.eventIds().equals(attempt.eventIds());
            }
            if (outcome instanceof AppendOutcome.Moved moved) {
                now = before;
                return attempt.decidedOn() != null && moved.streams().equals(List.of(attempt.decidedOn()));
            }
            if (outcome instanceof AppendOutcome.Pushback) {
                now = before;
            }
            return true;
        }

        private synchronized boolean found(boolean there) {
            There was = now;
            now = there ? There.YES : There.NO;
            return was == There.OPEN || was == now;
        }

        @Override
        public synchronized String toString() {
            return "attempt=" + attempt.toLine() + " before=" + before + " now=" + now + " receipt=" + receipt;
        }
    }

    @Override
    public void tries(Attempt attempt) {
        cases.computeIfAbsent(attempt.name(), it -> new Case(attempt)).tries();
    }

    @Override
    public void told(Attempt attempt, AppendOutcome outcome) {
        if (outcome instanceof Appended) {
            appended.incrementAndGet();
        } else if (outcome instanceof AppendOutcome.Unknown) {
            unknown.incrementAndGet();
        } else if (outcome instanceof AppendOutcome.Pushback) {
            pushedBack.incrementAndGet();
        }
        Case one = of(attempt);
        String story = one.toString();
        if (!one.told(outcome)) {
            fault("cannot be told: outcome=" + outcome + " to " + story);
        }
    }

    @Override
    public void found(Attempt attempt, boolean there) {
        Case one = of(attempt);
        String story = one.toString();
        if (!one.found(there)) {
            fault("cannot be found so: there=" + there + " of " + story);
        }
    }

    @Override
    public void fault(String what) {
        faults.add(what);
    }

    private Case of(Attempt attempt) {
        Case one = cases.get(attempt.name());
        if (one == null) {
            throw new IllegalStateException("told of what was never tried: " + attempt);
        }
        return one;
    }

    Collection<Case> cases() {
        return cases.values();
    }

    Collection<String> faults() {
        return faults;
    }

    int appended() {
        return appended.get();
    }

    int unknown() {
        return unknown.get();
    }

    int pushedBack() {
        return pushedBack.get();
    }

    @Override
    public String toString() {
        return "appended=" + appended + " unknown=" + unknown + " pushedBack=" + pushedBack + " open="
                + cases().stream().filter(one -> one.there() == There.OPEN).count();
    }
}
