package org.messageledger.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Condition;
import org.messageledger.fact.Condition.Relation;
import org.messageledger.fact.Field;

/**
 * What a value of an ordered type covers.
 *
 * @param end the first that it does not cover any more; null for a single value
 */
record Stretch(Object first, @Nullable Object end) {

    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d\\d");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?Z");

    /** Where the last year that can be written ends, as times are written. */
    private static final String TIME_END = "+10000-01-01T00:00:00.000Z";

    static Stretch ofTime(Value value) {
        String text = value.text();
        try {
            if (YEAR.matcher(text).matches()) {
                Year year = Year.parse(text);
                return days(year.atDay(1), year.plusYears(1).atDay(1));
            }
            if (MONTH.matcher(text).matches()) {
                YearMonth month = YearMonth.parse(text);
                return days(month.atDay(1), month.plusMonths(1).atDay(1));
            }
            if (DAY.matcher(text).matches()) {
                LocalDate day = LocalDate.parse(text);
                return days(day, day.plusDays(1));
            }
            if (INSTANT.matcher(text).matches() || text.equals(TIME_END)) {
                return new Stretch(Instant.parse(text), null);
            }
        } catch (DateTimeException e) {
            throw new Misread(value.column(), "there is no such day or time");
        }
        throw new Misread(
                value.column(),
                "this is no time; write 2026, 2026-03, 2026-03-01 or 2026-03-01T08:00:00.000Z, all in UTC");
    }

    private static Stretch days(LocalDate first, LocalDate end) {
        return new Stretch(
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                end.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    boolean isPoint() {
        return end == null;
    }

    Condition.Compare compare(Field field, Relation relation) {
        if (end == null) {
            return new Condition.Compare(field, relation, first);
        }
        return switch (relation) {
            case AT_LEAST -> new Condition.Compare(field, Relation.AT_LEAST, first);
            case LESS -> new Condition.Compare(field, Relation.LESS, first);
            case MORE -> new Condition.Compare(field, Relation.AT_LEAST, end);
            case AT_MOST -> new Condition.Compare(field, Relation.LESS, end);
            case EQUAL -> throw new IllegalArgumentException("a stretch is no single value: field=" + field.word());
        };
    }
}
