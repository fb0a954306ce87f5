package org.messageledger.fact;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.party.Irregularity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers the slow and obvious way: reads the whole log up to a leaf, as the JSON that it is, and looks at every entry.
 * Shares nothing with what it checks.
 */
public final class Reference {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 1_000;

    /** One entry. */
    public record Line(long leafIndex, JsonNode entry) {

        public String event() {
            return entry.path("event").asString();
        }

        public JsonNode payload() {
            return entry.path("payload");
        }

        public Instant recordedAt() {
            return Instant.parse(entry.path("recordedAt").asString());
        }

        public JsonNode actor() {
            for (String field : List.of("actor", "sender", "routedBy", "disclosedBy")) {
                if (payload().has(field)) {
                    return payload().path(field);
                }
            }
            return JSON.missingNode();
        }

        public List<String> messages() {
            List<String> messages = new ArrayList<>();
            if (payload().has("messageId")) {
                messages.add(payload().path("messageId").asString());
            }
            payload()
                    .path("messages")
                    .forEach(it -> messages.add(it.path("messageId").asString()));
            return messages;
        }

        /** What is wrong with it for one message, or for any. */
        Set<String> irregularities(String messageId) {
            Set<String> all = texts(payload().path("irregularities"));
            payload().path("messages").forEach(it -> {
                if (messageId.isEmpty() || it.path("messageId").asString().equals(messageId)) {
                    all.addAll(texts(it.path("irregularities")));
                }
            });
            return all;
        }
    }

    private final List<Line> lines = new ArrayList<>();

    /** Takes leafIndex the last leaf that is known. */
    public Reference(Log log, long leafIndex) {
        for (List<Entry> page = log.read(0, PAGE); !page.isEmpty(); page = log.read(lines.size(), PAGE)) {
            for (Entry entry : page) {
                if (entry.leafIndex() > leafIndex) {
                    return;
                }
                lines.add(
                        new Line(entry.leafIndex(), JSON.readTree(new String(entry.bytes(), StandardCharsets.UTF_8))));
            }
        }
    }

    public List<Line> lines() {
        return lines;
    }

    public List<Line> ofMessage(String messageId, Question question) {
        return select(question, messageId, line -> line.messages().contains(messageId));
    }

    public List<Line> ofThread(String threadId, Question question) {
        Map<String, String> threads = new HashMap<>();
        lines.stream()
                .filter(line -> line.event().equals("MessageSent"))
                .forEach(line -> threads.putIfAbsent(
                        line.messages().get(0), line.payload().path("threadId").asString()));
        return select(
                question,
                "",
                line -> line.payload().path("threadId").asString("").equals(threadId)
                        || line.messages().stream().anyMatch(id -> threadId.equals(threads.get(id))));
    }

    /** What names the patient, or is about one of its messages. */
    public List<Line> ofPatient(String patientId, Question question) {
        Map<String, Boolean> ofPatient = new HashMap<>();
        lines.stream()
                .filter(line -> line.event().equals("MessageSent"))
                .forEach(line -> ofPatient.putIfAbsent(line.messages().get(0), names(line, patientId)));
        return select(
                question,
                "",
                line -> names(line, patientId)
                        || line.messages().stream().anyMatch(id -> ofPatient.getOrDefault(id, false)));
    }

    public List<Line> disclosuresOf(String patientId, Question question) {
        return ofPatient(patientId, question).stream()
                .filter(line -> line.event().equals("MessageDisclosed"))
                .toList();
    }

    public List<Line> ofPool(String poolId, Question question) {
        return select(
                question,
                "",
                line -> line.actor().path("pool").asString("").equals(poolId)
                        || line.payload().path("recipients").valueStream().anyMatch(it -> isPool(it, poolId))
                        || isPool(line.payload().path("from"), poolId)
                        || isPool(line.payload().path("to"), poolId));
    }

    private static boolean isPool(JsonNode party, String poolId) {
        return party.path("pool").asString("").equals(poolId);
    }

    private static boolean names(Line line, String patientId) {
        return line.payload().path("patientId").asString("").equals(patientId)
                || texts(line.payload().path("patientIds")).contains(patientId);
    }

    /** With the roles actor, onBehalfOf, sender, recipient. */
    public List<Line> ofPerson(String personId, Collection<String> roles, Question question) {
        return select(question, "", line -> roles.stream().anyMatch(role -> takesPart(line, role, personId)));
    }

    private static boolean takesPart(Line line, String role, String personId) {
        return switch (role) {
            case "actor" -> line.actor().path("id").asString("").equals(personId);
            case "onBehalfOf" -> line.actor().path("onBehalfOf").asString("").equals(personId);
            case "sender" ->
                line.payload().path("sender").path("id").asString("").equals(personId);
            case "recipient" ->
                line.payload().path("recipients").valueStream().anyMatch(it -> it.path("person")
                        .asString("")
                        .equals(personId));
            default -> throw new IllegalArgumentException(role);
        };
    }

    private interface Wanted {
        boolean test(Line line);
    }

    private List<Line> select(Question question, String messageId, Wanted wanted) {
        List<Line> selected = new ArrayList<>();
        for (Line line : lines) {
            if (wanted.test(line) && in(question.span(), line) && passes(question.filter(), line, messageId)) {
                selected.add(line);
            }
        }
        if (question.newestFirst()) {
            Collections.reverse(selected);
        }
        return selected;
    }

    private static boolean in(Span span, Line line) {
        Instant time = line.recordedAt();
        if (!span.recorded() && line.payload().has("occurredAt")) {
            time = Instant.parse(line.payload().path("occurredAt").asString());
        }
        Instant from = span.from();
        Instant to = span.to();
        return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
    }

    private static boolean passes(Filter filter, Line line, String messageId) {
        String outcome =
                switch (line.event()) {
                    case "MessageRead", "MessagesListed" -> "ALLOWED";
                    case "MessageReadRefused" -> "REFUSED";
                    default -> "";
                };
        BiPredicate<Collection<?>, String> holds = (values, value) ->
                values.isEmpty() || values.stream().map(Object::toString).anyMatch(value::equals);
        return holds.test(filter.events(), line.event())
                && holds.test(filter.kinds(), line.payload().path("kind").asString(""))
                && holds.test(filter.actors(), line.actor().path("id").asString(""))
                && holds.test(filter.outcomes(), outcome)
                && (filter.irregularities().isEmpty()
                        || line.irregularities(messageId).stream()
                                .anyMatch(code -> filter.irregularities().contains(Irregularity.valueOf(code))));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(it -> texts.add(it.asString()));
        return texts;
    }
}
