package org.messageledger.eventstore;

import org.messageledger.log.AppendOutcome;

/**
 * Carries an append's outcome out of Axon's commit, where only an exception ends a unit of work. Never leaves this
 * package.
 */
final class AppendFailure extends RuntimeException {

    private final transient AppendOutcome outcome;

    AppendFailure(AppendOutcome outcome) {
        super("not appended: outcome=" + outcome, null, false, false);
        this.outcome = outcome;
    }

    AppendOutcome outcome() {
        return outcome;
    }
}
