package org.messageledger.wiring;

import org.messageledger.eventstore.IdentityException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words that this process must not run on this log. */
final class ForeignIdentity extends AbstractFailureAnalyzer<IdentityException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, IdentityException cause) {
        Throwable reason = cause.getCause();
        return new FailureAnalysis(
                "This process is not the one that this ledger belongs to: " + cause.getMessage()
                        + (reason == null ? "" : " (" + reason + ")"),
                "Start with the keys and the origin that the ledger was founded with: ledger.keys (LEDGER_KEYS), by "
                        + "default the folder keys in the ledger's home, and ledger.origin. A new ledger starts in an "
                        + "empty home.",
                cause);
    }
}
