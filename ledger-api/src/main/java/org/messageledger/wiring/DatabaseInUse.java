package org.messageledger.wiring;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words that another process has the ledger's home open. */
final class DatabaseInUse extends AbstractFailureAnalyzer<SQLException> {

    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int ALREADY_OPEN = 90020;

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        for (Throwable it = cause; it != null; it = it.getCause()) {
            if (it instanceof SQLException sql && sql.getErrorCode() == ALREADY_OPEN) {
                return new FailureAnalysis(
                        "Another process has this ledger open: its database in the ledger's home is locked.",
                        "Stop the other process, or name another home with LEDGER_HOME. Several processes on one ledger "
                                + "need PostgreSQL: set spring.datasource.url.",
                        sql);
            }
        }
        return null;
    }
}
