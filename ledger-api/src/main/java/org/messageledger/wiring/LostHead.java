package org.messageledger.wiring;

import org.messageledger.log.LostHeadException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words that the database does not hold what this ledger has acknowledged. */
final class LostHead extends AbstractFailureAnalyzer<LostHeadException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LostHeadException cause) {
        return new FailureAnalysis(
                "The database does not hold all that this ledger has acknowledged, as the file acknowledged-head in its home"
                        + " tells: " + cause.getMessage(),
                "It is a restored backup, a standby that lags, another ledger's database or an empty one. Start with the"
                        + " database that took the entries, or restore a newer backup. If nothing is left of them, start a"
                        + " new ledger in an empty home.",
                cause);
    }
}
