package org.messageledger.fact;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be said of conditions as they stand. Pure. */
final class Conditions {

    private Conditions() {}

    /** @throws IllegalArgumentException when the condition has more terms than a search may have */
    static void requireFew(Condition condition) {
        if (terms(condition) > Condition.TERMS_MAX) {
            throw new IllegalArgumentException("too many terms: count=" + terms(condition));
        }
    }

    private static int terms(Condition condition) {
        int terms = 1;
        for (Condition part : parts(condition)) {
            terms += terms(part);
        }
        return terms;
    }

    /** What a condition is made of; nothing for a test. */
    static List<Condition> parts(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.conditions();
        }
        if (condition instanceof Condition.Any any) {
            return any.conditions();
        }
        return condition instanceof Condition.Not not ? List.of(not.condition()) : List.of();
    }

    /** The field that a test is about; nothing for what is made of several. */
    private static @Nullable Field tested(Condition condition) {
        if (condition instanceof Condition.Compare compare) {
            return compare.field();
        }
        if (condition instanceof Condition.Prefix prefix) {
            return prefix.field();
        }
        return condition instanceof Condition.Present present ? present.field() : null;
    }

    /** Whether any test is about one of these fields. */
    static boolean askFor(Condition condition, Set<Field> fields) {
        Field field = tested(condition);
        return (field != null && fields.contains(field))
                || parts(condition).stream().anyMatch(part -> askFor(part, fields));
    }

    /** The same text for the same condition, another one for another. */
    static String canonical(Condition condition) {
        StringBuilder text = new StringBuilder(condition.getClass().getSimpleName());
        Field field = tested(condition);
        if (field != null) {
            text.append(' ').append(field.word());
        }
        if (condition instanceof Condition.Compare compare) {
            text.append(' ').append(compare.relation()).append(' ').append(lengthAnd(compare.value()));
        } else if (condition instanceof Condition.Prefix prefix) {
            text.append(' ').append(lengthAnd(prefix.text()));
        }
        text.append('(');
        parts(condition).forEach(part -> text.append(canonical(part)));
        return text.append(')').toString();
    }

    private static String lengthAnd(Object value) {
        String text = value.toString();
        return text.length() + ":" + text;
    }
}
