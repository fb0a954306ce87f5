package org.messageledger.log.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;

/** A process of its own with many callers at once, none of which waits for another, with one large entry each. */
final class CrowdedProcess {

    /** So much has an entry of which the id ends in this many zeros: see {@link Attempt}. */
    static final int ENTRY_BYTES = 20_000;

    private static final long LARGE = ~0x7FL;

    private static final int THREADS = 200;
    private static final int SLOWNESS_SECONDS = 20;

    private CrowdedProcess() {}

    /** As {@link AppendingProcess}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        HikariDataSource pool = Pools.open(arguments[0], arguments[1]);
        LogSettings settings = LogSettings.defaults();
        Log log = new GroupCommitLog(new JdbcLogStore(pool, true), settings);
        int callers = Integer.parseInt(arguments[2]);
        Lines witness = new Lines(System.out);
        CountDownLatch unanswered = new CountDownLatch(callers);
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                        for (int caller = 0; caller < callers / THREADS; caller++) {
                            call(log, witness, unanswered);
                        }
                    })
                    .start();
        }
        if (!unanswered.await(settings.appendDeadline().toSeconds() + SLOWNESS_SECONDS, TimeUnit.SECONDS)) {
            witness.fault("callers without an answer: " + unanswered.getCount());
        }
        while (System.in.read() != -1) {
            // Until whoever started it says no more, or is no more.
        }
        CountDownLatch last = new CountDownLatch(1);
        call(log, witness, last);
        last.await();
        log.close();
        pool.close();
    }

    private static void call(Log log, Witness witness, CountDownLatch unanswered) {
        UUID id = UUID.randomUUID();
        Attempt attempt = Attempt.alone(new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & LARGE));
        witness.tries(attempt);
        CompletableFuture<Void> heard = log.append(attempt.toAppend()).thenAccept(outcome -> {
            witness.told(attempt, outcome);
            unanswered.countDown();
        });
        if (heard.isCompletedExceptionally()) {
            witness.fault("exception instead of an answer to " + attempt.toLine());
        }
    }
}
