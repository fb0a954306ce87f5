package org.messageledger.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A server that has answered, and wants to be asked again later (RFC 9110 section 10.2.3). */
final class BusyException extends IOException {

    private final long retryAfterSeconds;

    /** @param retryAfter the header; a date in it is not looked at */
    BusyException(int status, Optional<String> retryAfter) {
        super("status " + status);
        this.retryAfterSeconds = retryAfter
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::parseLong)
                .orElse(0L);
    }

    Duration retryAfter(Duration atMost) {
        return Duration.ofSeconds(Math.min(retryAfterSeconds, atMost.toSeconds()));
    }
}
