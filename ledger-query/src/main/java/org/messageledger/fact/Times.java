package org.messageledger.fact;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as answers write them: UTC, always with milliseconds. */
public final class Times {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Times() {}

    /** The nearest time of the years 0 to 9999, between which facts are, so that it can be reckoned with. */
    static Instant bounded(Instant time) {
        return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    }

    public static String write(Instant time) {
        return FORM.format(time);
    }

    public static @Nullable String writeOrNull(@Nullable Instant time) {
        return time == null ? null : FORM.format(time);
    }
}
