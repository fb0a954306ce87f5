package org.messageledger.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Irregularity;
import tools.jackson.databind.JsonNode;

/**
 * The rows of the view, the slow and obvious way: of each entry, as the JSON that it is, a fact and its postings, with all
 * entries at hand. Values of a fact stand in the order of
 * {@link #FACT_COLUMNS}.
 */
final class NaiveView {

    /** All but {@code detail}. */
    static final String FACT_COLUMNS =
            "leaf_index, event_id, event, recorded_at, occurred_at, emitter, mode, message_id,"
                    + " thread_id, actor_id, actor_kind, on_behalf_of, pool, relation, kind, purpose, ground, outcome,"
                    + " irregularities, client_address, user_agent, category, channel, urgent, confidentiality, care_site,"
                    + " patient_ids";

    private final Map<String, Reference.Line> firstSends = new HashMap<>();
    private final List<String> facts = new ArrayList<>();
    private final Map<String, Known> postings = new TreeMap<>();

    /** From which leaf on, and what is wrong. */
    private record Known(long from, @Nullable String irregularities) {}

    NaiveView(List<Reference.Line> lines) {
        lines.stream()
                .filter(line -> line.event().equals("MessageSent"))
                .forEach(line -> firstSends.putIfAbsent(line.messages().get(0), line));
        for (Reference.Line line : lines) {
            facts.add(fact(line));
            post(line);
        }
    }

    /** In the order of leaves. */
    List<String> facts() {
        return facts;
    }

    /** Sorted: leaf, kind of subject, subject, role, from which leaf on, irregularities. */
    List<String> postings() {
        return postings.entrySet().stream()
                .filter(posting -> !isNamedToo(posting.getKey()))
                .map(posting -> posting.getKey() + "|" + posting.getValue().from() + "|"
                        + posting.getValue().irregularities() + "|")
                .sorted()
                .toList();
    }

    /** A patient whom the event itself names need not be found by its message. */
    private boolean isNamedToo(String posting) {
        return posting.endsWith("|OF_MESSAGE") && postings.containsKey(posting.replace("|OF_MESSAGE", "|NAMED"));
    }

    private static String fact(Reference.Line line) {
        JsonNode payload = line.payload();
        JsonNode actor = line.actor();
        StringJoiner row = new StringJoiner("|", "", "|");
        row.add(Long.toString(line.leafIndex()));
        row.add(line.entry().path("eventId").asString());
        row.add(line.event());
        row.add(Long.toString(line.recordedAt().toEpochMilli()));
        row.add(
                payload.has("occurredAt")
                        ? Long.toString(Instant.parse(payload.path("occurredAt").asString())
                                .toEpochMilli())
                        : null);
        row.add(line.entry().path("metadata").path("emitter").asString());
        Stream.of("mode", "messageId", "threadId").forEach(field -> row.add(text(payload, field)));
        Stream.of("id", "kind", "onBehalfOf", "pool", "relation").forEach(field -> row.add(text(actor, field)));
        Stream.of("kind", "purpose", "ground").forEach(field -> row.add(text(payload, field)));
        row.add(
                switch (line.event()) {
                    case "MessageRead", "MessagesListed" -> "ALLOWED";
                    case "MessageReadRefused" -> "REFUSED";
                    default -> null;
                });
        row.add(
                line.event().equals("MessagesListed")
                        ? inOrder(line.irregularities(""))
                        : codes(texts(payload.path("irregularities"))));
        Stream.of("address", "userAgent").forEach(field -> row.add(text(payload.path("client"), field)));
        Stream.of("category", "channel").forEach(field -> row.add(text(payload, field)));
        row.add(payload.has("urgent") ? (payload.path("urgent").asBoolean() ? "t" : "f") : null);
        Stream.of("confidentiality", "careSite").forEach(field -> row.add(text(payload, field)));
        row.add(codes(patients(payload)));
        return row.toString();
    }

