package org.messageledger.log;

import java.time.Duration;

/** Settings of a log whose callers do not wait long. */
public final class Impatience {

    private Impatience() {}

    public static LogSettings ofMillis(long appendDeadlineMillis) {
        LogSettings defaults = LogSettings.defaults();
        return new LogSettings(
                defaults.queueAppendsMax(),
                defaults.queueBytesMax(),
                defaults.batchEntriesMax(),
                defaults.batchBytesMax(),
                defaults.streamsKnownMax(),
                Duration.ofMillis(appendDeadlineMillis),
                defaults.headAheadMax(),
                defaults.headPollInterval(),
                defaults.retryAfter());
    }
}
