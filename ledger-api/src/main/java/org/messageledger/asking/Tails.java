package org.messageledger.asking;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Condition;
import org.messageledger.fact.FactStorageException;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Generations;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * All live tails of this process. One thread looks at the view and hands on what is new; it never waits for a client, and a
 * tail holds no thread. What a tail has read ahead is bounded, so is their number, and one whose client takes nothing for the
 * patience is cut off. Ends them with a statement before the server stops.
 */
public final class Tails implements SmartLifecycle {

    /** The request's attribute that ends its connection at once, a {@link Runnable}; whoever runs the container sets it. */
    public static final String CUT = Tails.class.getName() + ".cut";

    private static final Logger LOG = LoggerFactory.getLogger(Tails.class);

    /** How long what is in the view waits at most until it is noticed. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Whoever signed in may have lost the right to ask since. */
    private static final Duration AGE_MAX = Duration.ofHours(1);

    /** Leaves that are looked at for one tail before the next has its turn, and facts that wait for its client at most. */
    private static final int WINDOW = 200;

    private final Facts facts;
    private final Generations generations;
    private final JsonMapper json;
    private final Duration patience;
    private final Semaphore places;
    private final Semaphore wake = new Semaphore(0);
    private final Map<Long, Tail> tails = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();
    private volatile @Nullable Thread poller;

    /**
     * @param tailsMax at a time
     * @param patience how long a client may take nothing of what waits for it
     */
    public Tails(Facts facts, Generations generations, JsonMapper json, int tailsMax, Duration patience) {
        this.facts = facts;
        this.generations = generations;
        this.json = json;
        this.patience = patience;
        this.places = new Semaphore(tailsMax);
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::run, "live-tails");
        thread.setDaemon(true);
        poller = thread;
        thread.start();
    }

    /** Returns when every tail has been ended. */
    @Override
    public void stop() {
        Thread thread = poller;
        poller = null;
        wake.release();
        if (thread != null) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return poller != null;
    }

    /** Stops before anything else does: the server would wait for requests that never end by themselves. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /**
     * Begins one, which goes on after the request's thread has returned.
     *
     * @param from the first leaf to look at; null for the first that the view does not have yet
     * @throws ProblemException 503 when there are too many
     */
    void open(HttpServletRequest request, HttpServletResponse response, Condition condition, @Nullable Long from)
            throws IOException {
        Generations.Live live = generations.live();
        if (!isRunning() || !places.tryAcquire()) {
            throw new ProblemException(Problem.of(
                            "pushback",
                            503,
                            "The ledger takes no more just now",
                            "Too many live tails are open, or this process stops. Try again later.")
                    .retryAfter(Duration.ofSeconds(5)));
        }
        long id = number.incrementAndGet();
        ServletOutputStream out;
        AsyncContext context;
        try {
            out = response.getOutputStream();
            context = request.startAsync();
        } catch (IOException | RuntimeException e) {
            places.release();
            throw e;
        }
        Tail tail = new Tail(
                context,
                out,
                (Runnable) request.getAttribute(CUT),
                first -> facts.window(condition, first, WINDOW, Duration.ZERO),
                json,
                live.generation(),
                from == null ? live.nextLeaf() : from,
                System.nanoTime());
        context.setTimeout(0);
        context.addListener(new Over(id, tail));
        out.setWriteListener(new Writable(id, tail));
    }

    /** From the first time that the connection can be written to, the tail is the poller's. */
    private final class Writable implements WriteListener {
        private final long id;
        private final Tail tail;
        private boolean known;

        Writable(long id, Tail tail) {
            this.id = id;
            this.tail = tail;
        }

        @Override
        public void onWritePossible() {
            if (!known) {
                known = true;
                tails.put(id, tail);
                if (!isRunning()) {
                    end(id, TailEnd.SHUTDOWN); // it came too late for the poller
                }
            }
            wake.release();
        }

        @Override
        public void onError(Throwable e) {
            LOG.debug("a live tail's client has gone", e);
        }
    }

    /** The container ends the request, whoever wanted it, and uses its parts for the next one after this. */
    private final class Over implements AsyncListener {
        private final long id;
        private final Tail tail;

        Over(long id, Tail tail) {
            this.id = id;
            this.tail = tail;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            tails.remove(id);
            tail.over();
            places.release();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            event.getAsyncContext().complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            tails.remove(id);
            tail.over();
            event.getAsyncContext().complete();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // only the controller starts it
        }
    }

    private void run() {
        Thread self = Thread.currentThread();
        while (poller == self) {
            boolean more = false;
            try {
                if (!tails.isEmpty()) {
                    more = round();
                }
            } catch (RuntimeException e) {
                LOG.error("live tails", e);
            }
            pause(more);
        }
        tails.keySet().forEach(id -> end(id, TailEnd.SHUTDOWN));
    }

    private void pause(boolean more) {
        try {
            if (tails.isEmpty()) {
                wake.acquire();
            } else if (!more) {
                boolean unused = wake.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
            int unusedPermits = wake.drainPermits();
        } catch (InterruptedException e) {
            poller = null; // nobody interrupts it but to stop it
        }
    }

    /** One step of each. @return whether one could go on at once */
    private boolean round() {
        Generations.Live live;
        try {
            live = generations.live();
        } catch (FactStorageException e) {
            LOG.error("live tails end: the storage does not answer", e);
            tails.keySet().forEach(id -> end(id, TailEnd.STORAGE));
            return false;
        }
        boolean more = false;
        for (Map.Entry<Long, Tail> each : tails.entrySet()) {
            more |= step(each.getKey(), each.getValue(), live);
        }
        return more;
    }

    private boolean step(long id, Tail tail, Generations.Live live) {
        long now = System.nanoTime();
        try {
            if (tail.generation() != live.generation()) {
                end(id, TailEnd.VIEW_REPLACED);
                return false;
            }
            if (now - tail.beganNanos() > AGE_MAX.toNanos()) {
                end(id, TailEnd.AGE);
                return false;
            }
            boolean more = tail.step(live.nextLeaf(), now);
            if (tail.stalledNanos(now) > patience.toNanos()) {
                end(id, TailEnd.SLOW);
            }
            return more;
        } catch (IOException e) {
            LOG.debug("a live tail's client has gone", e);
            tails.remove(id);
        } catch (FactStorageException e) {
            LOG.error("a live tail ends: the storage does not answer", e);
            end(id, TailEnd.STORAGE);
        } catch (RuntimeException e) {
            if (tails.containsKey(id)) {
                LOG.error("a live tail ends", e);
                end(id, TailEnd.FAILED);
            } // else the container has ended it meanwhile, and takes nothing any more
        }
        return false;
    }

    private void end(long id, TailEnd why) {
        Tail tail = tails.remove(id);
        if (tail != null) {
            boolean said = tail.end(why);
            LOG.info("a live tail ended: reason={} said={}", why.reason(), said);
        }
    }
}
