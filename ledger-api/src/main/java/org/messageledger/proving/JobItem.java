package org.messageledger.proving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A job as it is answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobItem<R>(
        String id,
        Job.State state,
        @Schema(format = "date-time") String startedAt,
        @Schema(format = "date-time") @Nullable String endedAt,

        @Schema(description = "How much of the total is done")
        long done,

        @Schema(description = "0 until it is known") long total,
        @Schema(description = "In the mean since the start") long perSecond,

        @Schema(description = "At the rate so far; only while it runs") @Nullable
        Long remainingSeconds,

        @Schema(description = "Only of one that failed") @Nullable
        String failure,

        @Schema(description = "Only of one that is done") @Nullable
        R result) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static String time(Instant time) {
        return TIME.format(time);
    }
}
