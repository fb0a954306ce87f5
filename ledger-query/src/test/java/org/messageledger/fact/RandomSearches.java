package org.messageledger.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.messageledger.fact.Condition.All;
import org.messageledger.fact.Condition.Any;
import org.messageledger.fact.Condition.Compare;
import org.messageledger.fact.Condition.Not;
import org.messageledger.fact.Condition.Prefix;
import org.messageledger.fact.Condition.Present;
import org.messageledger.fact.Condition.Relation;
import org.messageledger.fact.Reference.Line;

/** Conditions of all kinds, about values that entries have, or nearly have. */
final class RandomSearches {

    private static final List<Field> FIELDS = List.of(Field.values());

    private final Random random;
    private final List<Line> lines;
    private final NaiveSearch naive;

    RandomSearches(Random random, List<Line> lines) {
        this.random = random;
        this.lines = lines;
        this.naive = new NaiveSearch(lines);
    }

    Condition condition() {
        return condition(3);
    }

    private Condition condition(int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 10);
        if (kind < 4) {
            return test(any(FIELDS));
        }
        if (kind == 4) {
            return new Not(condition(depth - 1));
        }
        List<Condition> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            parts.add(condition(depth - 1));
        }
        if (random.nextInt(20) == 0) {
            parts.clear();
        }
        return kind < 8 ? new All(parts) : new Any(parts);
    }

    Condition test(Field field) {
        if (random.nextInt(8) == 0) {
            return new Present(field);
        }
        Object value = value(field);
        boolean text = field.type() == Field.Type.TEXT || field.type() == Field.Type.CODE;
        if (text && random.nextInt(4) == 0) {
            String whole = (String) value;
            return new Prefix(field, whole.substring(0, 1 + random.nextInt(whole.length())));
        }
        return new Compare(field, field.type().isOrdered() ? any(List.of(Relation.values())) : Relation.EQUAL, value);
    }

    /** Of some entry that has the field, now and then a little off. */
    private Object value(Field field) {
        for (int i = 0; i < 50; i++) {
            Collection<Object> values = naive.values(any(lines), field);
            if (!values.isEmpty()) {
                return off(any(List.copyOf(values)));
            }
        }
        return switch (field.type()) {
            case TEXT, CODE -> "nobody";
            case TIME -> Instant.EPOCH;
            case NUMBER -> 7L;
            case FLAG -> true;
        };
    }

    private Object off(Object value) {
        if (random.nextInt(6) > 0 || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Instant time) {
            return time.plusNanos(random.nextInt(2_000_001) - 1_000_000);
        }
        if (value instanceof Long number) {
            return any(List.of(number + 1, number - 1, -number, Long.MAX_VALUE, Long.MIN_VALUE));
        }
        return any(List.of(value + "0", value.toString().toUpperCase(Locale.ROOT), "%", "outcome:REFUSED"));
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
