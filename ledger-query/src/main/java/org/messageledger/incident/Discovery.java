package org.messageledger.incident;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;

/**
 * When an incident was discovered, and until when people must be told of it.
 *
 * @param on the day, in UTC; absent where nobody gave one and nobody reported a message as suspicious
 * @param report what says so, where nobody gave the day
 */
public record Discovery(@Nullable LocalDate on, @Nullable Fact report) {

    /** 45 CFR 164.404(b): without unreasonable delay, and in no case later than so many calendar days after discovery. */
    public static final int NOTICE_DAYS_MAX = 60;

    static Discovery of(@Nullable LocalDate given, @Nullable Fact report, boolean recorded) {
        return given != null || report == null
                ? new Discovery(given, null)
                : new Discovery(LocalDate.ofInstant(report.time(recorded), ZoneOffset.UTC), report);
    }

    /** The last day. Absent without a day of discovery. */
    public @Nullable LocalDate notifyBy() {
        return on == null ? null : on.plusDays(NOTICE_DAYS_MAX);
    }
}
