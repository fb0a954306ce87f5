package org.messageledger.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A span of time, half open; either end may be missing.
 *
 * @param recorded whether it is about the time of recording alone; else it is about what the emitter claims, and only
 *     where it claims none about that of recording
 */
public record Span(@Nullable Instant from, @Nullable Instant to, boolean recorded) {

    public static final Span ALWAYS = new Span(null, null, false);

    public boolean contains(Fact fact) {
        Instant time = fact.time(recorded);
        return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
    }
}
