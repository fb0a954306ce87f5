package org.messageledger.asking;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents the body that asks for counts, which {@link SearchParameters} reads. */
@Schema(name = "FacetsBody")
public record FacetsBody(
        @Schema(description = SearchBody.LANGUAGE, maxLength = 10_000, example = "patient:member:17")
        String q,

        @Schema(
                description =
                        "Fields whose values are counted, at most 10, such as kind, outcome, purpose, irregularity, "
                                + "actor, pool; day stands for time. Of times the days are counted, in UTC. Not leafIndex and eventId. "
                                + "Absent: the total alone.")
        @Nullable
        List<String> facets,

        @Schema(
                description = "Most values of each field; the others are added up.",
                minimum = "1",
                maximum = "1000",
                defaultValue = "100")
        @Nullable
        Integer limit,

        @Schema(description = SearchBody.FROM, format = "date-time") @Nullable
        String from,

        @Schema(description = SearchBody.TO, format = "date-time") @Nullable
        String to,

        @Schema(
                description = SearchBody.TIME,
                allowableValues = {"occurred", "recorded"},
                defaultValue = "occurred")
        @Nullable
        String time,

        @Schema(
                description = SearchBody.AS_OF,
                oneOf = {Long.class, String.class})
        @Nullable
        Object asOf,

        @Schema(description = SearchBody.AT_LEAST, minimum = "0") @Nullable
        Long atLeast) {}
