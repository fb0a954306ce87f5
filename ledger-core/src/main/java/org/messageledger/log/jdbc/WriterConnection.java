package org.messageledger.log.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.CommitResult;
import org.messageledger.log.StorageException;

/**
 * The one connection that writes, opened when it is needed and again after it has failed. Whatever is thrown, no
 * transaction stays open: it would hold the head row against everybody.
 */
final class WriterConnection implements AutoCloseable {

    /** A unique key is taken. */
    private static final String NOT_UNIQUE = "23505";

    private final Lender lender;
    private @Nullable LentConnection lent;
    private volatile @Nullable Dialect dialect;
    private boolean syncFailed;

    private WriterConnection(Lender lender) {
        this.lender = lender;
    }

    WriterConnection(DataSource dataSource, boolean unsafe) {
        this(() -> LentConnection.forWriting(dataSource, unsafe));
    }

    /** For questions beside a commit. */
    static WriterConnection asking(DataSource dataSource) {
        return new WriterConnection(() -> LentConnection.forAsking(dataSource));
    }

    private interface Lender {
        LentConnection lend() throws SQLException;
    }

    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Once it is known, nobody waits for a commit to learn it. */
    Dialect dialect() {
        Dialect known = dialect;
        if (known == null) {
            known = run(Dialect::of);
            dialect = known;
        }
        return known;
    }

    /** One statement, which commits by itself. */
    synchronized <T> T run(Work<T> work) {
        try {
            return work.run(open());
        } catch (SQLException e) {
            note(e);
            giveBack();
            throw new StorageException("the database does not answer", e);
        } catch (Throwable e) {
            giveBack();
            throw e;
        }
    }

    /** One statement that does it all and commits by itself; {@code work} answers false when the head has moved. */
    synchronized CommitResult commitAlone(Work<Boolean> work) {
        Connection open;
        try {
            open = open();
        } catch (SQLException | RuntimeException e) {
            note(e);
            giveBack();
            return result(CommitResult.Kind.NOT_WRITTEN, e);
        }
        try {
            return work.run(open) ? CommitResult.COMMITTED : CommitResult.HEAD_MOVED;
        } catch (SQLException | RuntimeException e) {
            CommitResult.Kind kind = refusal(e);
            if (kind == CommitResult.Kind.UNKNOWN) {
                abandon();
            }
            return result(kind, e);
        } catch (Throwable e) {
            abandon();
            throw e;
        }
    }

    /** {@code work} answers false when the head has moved. */
    synchronized CommitResult commit(Work<Boolean> work) {
        Connection open;
        try {
            open = open();
            open.setAutoCommit(false);
            if (!work.run(open)) {
                rollback();
                return CommitResult.HEAD_MOVED;
            }
        } catch (SQLException | RuntimeException e) {
            note(e);
            rollback();
            return result(kind(e), e);
        } catch (Throwable e) {
            rollback();
            throw e;
        }
        try {
            commit(open);
            return CommitResult.COMMITTED;
        } catch (SQLException | RuntimeException e) {
            note(e);
            abandon();
            return result(CommitResult.Kind.UNKNOWN, e);
        } catch (Throwable e) {
            abandon();
            throw e;
        }
    }

    /** On a connection of its own: the old one may still have a commit in flight. */
    synchronized <T> T fence(Work<T> work) {
        abandon();
        try {
            Connection fresh = open();
            fresh.setAutoCommit(false);
            T result = work.run(fresh);
            commit(fresh);
            return result;
        } catch (SQLException e) {
            note(e);
            giveBack();
            throw new StorageException("the database does not answer", e);
        } catch (Throwable e) {
            giveBack();
            throw e;
        }
    }

    private void commit(Connection open) throws SQLException {
        open.commit();
        open.setAutoCommit(true);
        dialect().sync(open);
    }

    /**
     * The drivers' texts quote the rows that failed: entries, and keys that must be destroyable. Only PostgreSQL's own first
     * line names no values.
     */
    private static CommitResult result(CommitResult.Kind kind, Exception e) {
        String words = e.getClass().getSimpleName();
        if (e instanceof SQLException sql) {
            words += " sqlState=" + sql.getSQLState();
            if (saysError(sql)) {
                words += " said="
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            }
        } else if (e instanceof StorageException) {
            words += " said=" + e.getMessage();
        }
        return new CommitResult(kind, words);
    }

    /** Of a failure before the commit was asked for. */
    private static CommitResult.Kind kind(Exception e) {
        CommitResult.Kind kind = refusal(e);
        return kind == CommitResult.Kind.UNKNOWN ? CommitResult.Kind.NOT_WRITTEN : kind;
    }

    /**
     * Of a failure that may have come after the commit. Certain is what the database says of the statement itself: an error of
     * a statement that commits by itself is never sent once it is committed. The end of a session, a lost connection and
     * a cancelled statement (SQL state classes 08 and 57) may come at any time.
     */
    private static CommitResult.Kind refusal(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return refusal(sql, sql.getSQLState());
            }
        }
        return CommitResult.Kind.UNKNOWN;
    }

    private static CommitResult.Kind refusal(SQLException e, String state) {
        if (state.equals(NOT_UNIQUE)) {
            return CommitResult.Kind.NOT_UNIQUE;
        }
        if (state.startsWith("22") || state.startsWith("23")) {
            return CommitResult.Kind.UNSTORABLE;
        }
        boolean anytime = state.startsWith("08") || state.startsWith("57");
        return !anytime && saysError(e) ? CommitResult.Kind.NOT_WRITTEN : CommitResult.Kind.UNKNOWN;
    }

    /** In PostgreSQL's words; in another language it stays unknown, which costs a look. */
    private static boolean saysError(SQLException e) {
        return String.valueOf(e.getMessage()).startsWith("ERROR:");
    }

    /** What H2 could not force the system forgets: the next sync would succeed, and keep nothing of it. */
    private void note(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            syncFailed |= String.valueOf(cause.getMessage()).startsWith("Could not sync file");
        }
    }

    private Connection open() throws SQLException {
        if (syncFailed) {
            throw new StorageException("the disk has failed to keep what was written; check it and start again");
        }
        LentConnection open = lent;
        if (open == null) {
            open = lender.lend();
            lent = open;
        }
        return open.get();
    }

    /** Without a commit asked for, a transaction that cannot even be rolled back is gone with its connection. */
    private void rollback() {
        LentConnection open = lent;
        if (open == null) {
            return;
        }
        try {
            open.get().rollback();
            open.get().setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            abandon();
        }
    }

    private void giveBack() {
        LentConnection old = lent;
        lent = null;
        if (old != null) {
            old.close();
        }
    }

    private void abandon() {
        LentConnection old = lent;
        lent = null;
        if (old != null) {
            old.abandon();
        }
    }

    @Override
    public synchronized void close() {
        giveBack();
    }
}
