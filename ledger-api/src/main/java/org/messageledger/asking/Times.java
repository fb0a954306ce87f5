package org.messageledger.asking;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as answers write them: UTC, always with milliseconds. */
final class Times {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    static String write(Instant time) {
        return FORM.format(time);
    }

    static @Nullable String writeOrNull(@Nullable Instant time) {
        return time == null ? null : FORM.format(time);
    }
}
