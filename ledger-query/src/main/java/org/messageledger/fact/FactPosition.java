package org.messageledger.fact;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/**
 * The live generation's position row as Axon's token store: one segment, whose token is one number. The claim keeps two
 * processes from moving one position; because it moves in the transaction of the rows, a process that has lost its claim
 * cannot commit. Nor can one that has written to a generation that is live no more: which one is, each transaction reads,
 * and the position moves only if that still holds.
 */
final class FactPosition implements TokenStore {

    /** Of the database's clock, in milliseconds. */
    static final String NOW = "cast(extract(epoch from current_timestamp) * 1000 as bigint)";

    private static final String CLAIM = """
            update fact_position
            set owner = ?, claimed_at = %1$s
            where live
              and (owner is null or owner = ? or claimed_at <= %1$s - ?)
            """.formatted(NOW);

    private static final String EXTEND = """
            update fact_position
            set claimed_at = %s
            where live and owner = ?
            """.formatted(NOW);

    private static final String MOVE = """
            update fact_position
            set next_leaf = ?, claimed_at = %s
            where generation = ? and live and owner = ? and next_leaf <= ?
            """.formatted(NOW);

    private static final String RELEASE = """
            update fact_position
            set owner = null
            where live and owner = ?
            """;

    private final FactTransactions transactions;
    private final String owner;
    private final Duration claimTimeout;
    private final LongConsumer claimed;

    /** Which generation was live when it was last read. */
    private volatile int generation;

    /**
     * @param owner names this process, unlike any other
     * @param claimed told, with each claim, the first leaf that is not a fact yet
     */
    FactPosition(FactTransactions transactions, String owner, Duration claimTimeout, LongConsumer claimed) {
        this.transactions = transactions;
        this.owner = owner;
        this.claimTimeout = claimTimeout;
        this.claimed = claimed;
    }

    /** In the current transaction: which generation is live, and the first leaf that is not a fact in it yet. */
    FactReader.Position read() {
        try {
            FactReader.Position live = FactReader.position(transactions.connection());
            generation = live.generation();
            return live;
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
        claimed(update(CLAIM, owner, owner, claimTimeout.toMillis()));
        long nextLeaf = read().nextLeaf();
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
        claimed(update(EXTEND, owner));
    }

    @Override
    public void releaseClaim(String processorName, int segment) {
        int unclaimed = update(RELEASE, owner);
        assert unclaimed <= 1;
    }

    private void claimed(int rows) {
        if (rows != 1) {
            throw new UnableToClaimTokenException("another process moves this position, or another generation is live");
        }
    }

    private int update(String sql, Object... parameters) {
        try {
            return FactTransactions.update(transactions.connection(), sql, parameters);
        } catch (SQLException e) {
            throw new FactStorageException("position cannot be moved", e);
        }
    }
}
