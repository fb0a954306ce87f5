package org.messageledger.fact;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/**
 * The position row as Axon's token store: one segment, whose token is one number. The claim keeps two processes from
 * moving one position; because it moves in the transaction of the rows, a process that has lost its claim cannot commit.
 */
final class FactPosition implements TokenStore {

    private static final String NOW = "cast(extract(epoch from current_timestamp) * 1000 as bigint)";

    private static final String CLAIM = """
            update fact_position
            set owner = ?, claimed_at = %1$s
            where generation = ?
              and (owner is null or owner = ? or claimed_at <= %1$s - ?)
            """.formatted(NOW);

    private static final String EXTEND = """
            update fact_position
            set claimed_at = %s
            where generation = ? and owner = ?
            """.formatted(NOW);

    private static final String MOVE = """
            update fact_position
            set next_leaf = ?, claimed_at = %s
            where generation = ? and owner = ? and next_leaf <= ?
            """.formatted(NOW);

    private static final String RELEASE = """
            update fact_position
            set owner = null
            where generation = ? and owner = ?
            """;

    private static final String NEXT_LEAF = """
            select next_leaf
            from fact_position
            where generation = ?
            """;

    private final FactTransactions transactions;
    private final int generation;
    private final String owner;
    private final Duration claimTimeout;
    private final LongConsumer claimed;

    /**
     * @param owner names this process, unlike any other
     * @param claimed told, with each claim, the first leaf that is not a fact yet
     */
    FactPosition(
            FactTransactions transactions, int generation, String owner, Duration claimTimeout, LongConsumer claimed) {
        this.transactions = transactions;
        this.generation = generation;
        this.owner = owner;
        this.claimTimeout = claimTimeout;
        this.claimed = claimed;
    }

    /** In the current transaction: the first leaf that is not a fact yet. */
    long nextLeaf() {
        try (PreparedStatement statement = transactions.connection().prepareStatement(NEXT_LEAF)) {
            statement.setInt(1, generation);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new FactStorageException("no such generation: generation=" + generation);
                }
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new FactStorageException("position cannot be read", e);
        }
    }

    @Override
    public int[] fetchSegments(String processorName) {
        return new int[] {0};
    }

    @Override
    public TrackingToken fetchToken(String processorName, int segment) {
        claimed(update(CLAIM, owner, generation, owner, claimTimeout.toMillis()));
        long nextLeaf = nextLeaf();
        claimed.accept(nextLeaf);
        return new GlobalSequenceTrackingToken(nextLeaf - 1);
    }

    @Override
    public void storeToken(@Nullable TrackingToken token, String processorName, int segment) {
        if (!(token instanceof GlobalSequenceTrackingToken leaf)) {
            throw new IllegalArgumentException("not a leaf index: token=" + token);
        }
        long nextLeaf = leaf.getGlobalIndex() + 1;
        claimed(update(MOVE, nextLeaf, generation, owner, nextLeaf));
    }

    @Override
    public void extendClaim(String processorName, int segment) {
        claimed(update(EXTEND, generation, owner));
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        int unclaimed = update(RELEASE, generation, owner);
        assert unclaimed <= 1;
    }

    private void claimed(int rows) {
        if (rows != 1) {
            throw new UnableToClaimTokenException("another process moves this position: generation=" + generation);
        }
    }

    private int update(String sql, Object... parameters) {
        try (PreparedStatement statement = transactions.connection().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new FactStorageException("position cannot be moved", e);
        }
    }
}
