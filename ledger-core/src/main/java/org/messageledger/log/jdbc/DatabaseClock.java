package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock, asked at most once a second and carried on in between by time passed, so that the clock of this
 * machine, which may be set or wrong, plays no part. Behind by at most what an answer took to come, never ahead. Used by
 * one thread.
 */
final class DatabaseClock {

    private static final long ASK_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private @Nullable Instant asked;
    private long answeredAtNanos;

    DatabaseClock() {
        this(System::nanoTime);
    }

    DatabaseClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    Instant now(Supplier<Instant> database) {
        Instant known = asked;
        if (known == null || nanoTime.getAsLong() - answeredAtNanos > ASK_NANOS) {
            known = database.get();
            asked = known;
            // The database looked at its clock before its answer came: counted from here, it is never ahead.
            answeredAtNanos = nanoTime.getAsLong();
        }
        return known.plusNanos(nanoTime.getAsLong() - answeredAtNanos);
    }

    static Instant read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select current_timestamp");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
