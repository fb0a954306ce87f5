package org.messageledger.fact;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as answers write them: UTC, always with milliseconds. */
public final class Times {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    public static String write(Instant time) {
        return FORM.format(time);
    }

    public static @Nullable String writeOrNull(@Nullable Instant time) {
        return time == null ? null : FORM.format(time);
    }
}
