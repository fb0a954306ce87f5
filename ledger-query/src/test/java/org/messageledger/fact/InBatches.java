package org.messageledger.fact;

import java.time.Duration;
import javax.sql.DataSource;
import org.messageledger.log.Log;

/** Generations that are filled with so many leaves in a transaction. */
public final class InBatches {

    private InBatches() {}

    public static Generations of(DataSource view, Log log, int batchSize) {
        return new Generations(view, log, Duration.ofSeconds(10), batchSize);
    }
}
