package org.messageledger.fact;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process of its own that moves the view until it is killed: the URL of its database, its folder, its claim in ms. */
final class ProjectingProcess {

    private ProjectingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (RunningLedger ledger = new RunningLedger(Databases.pool(arguments[0], "postgres"), Path.of(arguments[1]));
                FactProjection projection = ledger.projection(
                        Databases.pool(arguments[0], "postgres"),
                        FactProjection.BATCH_SIZE_DEFAULT,
                        Duration.ofMillis(Long.parseLong(arguments[2])))) {
            projection.start();
            new CountDownLatch(1).await();
        }
    }
}
