package org.messageledger.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.messageledger.fact.Counts.Count;
import org.messageledger.fact.Counts.Facet;

/** Counts facts and their values. */
final class Tally {

    /** Most values of one field that are kept. */
    static final int VALUES_MAX = 100_000;

    private final Counting counting;
    private final Map<Field, Map<String, Long>> values = new EnumMap<>(Field.class);
    private final Map<Field, Long> without = new EnumMap<>(Field.class);
    private long total;
    private boolean whole = true;

    Tally(Counting counting) {
        this.counting = counting;
        counting.by().forEach(field -> values.put(field, new HashMap<>()));
    }

    void add(KnownFact fact) {
        total++;
        values.forEach((field, counts) -> {
            Set<String> texts = texts(fact.values(field));
            if (texts.isEmpty()) {
                without.merge(field, 1L, Long::sum);
            }
            if (counts.size() + texts.size() > VALUES_MAX) {
                whole = false;
            } else {
                texts.forEach(text -> counts.merge(text, 1L, Long::sum));
            }
        });
    }

    private static Set<String> texts(Collection<?> values) {
        Set<String> texts = new HashSet<>();
        for (Object value : values) {
            texts.add(
                    value instanceof Instant time
                            ? LocalDate.ofInstant(time, ZoneOffset.UTC).toString()
                            : value.toString());
        }
        return texts;
    }

    /** False when a field has had more values than are kept. */
    boolean isWhole() {
        return whole;
    }

    Counts counts(AsOf asOf) {
        return new Counts(asOf, total, counting.by().stream().map(this::facet).toList());
    }

    private Facet facet(Field field) {
        List<Count> counts = new ArrayList<>();
        values.getOrDefault(field, Map.of()).forEach((value, count) -> counts.add(new Count(value, count)));
        Comparator<Count> byValue = (one, other) -> SortKey.compareBytes(one.value(), other.value());
        boolean days = field.type() == Field.Type.TIME;
        counts.sort(
                days
                        ? byValue.reversed()
                        : Comparator.comparingLong(Count::count).reversed().thenComparing(byValue));
        int told = Math.min(counts.size(), counting.valuesMax());
        List<Count> others = counts.subList(told, counts.size());
        List<Count> first = new ArrayList<>(counts.subList(0, told));
        if (days) {
            first.sort(byValue);
        }
        return new Facet(
                field,
                first,
                others.size(),
                others.stream().mapToLong(Count::count).sum(),
                without.getOrDefault(field, 0L));
    }
}
