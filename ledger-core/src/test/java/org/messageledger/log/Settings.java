package org.messageledger.log;

import java.time.Duration;

/** The defaults of a log, but for what a test cannot wait for. */
public final class Settings {

    private Settings() {}

    /** Callers do not wait long. */
    public static LogSettings impatient(long appendDeadlineMillis) {
        return of(
                Duration.ofMillis(appendDeadlineMillis), LogSettings.defaults().headPollInterval());
    }

    /** The head is looked at this often. */
    public static LogSettings polling(Duration interval) {
        return of(LogSettings.defaults().appendDeadline(), interval);
    }

    private static LogSettings of(Duration appendDeadline, Duration headPollInterval) {
        LogSettings defaults = LogSettings.defaults();
        return new LogSettings(
                defaults.queueAppendsMax(),
                defaults.queueBytesMax(),
                defaults.batchEntriesMax(),
                defaults.batchBytesMax(),
                defaults.streamsKnownMax(),
                appendDeadline,
                defaults.headAheadMax(),
                headPollInterval,
                defaults.retryAfter());
    }
}
