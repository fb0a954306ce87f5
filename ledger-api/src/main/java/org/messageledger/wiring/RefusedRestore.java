package org.messageledger.wiring;

import org.messageledger.eventstore.RestoreRefusedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words why a restored backup does not become the log. */
final class RefusedRestore extends AbstractFailureAnalyzer<RestoreRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RestoreRefusedException cause) {
        return new FailureAnalysis(
                "This database does not become the log by ledger.restored-backup: " + cause.getMessage(),
                "What it is for, and what to do before and after, is in the README under \"After a restored backup\".",
                cause);
    }
}
