package org.messageledger.fact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.messageledger.log.Log;

/**
 * The generations of the view: the live one, and what somebody fills or removes beside it. Of all processes one at a time
 * does, and refreshes its claim with everything it does; once it has not for a while, another may remove what it left. Thread-safe.
 */
public final class Generations {

    /** The live generation, and the first leaf that it lacks. */
    public record Live(int generation, long nextLeaf) {}

    // Whoever wants to claim waits for this row, so that two do not miss each other's claims.
    private static final String LOCK = """
            select generation
            from fact_position
            where live
            for update
            """;

    private static final String HELD = """
            select count(*)
            from fact_position
            where not live and owner is not null and claimed_at > %s - ?
            """.formatted(FactPosition.NOW);

    private static final String TAKE_OVER = """
            update fact_position
            set owner = ?, claimed_at = %s
            where not live
            """.formatted(FactPosition.NOW);

    private static final String BEGIN = """
            insert into fact_position (generation, next_leaf, live, owner, claimed_at)
            select max(generation) + 1, 0, false, cast(? as varchar(100)), %s
            from fact_position
            """.formatted(FactPosition.NOW);

    private static final String OWN = """
            select generation
            from fact_position
            where not live and owner = ?
            order by generation
            """;

    private final FactReader reader;
    private final FactTransactions transactions;
    private final Log log;
    private final Duration claimTimeout;
    private final int batchSize;

    /**
     * Looks at nothing yet.
     *
     * @param claimTimeout how long a process that has died or stands still keeps others waiting; more than two seconds
     */
    public Generations(DataSource dataSource, Log log, Duration claimTimeout) {
        this(dataSource, log, claimTimeout, FactProjection.BATCH_SIZE_DEFAULT);
    }

    Generations(DataSource dataSource, Log log, Duration claimTimeout, int batchSize) {
        this.reader = new FactReader(dataSource);
        this.transactions = new FactTransactions(dataSource, claimTimeout);
        this.log = log;
        this.claimTimeout = claimTimeout;
        this.batchSize = batchSize;
    }

    /** How long a process that has died or stands still keeps others waiting. */
    public Duration claimTimeout() {
        return claimTimeout;
    }

    /** Which generation is live now. @throws FactStorageException when the database does not answer */
    public Live live() {
        FactReader.Position position = reader.position();
        return new Live(position.generation(), position.nextLeaf());
    }

    /**
     * A new generation beside the live one, and whatever was left behind; that goes first when this one is filled.
     *
     * @return empty while somebody, here or in another process, holds one
     */
    public Optional<SpareGeneration> begin() {
        String owner = UUID.randomUUID().toString();
        return transactions.within(connection -> {
            if (isHeld(connection)) {
                return Optional.empty();
            }
            List<SpareGeneration> left = takeOver(connection, owner);
            int added = FactTransactions.update(connection, BEGIN, owner);
            assert added == 1;
            List<Integer> own = own(connection, owner);
            return Optional.of(spare(own.get(own.size() - 1), owner, left));
        });
    }

    /**
     * What was left by those that have died; to be removed.
     *
     * @param alone no other process can use this database, and this one holds nothing: whatever there is was left behind
     */
    public List<SpareGeneration> leftBehind(boolean alone) {
        String owner = UUID.randomUUID().toString();
        return transactions.within(
                connection -> alone || !isHeld(connection) ? takeOver(connection, owner) : List.of());
    }

    private List<SpareGeneration> takeOver(Connection connection, String owner) throws SQLException {
        int unused = FactTransactions.update(connection, TAKE_OVER, owner);
        return own(connection, owner).stream()
                .map(generation -> spare(generation, owner, List.of()))
                .toList();
    }

    private SpareGeneration spare(int generation, String owner, List<SpareGeneration> leftBehind) {
        return new SpareGeneration(transactions, log, generation, owner, batchSize, leftBehind);
    }

    private boolean isHeld(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                ResultSet row = lock.executeQuery()) {
            if (!row.next()) {
                return true; // by whoever has just made another generation live
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(HELD)) {
            statement.setLong(1, claimTimeout.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        }
    }

    private static List<Integer> own(Connection connection, String owner) throws SQLException {
        List<Integer> generations = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(OWN)) {
            statement.setString(1, owner);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    generations.add(row.getInt(1));
                }
            }
        }
        return generations;
    }
}
