package org.messageledger.cli;

import java.time.Duration;

/** The ledger may take the same chunk later: it is away, or pushes back. */
final class TryAgain extends Exception {

    private static final long serialVersionUID = 1L;

    private final Duration notBefore;

    /** @param notBefore what the ledger asks for; zero when it asks for nothing */
    TryAgain(String reason, Duration notBefore) {
        super(reason);
        this.notBefore = notBefore;
    }

    Duration notBefore() {
        return notBefore;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
