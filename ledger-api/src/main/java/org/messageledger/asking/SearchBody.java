package org.messageledger.asking;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Documents the body of a search, which {@link SearchParameters} reads. */
@Schema(name = "SearchBody")
public record SearchBody(
        @Schema(
                description = SearchBody.LANGUAGE,
                maxLength = 10_000,
                example = "patient:member:17 AND NOT kind:LISTED")
        String q,

        @Schema(
                description = "The field to order by, then by leafIndex. Facts without it come last.",
                defaultValue = "leafIndex")
        @Nullable
        String sort,

        @Schema(
                allowableValues = {"asc", "desc"},
                defaultValue = "asc")
        @Nullable
        String order,

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

        @Schema(minimum = "1", maximum = "1000", defaultValue = "100") @Nullable
        Integer limit,

        @Schema(description = "next of the page before; the other fields stay as they were, but for limit and atLeast.")
        @Nullable
        String cursor,

        @Schema(description = SearchBody.AT_LEAST, minimum = "0") @Nullable
        Long atLeast,

        @Schema(
                description = "csv and ndjson come whole, without limit and cursor; Accept does the same.",
                allowableValues = {"json", "csv", "ndjson"},
                defaultValue = "json")
        @Nullable
        String format) {

    static final String FROM = "Not before this time: occurredAt, or recordedAt where there is none.";
    static final String TO = "Before this time.";
    static final String TIME = "recorded: from and to are about recordedAt alone.";
    static final String AS_OF =
            "What was known then: a leaf index (with this leaf), or a time (what was recorded before it).";
    static final String AT_LEAST =
            "Waits at most 5 s until the view has this leaf, such as that of a receipt; else 503.";

    static final String LANGUAGE =
            "Terms, such as actor:clinician:4: a field's name, a colon, a value. Each term stands for the facts whose field "
                    + "has that value; a field with several values passes if one of them does. AND, OR and NOT, in "
                    + "capitals, and parentheses combine terms; NOT binds tightest, then AND, then OR; terms beside each "
                    + "other must all hold. A value is taken as it stands, upper and lower case apart, and within \" and \" "
                    + "if it holds a space or one of ( ) [ ] { } < > * ? \\ \"; there \\\" and \\\\ stand for \" and \\. "
                    + "field:begin* is what begins so, field:* what has the field, * everything. leafIndex, recordedAt, "
                    + "occurredAt and time (occurredAt, else recordedAt) also take >, >=, < and <=, as in time:>=2026-03-01, "
                    + "and ranges, with their bounds in square and without them in curly brackets, as in "
                    + "time:[2026-03-01 TO 2026-04-01}; * is no bound. A time is 2026-03-01T08:00:00.000Z, or a whole year, "
                    + "month or day, all in UTC: 2026, 2026-03, 2026-03-01. At most 10,000 characters, 100 terms, 30 deep.";
}
