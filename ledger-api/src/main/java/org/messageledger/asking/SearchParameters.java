package org.messageledger.asking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.asking.BodyParameters.JsonType;
import org.messageledger.fact.Condition;
import org.messageledger.fact.Condition.Compare;
import org.messageledger.fact.Condition.Relation;
import org.messageledger.fact.Counting;
import org.messageledger.fact.Field;
import org.messageledger.fact.Span;
import org.messageledger.search.Parsed;
import org.messageledger.search.QueryReader;

/** What a search asks, and what counts of it ask. */
final class SearchParameters {

    /** Of everything that asks about the facts of a query. */
    private static final Map<String, JsonType> COMMON = Map.of(
            "q", JsonType.TEXT,
            "from", JsonType.TEXT,
            "to", JsonType.TEXT,
            "time", JsonType.TEXT,
            "asOf", JsonType.TEXT_OR_NUMBER,
            "atLeast", JsonType.NUMBER);

    static final Map<String, JsonType> LIST = with(Map.of(
            "sort",
            JsonType.TEXT,
            "order",
            JsonType.TEXT,
            "limit",
            JsonType.NUMBER,
            "cursor",
            JsonType.TEXT,
            "format",
            JsonType.TEXT));

    static final Map<String, JsonType> FACETS = with(Map.of("facets", JsonType.TEXTS, "limit", JsonType.NUMBER));

    private static final int FACETS_MAX = 10;

    private static final Map<String, Field> FIELDS =
            Arrays.stream(Field.values()).collect(Collectors.toMap(Field::word, field -> field));

    private SearchParameters() {}

    private static Map<String, JsonType> with(Map<String, JsonType> own) {
        Map<String, JsonType> all = new HashMap<>(COMMON);
        all.putAll(own);
        return Map.copyOf(all);
    }

    /** What the query asks for, within the span. */
    static Condition condition(Parameters parameters) {
        List<Condition> conditions = new ArrayList<>(List.of(query(parameters)));
        Span span = QuestionParameters.span(parameters);
        Field time = span.recorded() ? Field.RECORDED_AT : Field.TIME;
        if (span.from() != null) {
            conditions.add(new Compare(time, Relation.AT_LEAST, span.from()));
        }
        if (span.to() != null) {
            conditions.add(new Compare(time, Relation.LESS, span.to()));
        }
        return conditions.size() == 1 ? conditions.get(0) : new Condition.All(conditions);
    }

    /** What the query asks for, whenever it happened. */
    static Condition query(Parameters parameters) {
        String q = parameters.text("q");
        if (q == null) {
            throw new BadParameter("q", "Give a query, such as actor:clinician:4, or * for everything.");
        }
        Parsed parsed = QueryReader.read(q);
        if (parsed instanceof Parsed.Understood understood) {
            return understood.condition();
        }
        throw new BadQuery((Parsed.Misunderstood) parsed);
    }

    static Field sort(Parameters parameters) {
        return field(parameters.word("sort", Field.LEAF_INDEX.word(), FIELDS.keySet()));
    }

    /** Which fields' values are to be counted; {@code day} is another name for the days of {@link Field#TIME}. */
    static List<Field> facets(Parameters parameters) {
        return List.copyOf(
                parameters.set(
                        "facets",
                        FACETS_MAX,
                        SearchParameters::facet,
                        "Give fields whose values can be counted: day, and all that a query can name but leafIndex and eventId."));
    }

    private static Field facet(String word) {
        Field field = word.equals("day") ? Field.TIME : field(word);
        if (!Counting.countable(field)) {
            throw new IllegalArgumentException("not countable");
        }
        return field;
    }

    private static Field field(String word) {
        @Nullable Field field = FIELDS.get(word);
        if (field == null) {
            throw new IllegalArgumentException("no field");
        }
        return field;
    }
}