    private void post(Reference.Line line) {
        JsonNode payload = line.payload();
        boolean listed = line.event().equals("MessagesListed");
        boolean disclosed = line.event().equals("MessageDisclosed");
        for (String message : line.messages()) {
            post(line, "MESSAGE", message, line.event(), 0, listed ? inOrder(line.irregularities(message)) : null);
            Reference.Line send = firstSends.get(message);
            if (send != null && send.leafIndex() != line.leafIndex()) {
                post(line, "THREAD", text(send.payload(), "threadId"), line.event(), send.leafIndex(), null);
                patients(send.payload())
                        .forEach(patient -> post(
                                line,
                                "PATIENT",
                                patient,
                                disclosed ? "DISCLOSED" : "OF_MESSAGE",
                                send.leafIndex(),
                                null));
            }
        }
        post(line, "THREAD", text(payload, "threadId"), line.event());
        patients(payload).forEach(patient -> post(line, "PATIENT", patient, disclosed ? "DISCLOSED" : "NAMED"));
        post(line, "PERSON", text(line.actor(), "id"), "ACTOR");
        post(line, "PERSON", text(line.actor(), "onBehalfOf"), "ON_BEHALF_OF");
        post(line, "POOL", text(line.actor(), "pool"), "ACTOR");
        post(line, "PERSON", text(payload.path("sender"), "id"), "SENDER");
        payload.path("recipients").forEach(recipient -> postParty(line, recipient, "RECIPIENT"));
        post(line, "SITE", text(payload, "careSite"), "CARE_SITE");
        postParty(line, payload.path("from"), "ROUTED_FROM");
        postParty(line, payload.path("to"), "ROUTED_TO");
        post(line, "PERSON", text(payload.path("authority"), "approvedBy"), "APPROVER");
        postValues(line);
    }

    private void postValues(Reference.Line line) {
        JsonNode payload = line.payload();
        if (!Set.of("MessageSent", "MessageRead", "MessageReadRefused", "MessagesListed")
                .contains(line.event())) {
            post(line, "VALUE", "event:" + line.event(), "VALUE");
        }
        if (line.event().equals("MessageReadRefused")) {
            post(line, "VALUE", "outcome:REFUSED", "VALUE");
        }
        line.irregularities("").forEach(code -> post(line, "VALUE", "irregularity:" + code, "VALUE"));
        postValue(line, "kind", "ATTACHMENT_DOWNLOADED", "PRINTED", "EXPORTED", "FORWARDED");
        postValue(line, "ground", "BREAK_GLASS", "AUTHORITY", "NONE");
        postValue(line, "purpose", "BTG");
        postValue(line, "confidentiality", "R", "V");
        if (payload.path("urgent").asBoolean(false)) {
            post(line, "VALUE", "urgent:true", "VALUE");
        }
    }

    private void postValue(Reference.Line line, String field, String... rare) {
        String value = text(line.payload(), field);
        if (value != null && List.of(rare).contains(value)) {
            post(line, "VALUE", field + ":" + value, "VALUE");
        }
    }

    private void postParty(Reference.Line line, JsonNode party, String role) {
        post(line, "PERSON", text(party, "person"), role);
        post(line, "POOL", text(party, "pool"), role);
    }

    private void post(Reference.Line line, String kind, @Nullable String subject, String role) {
        post(line, kind, subject, role, 0, null);
    }

    /** Each subject once in each role, known as early as can be. */
    private void post(
            Reference.Line line,
            String kind,
            @Nullable String subject,
            String role,
            long knownFrom,
            @Nullable String irregularities) {
        if (subject != null) {
            Known known = new Known(Math.max(knownFrom, line.leafIndex()), irregularities);
            postings.merge(
                    line.leafIndex() + "|" + kind + "|" + subject + "|" + role,
                    known,
                    (one, other) -> one.from() <= other.from() ? one : other);
        }
    }

    private static List<String> patients(JsonNode payload) {
        String patient = text(payload, "patientId");
        return patient == null ? texts(payload.path("patientIds")) : List.of(patient);
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.has(field) ? node.path(field).asString() : null;
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static String inOrder(Set<String> irregularities) {
        return codes(Stream.of(Irregularity.values())
                .map(Enum::name)
                .filter(irregularities::contains)
                .toList());
    }

    private static String codes(List<String> all) {
        return all.isEmpty() ? "" : "," + String.join(",", all) + ",";
    }
}
