package org.messageledger.asking;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Window;
import tools.jackson.databind.json.JsonMapper;

/**
 * One live tail: what its client still has to take, and the first leaf that has not been looked at for it. Never waits: the
 * connection says whether it takes more. One thread drives it; the container tells it when the connection is over, and waits
 * until it has let go of it.
 */
final class Tail {

    /** A client, and whatever stands between, then knows that somebody is there. */
    private static final long HEARTBEAT_NANOS = Duration.ofSeconds(15).toNanos();

    /** How far back at most a client that reconnects looks again at leaves that did not concern it. */
    private static final long MARK_NANOS = Duration.ofSeconds(1).toNanos();

    private static final String HEARTBEAT = ":\n\n";

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Runnable cut;
    private final LongFunction<Window> window;
    private final JsonMapper json;
    private final int generation;
    private final long beganNanos;

    /** Of one window at most. */
    private final Deque<byte[]> pending = new ArrayDeque<>();

    private long next;
    private long marked;
    private long sentNanos;
    private boolean unflushed;
    private boolean over;
    private @Nullable Long stalledNanos;

    /**
     * @param cut ends the connection at once, in the middle of what is being written
     * @param window looks at leaves from the given one on
     * @param generation of the view that it reads
     */
    Tail(
            AsyncContext context,
            ServletOutputStream out,
            Runnable cut,
            LongFunction<Window> window,
            JsonMapper json,
            int generation,
            long from,
            long nowNanos) {
        this.context = context;
        this.out = out;
        this.cut = cut;
        this.window = window;
        this.json = json;
        this.generation = generation;
        this.next = from;
        this.beganNanos = nowNanos;
        this.sentNanos = nowNanos;
        mark();
    }

    int generation() {
        return generation;
    }

    long beganNanos() {
        return beganNanos;
    }

    /** For how long the connection has taken nothing of what waits for it. */
    synchronized long stalledNanos(long nowNanos) {
        return stalledNanos == null ? 0 : nowNanos - stalledNanos;
    }

    /**
     * Goes on by at most one window.
     *
     * @param end the first leaf that the view lacks
     * @return whether there is more to do at once
     * @throws IOException when the client has gone
     */
    synchronized boolean step(long end, long nowNanos) throws IOException {
        if (over || !write(nowNanos)) {
            return false;
        }
        boolean looked = next < end && look();
        if (marked < next - 1 && nowNanos - sentNanos > MARK_NANOS) {
            mark();
        } else if (pending.isEmpty() && nowNanos - sentNanos > HEARTBEAT_NANOS) {
            pending.add(bytes(HEARTBEAT));
        }
        return write(nowNanos) && looked;
    }

    /** Whether there was something to look at: this process may know of fewer leaves than the view has. */
    private boolean look() {
        Window found = window.apply(next);
        for (Fact fact : found.facts()) {
            pending.add(bytes(
                    "id: " + fact.leafIndex() + "\ndata: " + json.writeValueAsString(FactItem.of(fact)) + "\n\n"));
            marked = fact.leafIndex();
        }
        boolean looked = found.next() > next;
        next = found.next();
        return looked;
    }

    /** An id without data: no event to the client, but where it goes on from. */
    private void mark() {
        marked = next - 1;
        if (marked >= 0) {
            pending.add(bytes("id: " + marked + "\n\n"));
        }
    }

    /** Hands over what the connection takes. @return whether that was all */
    private boolean write(long nowNanos) throws IOException {
        while (out.isReady()) {
            stalledNanos = null;
            byte[] event = pending.poll();
            if (event != null) {
                out.write(event);
                unflushed = true;
                sentNanos = nowNanos;
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                return true;
            }
        }
        if (stalledNanos == null) {
            stalledNanos = nowNanos;
        }
        return false;
    }

    /** Ends it with a statement if the connection takes one; else it is cut, so that nobody takes the stream for ended. */
    synchronized boolean end(TailEnd why) {
        if (over) {
            return false;
        }
        try {
            pending.clear();
            pending.add(bytes(why.event()));
            if (write(0)) {
                context.complete();
                return true;
            }
        } catch (IOException | IllegalStateException e) {
            // the client has gone, or the container has given it up
        }
        cut.run();
        return false;
    }

    /** Nothing is written any more once this returns: the connection may be another's. */
    synchronized void over() {
        over = true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
