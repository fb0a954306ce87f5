package org.messageledger.log;

import java.time.Duration;

/** Settings of a log that looks at the head this often. */
public final class Polling {

    private Polling() {}

    public static LogSettings every(Duration interval) {
        LogSettings defaults = LogSettings.defaults();
        return new LogSettings(
                defaults.queueAppendsMax(),
                defaults.queueBytesMax(),
                defaults.batchEntriesMax(),
                defaults.batchBytesMax(),
                defaults.streamsKnownMax(),
                defaults.appendDeadline(),
                defaults.headAheadMax(),
                interval,
                defaults.retryAfter());
    }
}
