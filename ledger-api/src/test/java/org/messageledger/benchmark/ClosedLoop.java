package org.messageledger.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Callers that each do one thing after the other, as fast as they are answered. */
final class ClosedLoop {

    private static final Duration STRAGGLERS_MAX = Duration.ofSeconds(30);

    private final CountDownLatch failed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile Phase phase = Phase.WARM_UP;

    private enum Phase {
        WARM_UP,
        MEASURED,
        OVER
    }

    /** One thing to do. What it throws ends the benchmark. */
    @FunctionalInterface
    interface Work {
        void once(SplittableRandom random) throws Exception;
    }

    private ClosedLoop() {}

    static Measured run(int callers, Options options, Work work) throws InterruptedException {
        return run(callers, options.warmUp(), options.measured(), work);
    }

    static Measured run(int callers, Duration warmUp, Duration measured, Work work) throws InterruptedException {
        return new ClosedLoop().measure(callers, warmUp, measured, work);
    }

    /** Does the work for each number from 0 on below {@code count}, once. */
    static void each(int callers, int count, Each work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ClosedLoop loop = new ClosedLoop();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(loop.start(() -> {
                for (int n = next.getAndIncrement();
                        n < count && loop.failed.getCount() > 0;
                        n = next.getAndIncrement()) {
                    work.once(n);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        loop.check();
    }

    @FunctionalInterface
    interface Each {
        void once(int number) throws Exception;
    }

    private Measured measure(int callers, Duration warmUp, Duration measured, Work work) throws InterruptedException {
        List<Latencies> latencies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Latencies mine = new Latencies();
            latencies.add(mine);
            SplittableRandom random = new SplittableRandom(i);
            threads.add(start(() -> call(work, random, mine)));
        }
        pause(warmUp);
        phase = Phase.MEASURED;
        long start = System.nanoTime();
        pause(measured);
        phase = Phase.OVER;
        long nanos = System.nanoTime() - start;
        for (Thread thread : threads) {
            thread.join(STRAGGLERS_MAX.toMillis());
            if (thread.isAlive()) {
                throw new IllegalStateException("a caller got no answer");
            }
        }
        check();
        Latencies all = new Latencies();
        latencies.forEach(all::addAll);
        return new Measured(all.count() * 1e9 / nanos, all.millis(0.5), all.millis(0.99));
    }

    private void call(Work work, SplittableRandom random, Latencies latencies) throws Exception {
        while (phase != Phase.OVER && failed.getCount() > 0) {
            long start = System.nanoTime();
            work.once(random);
            if (phase == Phase.MEASURED) {
                latencies.add(System.nanoTime() - start);
            }
        }
    }

    private Thread start(Calls calls) {
        Thread thread = new Thread(() -> {
            try {
                calls.run();
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
                failed.countDown();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private interface Calls {
        void run() throws Exception;
    }

    private void pause(Duration time) throws InterruptedException {
        if (failed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            phase = Phase.OVER;
        }
    }

    private void check() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("a caller failed", thrown);
        }
    }
}
