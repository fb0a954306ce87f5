package org.messageledger.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.FactStorageException;
import org.messageledger.fact.SpareGeneration;
import org.messageledger.replay.Progress.Phase;
import org.messageledger.replay.ReplayStatus.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One replay, from the claim to the last row that it removes. Run by one thread, watched by any. */
public final class Replay {

    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final Set<State> COUNTED = EnumSet.of(State.REBUILDING, State.COMPARING, State.SWAPPING);

    private final UUID id = UUID.randomUUID();
    private final ReplayOrder order;
    private final ViewCheck check;
    private final Duration questionMax;
    private final List<Difference> listed = new ArrayList<>();
    private SpareGeneration spare;
    private volatile boolean cancelled;
    private volatile boolean abandoned;
    private volatile Watched watched = new Watched(State.REBUILDING, 0, System.nanoTime());
    private volatile @Nullable ReplayReport report;
    private volatile @Nullable String reason;

    /** @param done events, since {@code sinceNanos} */
    private record Watched(State state, long done, long sinceNanos) {}

    Replay(ReplayOrder order, SpareGeneration spare, ViewCheck check, Duration questionMax) {
        this.order = order;
        this.spare = spare;
        this.check = check;
        this.questionMax = questionMax;
    }

    public UUID id() {
        return id;
    }

    public ReplayOrder order() {
        return order;
    }

    /** Ends it soon; the live view stays. Has no effect once the report is there. */
    public void cancel() {
        cancelled = true;
    }

    /** Stops at once and removes nothing: the process ends. */
    void abandon() {
        abandoned = true;
    }

    public ReplayStatus status() {
        Watched now = watched;
        ReplayReport made = report;
        double seconds = (System.nanoTime() - now.sinceNanos()) / 1e9;
        boolean counted = now.done() > 0 && COUNTED.contains(now.state());
        double perSecond = counted ? now.done() / Math.max(seconds, 1e-3) : 0;
        Long remaining = counted ? Math.round((order.size() - now.done()) / perSecond) : null;
        long done = made == null ? now.done() : order.size();
        return new ReplayStatus(now.state(), done, order.size(), perSecond, remaining, made, reason);
    }

    void run() {
        State end = State.FAILED;
        try {
            replay();
            end = State.DONE;
        } catch (CancellationException e) {
            end = State.CANCELLED;
        } catch (FactStorageException | ViewBehindException e) {
            LOG.warn("a replay failed", e);
            reason = e.getMessage();
        } catch (RuntimeException | Error e) { // whatever it is, who waits must hear of an end
            LOG.warn("a replay failed", e);
            reason = "failed: exception=" + e.getClass().getName();
        }
        try {
            remove();
        } catch (CancellationException e) {
            LOG.info("what a replay leaves is removed at the next start");
        } catch (RuntimeException | Error e) {
            LOG.warn("what a replay leaves cannot be removed; the next one does it", e);
        }
        at(end, watched.done());
    }

    private void replay() {
        long size = order.size();
        long start = System.nanoTime();
        spare.fill(size, done -> at(Phase.REBUILDING, done, size));
        long rebuilt = System.nanoTime();
        at(State.COMPARING, 0);
        long compared = check.awaitLive(spare, size, this::at);
        if (compared < size && !order.repair()) {
            throw new ViewBehindException(compared);
        }
        ViewFindings findings = check.compare(spare, compared, this::at, this::list);
        Duration comparing = Duration.ofNanos(System.nanoTime() - rebuilt);
        boolean swap = order.swap() && (findings.differences() == 0 || order.repair());
        if (swap) {
            at(State.SWAPPING, 0);
            spare = spare.swapIn(done -> at(Phase.SWAPPING, size, size));
        }
        report = new ReplayReport(findings, List.copyOf(listed), swap, Duration.ofNanos(rebuilt - start), comparing);
    }

    private void list(Difference difference) {
        if (listed.size() < ReplayReport.LISTED_MAX) {
            listed.add(difference);
        }
    }

    /** Whoever has begun to ask the generation that was live gets its answer from it. */
    private void remove() {
        at(State.REMOVING, watched.done());
        long from = System.nanoTime();
        ReplayReport made = report;
        while (made != null && made.swapped() && System.nanoTime() - from < questionMax.toNanos()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            goOn();
            spare.refresh();
        }
        spare.remove(this::goOn);
    }

    private void at(Phase phase, long done, long total) {
        goOn();
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
        at(State.valueOf(phase.name()), done);
    }

    private void goOn() {
        if (abandoned) {
            throw new CancellationException("the process ends");
        }
    }

    private void at(State state, long done) {
        Watched last = watched;
        watched = new Watched(state, done, last.state() == state ? last.sinceNanos() : System.nanoTime());
    }

    @Override
    public String toString() {
        return "replay " + id + " " + watched.state().name().toLowerCase(Locale.ROOT);
    }
}
