package org.messageledger.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.message.Category;
import org.messageledger.party.Actor;
import org.messageledger.party.PersonId;
import tools.jackson.databind.JsonNode;

/** Gathers what facts say of messages, people and patients; a fact is told once, whichever order facts come in. */
final class IncidentFold {

    /** Stands for the message of disclosures that name none; it is no id. */
    static final String NO_MESSAGE = "";

    private final boolean recorded;
    private final Map<String, Gathered> messages = new HashMap<>();
    private final Map<PersonId, Tally> people = new TreeMap<>(Comparator.comparing(PersonId::value));
    private final Set<PersonId> receivers = new TreeSet<>(Comparator.comparing(PersonId::value));
    private final Map<String, String> patientIds = new HashMap<>();
    private @Nullable Fact firstReport;

    IncidentFold(boolean recorded) {
        this.recorded = recorded;
    }

    /** A message, so far. */
    private static final class Gathered {
        final Tally tally = new Tally();
        Set<String> patients = Set.of();
        boolean known;

        @Nullable
        Category category;
    }

    /** Takes a fact for those of its messages that are wanted. */
    void take(Fact fact, Predicate<String> wanted) {
        Touch touch = Touch.of(fact);
        Instant time = fact.time(recorded);
        Actor actor = fact.actor();
        for (String messageId : messagesOf(fact)) {
            if (wanted.test(messageId)) {
                Gathered message = messages.computeIfAbsent(messageId, id -> new Gathered());
                message.tally.add(touch, fact.kind(), time);
                addPatients(message, fact);
                if (actor != null) {
                    people.computeIfAbsent(actor.id(), id -> new Tally()).add(touch, fact.kind(), time);
                }
            }
        }
    }

    /** Those that it is about; {@link #NO_MESSAGE} for one that names none. */
    static List<String> messagesOf(Fact fact) {
        if (fact.messageId() != null) {
            return List.of(fact.messageId().value());
        }
        List<String> listed = texts(fact.detail().path("messageIds"));
        return listed.isEmpty() ? List.of(NO_MESSAGE) : listed;
    }

    void received(PersonId personId) {
        receivers.add(personId);
    }

    /** What the first send says of a message that facts were taken of. */
    void send(Fact send) {
        Gathered message = messages.get(
                send.messageId() == null ? NO_MESSAGE : send.messageId().value());
        if (message != null && !message.known) {
            message.known = true;
            message.category = send.category();
            addPatients(message, send);
        }
    }

    /** A report as suspicious that may say when the incident was discovered: the earliest by its time does. */
    void report(Fact report) {
        Instant time = report.time(recorded);
        if (firstReport == null
                || time.isBefore(firstReport.time(recorded))
                || (time.equals(firstReport.time(recorded)) && report.leafIndex() < firstReport.leafIndex())) {
            firstReport = report;
        }
    }

    private void addPatients(Gathered message, Fact fact) {
        List<String> named = new ArrayList<>(texts(fact.detail().path("patientIds")));
        if (fact.detail().path("patientId").isString()) {
            named.add(fact.detail().path("patientId").asString());
        }
        if (!message.patients.containsAll(named)) {
            Set<String> more = new TreeSet<>(message.patients);
            named.forEach(patient -> more.add(patientIds.computeIfAbsent(patient, id -> id)));
            message.patients = more;
        }
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    Set<String> messageIds() {
        return messages.keySet();
    }

    /** What takes memory: messages, people and patients. */
    int size() {
        return Math.max(messages.size(), Math.max(people.size(), patientIds.size()));
    }

    /** Of all acts. */
    @Nullable
    Instant firstAt() {
        return messages.values().stream()
                .map(message -> message.tally.firstAt())
                .filter(time -> time != null)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Nullable
    Fact firstReport() {
        return firstReport;
    }

    List<Incident.Message> messages() {
        List<Incident.Message> rows = new ArrayList<>(messages.size());
        messages.forEach((id, message) -> rows.add(new Incident.Message(
                id.equals(NO_MESSAGE) ? null : id,
                message.known,
                message.category,
                List.copyOf(message.patients),
                message.tally)));
        rows.sort(Comparator.comparing((Incident.Message row) -> firstAt(row.tally()))
                .thenComparing(row -> row.messageId() == null ? NO_MESSAGE : row.messageId()));
        return rows;
    }

    /** Nothing is gathered without an act. */
    private static Instant firstAt(Tally tally) {
        Instant time = tally.firstAt();
        return time == null ? Instant.MIN : time;
    }

    List<Incident.Person> people() {
        receivers.forEach(receiver -> people.computeIfAbsent(receiver, id -> new Tally()));
        List<Incident.Person> rows = new ArrayList<>(people.size());
        people.forEach((id, tally) -> rows.add(new Incident.Person(id, receivers.contains(id), tally)));
        return rows;
    }

    List<Incident.Patient> patients() {
        Map<String, int[]> counts = new TreeMap<>();
        for (Gathered message : messages.values()) {
            for (String patient : message.patients) {
                int[] count = counts.computeIfAbsent(patient, id -> new int[2]);
                count[0]++;
                count[1] += message.tally.count(Touch.OPENED) > 0 ? 1 : 0;
            }
        }
        List<Incident.Patient> rows = new ArrayList<>(counts.size());
        counts.forEach((id, count) -> rows.add(new Incident.Patient(id, count[0], count[1])));
        return rows;
    }
}
