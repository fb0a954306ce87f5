package org.messageledger.fact;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.messageledger.fact.Reference.Line;
import tools.jackson.databind.JsonNode;

/** Searches the slow and obvious way: looks at every entry, as the JSON that it is, with all that are known at hand. */
final class NaiveSearch {

    private final List<Line> lines;
    private final Map<String, Line> firstSends = new HashMap<>();

    /** @param lines all that are known, from the first leaf on */
    NaiveSearch(List<Line> lines) {
        this.lines = lines;
        lines.stream()
                .filter(line -> line.event().equals("MessageSent"))
                .forEach(line -> firstSends.putIfAbsent(line.messages().get(0), line));
    }

    List<Line> holding(Condition condition) {
        return lines.stream().filter(line -> holds(line, condition)).toList();
    }

    List<Line> sorted(Search search) {
        List<Line> with = new ArrayList<>(holding(search.condition()));
        List<Line> without = new ArrayList<>(with);
        with.removeIf(line -> values(line, search.sort()).isEmpty());
        without.removeAll(with);
        with.sort(Comparator.comparing(line -> least(line, search.sort()), NaiveSearch::compare));
        if (search.descending()) {
            // Among equals too: all that was up goes down.
            Collections.reverse(with);
            Collections.reverse(without);
        }
        with.addAll(without);
        return with;
    }

    private Object least(Line line, Field field) {
        return values(line, field).stream().min(NaiveSearch::compare).orElseThrow();
    }

    private static int compare(Object one, Object other) {
        if (one instanceof String text) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), ((String) other).getBytes(StandardCharsets.UTF_8));
        }
        if (one instanceof Instant time) {
            return time.compareTo((Instant) other);
        }
        return one instanceof Long number ? number.compareTo((Long) other) : ((Boolean) one).compareTo((Boolean) other);
    }

    /** How many have which value, by value; under "" those without any. */
    Map<String, Long> counts(Condition condition, Field field) {
        Map<String, Long> counts = new TreeMap<>();
        for (Line line : holding(condition)) {
            Set<String> texts = new LinkedHashSet<>();
            for (Object value : values(line, field)) {
                texts.add(
                        value instanceof Instant time
                                ? LocalDate.ofInstant(time, ZoneOffset.UTC).toString()
                                : value.toString());
            }
            (texts.isEmpty() ? Set.of("") : texts).forEach(text -> counts.merge(text, 1L, Long::sum));
        }
        return counts;
    }

    boolean holds(Line line, Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.conditions().stream().allMatch(it -> holds(line, it));
        }
        if (condition instanceof Condition.Any any) {
            return any.conditions().stream().anyMatch(it -> holds(line, it));
        }
        if (condition instanceof Condition.Not not) {
            return !holds(line, not.condition());
        }
        if (condition instanceof Condition.Present present) {
            return !values(line, present.field()).isEmpty();
        }
        if (condition instanceof Condition.Prefix prefix) {
            return values(line, prefix.field()).stream().anyMatch(it -> ((String) it).startsWith(prefix.text()));
        }
        Condition.Compare compare = (Condition.Compare) condition;
        return values(line, compare.field()).stream().anyMatch(value -> {
            int order = compare(value, compare.value());
            return switch (compare.relation()) {
                case EQUAL -> order == 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case MORE -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        });
    }

    Set<Object> values(Line line, Field field) {
        JsonNode it = line.payload();
        Set<Object> values = new LinkedHashSet<>();
        switch (field) {
            case LEAF_INDEX -> values.add(line.leafIndex());
            case EVENT_ID -> add(values, line.entry().path("eventId"));
            case EVENT -> values.add(line.event());
            case RECORDED_AT -> values.add(line.recordedAt());
            case OCCURRED_AT -> addTime(values, it);
            case TIME -> {
                addTime(values, it);
                if (values.isEmpty()) {
                    values.add(line.recordedAt());
                }
            }
            case EMITTER -> add(values, line.entry().path("metadata").path("emitter"));
            case MESSAGE_ID -> values.addAll(line.messages());
            case THREAD_ID -> {
                add(values, it.path("threadId"));
                sends(line).forEach(send -> add(values, send.payload().path("threadId")));
            }
            case ACTOR -> add(values, line.actor().path("id"));
            case ACTOR_KIND -> add(values, line.actor().path("kind"));
            case ON_BEHALF_OF, POOL, RELATION -> add(values, line.actor().path(field.word()));
            case OUTCOME -> {
                if (line.event().equals("MessageReadRefused")) {
                    values.add("REFUSED");
                } else if (line.event().equals("MessageRead") || line.event().equals("MessagesListed")) {
                    values.add("ALLOWED");
                }
            }
            case IRREGULARITY -> values.addAll(line.irregularities(""));
            case CLIENT_ADDRESS -> add(values, it.path("client").path("address"));
            case USER_AGENT -> add(values, it.path("client").path("userAgent"));
            case URGENT -> {
                if (it.has("urgent")) {
                    values.add(it.path("urgent").asBoolean());
                }
            }
            case MODE, KIND, PURPOSE, GROUND, CATEGORY, CHANNEL, CONFIDENTIALITY, CARE_SITE ->
                add(values, it.path(field.word()));
            case PERSON -> {
                add(values, line.actor().path("id"));
                add(values, line.actor().path("onBehalfOf"));
                parties(it, "recipients", "from", "to").forEach(party -> add(values, party.path("person")));
                add(values, it.path("authority").path("approvedBy"));
            }
            case SENDER -> add(values, it.path("sender").path("id"));
            case RECIPIENT -> addParties(values, it, "recipients");
            case ROUTED_FROM -> addParties(values, it, "from");
            case ROUTED_TO -> addParties(values, it, "to");
            case APPROVER -> add(values, it.path("authority").path("approvedBy"));
            case PATIENT -> {
                addPatients(values, it);
                sends(line).forEach(send -> addPatients(values, send.payload()));
            }
        }
        return values;
    }

    private Stream<Line> sends(Line line) {
        return line.messages().stream().filter(firstSends::containsKey).map(firstSends::get);
    }

    private static void addPatients(Set<Object> values, JsonNode payload) {
        add(values, payload.path("patientId"));
        payload.path("patientIds").forEach(patient -> add(values, patient));
    }

    private static void addTime(Set<Object> values, JsonNode payload) {
        if (payload.has("occurredAt")) {
            values.add(Instant.parse(payload.path("occurredAt").asString()));
        }
    }

    private static void addParties(Set<Object> values, JsonNode payload, String field) {
        parties(payload, field).forEach(party -> {
            add(values, party.path("person"));
            add(values, party.path("pool"));
        });
    }

    private static Stream<JsonNode> parties(JsonNode payload, String... fields) {
        return Stream.of(fields)
                .map(payload::path)
                .flatMap(party -> party.isArray() ? party.valueStream() : Stream.of(party));
    }

    private static void add(Set<Object> values, JsonNode value) {
        if (value.isString()) {
            values.add(value.asString());
        }
    }
}
