package org.messageledger.replay;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.messageledger.fact.InBatches;
import org.messageledger.fact.RunningLedger;

/** A process of its own that stops in the middle of a replay, says so, and waits to be killed: the URL of its database, its
 * folder. */
final class ReplayingProcess {

    static final String STOPPED = "stopped";

    private ReplayingProcess() {}

    public static void main(String[] arguments) {
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(arguments[0]);
            database.setUsername("postgres");
            try (RunningLedger ledger = new RunningLedger(database, Path.of(arguments[1]))) {
                long size = ledger.history.size();
                new ViewCheck(InBatches.of(database, ledger.log, 10), database)
                        .check(size, (phase, done, total) -> stopInTheMiddle(done, total), it -> {});
            }
        }
    }

    private static void stopInTheMiddle(long done, long total) {
        if (done > total / 2) {
            System.out.println(STOPPED);
            System.out.flush();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
