package org.messageledger.asking;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Documents the body that asks for a live tail. */
@Schema(name = "LiveBody")
public record LiveBody(
        @Schema(description = SearchBody.LANGUAGE, maxLength = 10_000, example = "outcome:REFUSED")
        String q,

        @Schema(
                description = "The first leaf; without it, what comes from now on. Last-Event-ID overrides it.",
                minimum = "0")
        @Nullable
        Long from) {}
