package org.messageledger.search;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Condition;
import org.messageledger.fact.Condition.Compare;
import org.messageledger.fact.Condition.Relation;
import org.messageledger.fact.Times;

/**
 * Writes conditions as queries: the same text for the same condition. {@link QueryReader} reads it back as that condition, if
 * it was one that it had read; else as one that the same facts pass. The text can be longer than what was read: times are
 * written in full.
 */
public final class QueryWriter {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9._:@/-]+");
    private static final Set<Relation> LOWER = Set.of(Relation.AT_LEAST, Relation.MORE);
    private static final Set<Relation> UPPER = Set.of(Relation.AT_MOST, Relation.LESS);

    private QueryWriter() {}

    public static String write(Condition condition) {
        return written(condition).text();
    }

    /** How tightly a text holds together, loosest first. */
    private enum Binding {
        OR,
        AND,
        TERM
    }

    private record Written(String text, Binding binding) {

        /** As part of something that binds like this. */
        String within(Binding around) {
            return binding.compareTo(around) <= 0 ? "(" + text + ")" : text;
        }
    }

    private static Written written(Condition condition) {
        if (condition instanceof Condition.All all) {
            String range = range(all.conditions());
            return range == null ? joined(all.conditions(), Binding.AND, "*") : new Written(range, Binding.TERM);
        }
        if (condition instanceof Condition.Any any) {
            return joined(any.conditions(), Binding.OR, "NOT *");
        }
        return new Written(term(condition), Binding.TERM);
    }

    private static Written joined(List<Condition> conditions, Binding binding, String none) {
        return switch (conditions.size()) {
            case 0 -> new Written(none, Binding.TERM);
            case 1 -> written(conditions.get(0));
            default ->
                new Written(
                        conditions.stream()
                                .map(condition -> written(condition).within(binding))
                                .collect(Collectors.joining(" " + binding + " ")),
                        binding);
        };
    }

    private static String term(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return "NOT " + written(not.condition()).within(Binding.AND);
        }
        if (condition instanceof Condition.Present present) {
            return present.field().word() + ":*";
        }
        if (condition instanceof Condition.Prefix prefix) {
            return prefix.field().word() + ":" + text(prefix.text()) + "*";
        }
        Compare compare = (Compare) condition;
        return compare.field().word() + ":" + sign(compare.relation()) + value(compare.value());
    }

    /** A lower and an upper bound of one field in one term; null for anything else. */
    private static @Nullable String range(List<Condition> conditions) {
        if (conditions.size() == 2
                && conditions.get(0) instanceof Compare lower
                && conditions.get(1) instanceof Compare upper
                && lower.field() == upper.field()
                && LOWER.contains(lower.relation())
                && UPPER.contains(upper.relation())
                && !Values.isReversed(lower.value(), upper.value())) {
            return lower.field().word()
                    + ":"
                    + (lower.relation() == Relation.AT_LEAST ? "[" : "{")
                    + value(lower.value())
                    + " TO "
                    + value(upper.value())
                    + (upper.relation() == Relation.AT_MOST ? "]" : "}");
        }
        return null;
    }

    private static String sign(Relation relation) {
        return switch (relation) {
            case EQUAL -> "";
            case LESS -> "<";
            case AT_MOST -> "<=";
            case MORE -> ">";
            case AT_LEAST -> ">=";
        };
    }

    private static String value(Object value) {
        return value instanceof Instant time ? Times.write(time) : text(value.toString());
    }

    private static String text(String text) {
        return BARE.matcher(text).matches()
                ? text
                : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
