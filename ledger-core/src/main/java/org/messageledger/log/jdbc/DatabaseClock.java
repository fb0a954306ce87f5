package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock, asked at most once a second and carried on in between by time passed, so that the clock of this
 * machine, which may be set or wrong, plays no part. Used by one thread.
 */
final class DatabaseClock {

    private static final long ASK_NANOS = Duration.ofSeconds(1).toNanos();

    private @Nullable Instant asked;
    private long askedAtNanos;

    Instant now(Supplier<Instant> database) {
        long nowNanos = System.nanoTime();
        Instant known = asked;
        if (known == null || nowNanos - askedAtNanos > ASK_NANOS) {
            known = database.get();
            asked = known;
            askedAtNanos = nowNanos;
        }
        return known.plusNanos(nowNanos - askedAtNanos);
    }

    static Instant read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select current_timestamp");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
