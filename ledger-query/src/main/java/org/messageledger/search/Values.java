package org.messageledger.search;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Condition;
import org.messageledger.fact.Condition.Relation;
import org.messageledger.fact.Field;

/**
 * Which texts are values of a field, and what a test against one means. A time can be a whole year, month or day: it is
 * equal to all that lies in it, less than or more than what lies before or after the whole of it.
 */
final class Values {

    private static final Pattern LEAF_INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");

    private Values() {}

    static List<String> words(Predicate<Field> which) {
        return Arrays.stream(Field.values()).filter(which).map(Field::word).toList();
    }

    static void requireOrder(Field field, int column) {
        if (!field.type().isOrdered()) {
            throw new Misread(
                    column,
                    field.word() + " has no order; more, less and ranges are for "
                            + String.join(", ", words(other -> other.type().isOrdered())));
        }
    }

    static Condition equal(Field field, Value value) {
        return switch (field.type()) {
            case TEXT -> new Condition.Compare(field, Relation.EQUAL, value.text());
            case CODE -> new Condition.Compare(field, Relation.EQUAL, code(field, value));
            case FLAG -> new Condition.Compare(field, Relation.EQUAL, flag(field, value));
            case NUMBER, TIME -> {
                Stretch stretch = stretch(field, value);
                yield stretch.isPoint()
                        ? new Condition.Compare(field, Relation.EQUAL, stretch.first())
                        : new Condition.All(List.of(
                                stretch.compare(field, Relation.AT_LEAST), stretch.compare(field, Relation.AT_MOST)));
            }
        };
    }

    static Condition prefix(Field field, Value value) {
        if (field.type() != Field.Type.TEXT && field.type() != Field.Type.CODE) {
            throw new Misread(
                    value.column(),
                    field.type() == Field.Type.TIME
                            ? "leave the * out: 2026, 2026-03 and 2026-03-01 stand for a whole year, month and day"
                            : "leave the * out: only texts and codes begin with something");
        }
        if (value.text().isEmpty()) {
            throw new Misread(value.column(), "write " + field.word() + ":* for whatever has the field");
        }
        if (field.type() == Field.Type.CODE
                && field.codes().stream().noneMatch(code -> code.startsWith(value.text()))) {
            throw new Misread(
                    value.column(),
                    Suggestions.unknown("no " + field.word() + " begins with", value.text(), field.codes()));
        }
        return new Condition.Prefix(field, value.text());
    }

    static Condition compare(Field field, Relation relation, Value value) {
        return stretch(field, value).compare(field, relation);
    }

    /** @param from null for none, as {@code to} */
    static Condition range(Field field, @Nullable Value from, boolean withFrom, @Nullable Value to, boolean withTo) {
        Stretch first = from == null ? null : stretch(field, from);
        Stretch last = to == null ? null : stretch(field, to);
        Condition.Compare lower =
                first == null ? null : first.compare(field, withFrom ? Relation.AT_LEAST : Relation.MORE);
        Condition.Compare upper = last == null ? null : last.compare(field, withTo ? Relation.AT_MOST : Relation.LESS);
        if (from != null && first != null && last != null && lower != null && upper != null) {
            if (isReversed(first.first(), last.first()) || isReversed(lower.value(), upper.value())) {
                throw new Misread(from.column(), "the range ends before it begins");
            }
            return new Condition.All(List.of(lower, upper));
        }
        return lower != null ? lower : upper != null ? upper : new Condition.Present(field);
    }

    /** Whether the second value comes before the first, so that nothing can lie between them. */
    static boolean isReversed(Object first, Object second) {
        if (first instanceof Instant from && second instanceof Instant to) {
            return from.isAfter(to);
        }
        return first instanceof Long from && second instanceof Long to && from > to;
    }

    private static Stretch stretch(Field field, Value value) {
        if (field.type() == Field.Type.TIME) {
            return Stretch.ofTime(value);
        }
        if (!LEAF_INDEX.matcher(value.text()).matches()) {
            throw new Misread(value.column(), field.word() + " is 0 or a positive whole number");
        }
        return new Stretch(Long.valueOf(value.text()), null);
    }

    private static String code(Field field, Value value) {
        if (!field.codes().contains(value.text())) {
            throw new Misread(
                    value.column(), Suggestions.unknown("unknown " + field.word(), value.text(), field.codes()));
        }
        return value.text();
    }

    private static Boolean flag(Field field, Value value) {
        return switch (value.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Misread(value.column(), field.word() + " is true or false");
        };
    }
}
