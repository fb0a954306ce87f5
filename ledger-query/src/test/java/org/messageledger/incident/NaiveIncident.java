package org.messageledger.incident;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Reference;
import tools.jackson.databind.JsonNode;

/** An incident the slow and obvious way, in words: from all entries, as the JSON that they are, anew for each row. */
final class NaiveIncident {

    private final List<Reference.Line> lines;
    private final IncidentQuestion question;

    NaiveIncident(Reference reference, IncidentQuestion question) {
        this.lines = reference.lines();
        this.question = question;
    }

    /** That an entry is about a message, as far as the incident goes. */
    private record Act(Reference.Line line, String message) {}

    List<String> words() {
        List<Act> acts = new ArrayList<>();
        for (Reference.Line line : lines) {
            List<String> messages =
                    line.event().equals("MessageDisclosed") && line.messages().isEmpty()
                            ? List.of("")
                            : line.messages();
            messages.stream()
                    .filter(message -> isConcerned(line, message))
                    .forEach(message -> acts.add(new Act(line, message)));
        }
        List<String> words = new ArrayList<>();
        Map<String, List<Act>> byMessage = new TreeMap<>(acts.stream().collect(Collectors.groupingBy(Act::message)));
        byMessage.entrySet().stream()
                .sorted(Comparator.comparing(entry -> first(entry.getValue())))
                .forEach(entry -> words.add("message " + entry.getKey() + " " + send(entry.getKey()) + " "
                        + patients(entry.getKey(), entry.getValue()) + " " + tally(entry.getValue())));
        Set<String> receivers = parties("person");
        Map<String, List<Act>> byPerson = new TreeMap<>(acts.stream()
                .filter(act -> act.line.actor().has("id"))
                .collect(
                        Collectors.groupingBy(act -> act.line.actor().path("id").asString())));
        receivers.forEach(receiver -> byPerson.putIfAbsent(receiver, List.of()));
        byPerson.forEach((person, some) ->
                words.add("person " + person + (receivers.contains(person) ? " received " : " ") + tally(some)));
        words.add("pools " + parties("pool"));
        Map<String, List<String>> byPatient = new TreeMap<>();
        byMessage.forEach((message, some) -> patients(message, some).forEach(patient -> byPatient
                .computeIfAbsent(patient, id -> new ArrayList<>())
                .add(tally(some).contains("OPENED=") ? "opened" : "other")));
        byPatient.forEach((patient, messages) -> words.add("patient " + patient + " " + messages.size() + " "
                + messages.stream().filter("opened"::equals).count()));
        words.add("discovered " + discovered(acts));
        return words;
    }

    private boolean isConcerned(Reference.Line line, String message) {
        if (question.scope() instanceof IncidentScope.Account scope) {
            return isBy(line, scope.person().value())
                    && !time(line).isBefore(scope.from())
                    && time(line).isBefore(scope.to());
        }
        IncidentScope.Message scope = (IncidentScope.Message) question.scope();
        String suspicious = scope.messageId().value();
        if (message.equals(suspicious) || isReply(line, suspicious)) {
            return true;
        }
        Instant until = scope.followUntil();
        return until != null
                && time(line).isBefore(until)
                && lines.stream()
                        .filter(read -> read.event().equals("MessageRead")
                                && read.messages().contains(suspicious)
                                && !read.actor().path("kind").asString().equals("SERVICE")
                                && !time(read).isAfter(time(line)))
                        .anyMatch(read -> isBy(line, read.actor().path("id").asString()));
    }

    private static boolean isBy(Reference.Line line, String person) {
        return line.actor().path("id").asString("").equals(person)
                || line.actor().path("onBehalfOf").asString("").equals(person);
    }

    private boolean isReply(Reference.Line line, String message) {
        Reference.Line sent = firstSend(message);
        return sent != null
                && line.payload().path("inReplyTo").asString("").equals(message)
                && (line.payload().path("threadId").equals(sent.payload().path("threadId"))
                        || isFirstIn(line, sent.payload().path("threadId")))
                && !line.messages().contains(message);
    }

    /** A second send is found in the thread of the first one too. */
    private boolean isFirstIn(Reference.Line line, JsonNode thread) {
        Reference.Line first = firstSend(line.messages().get(0));
        return first != null && first.payload().path("threadId").equals(thread);
    }

    private Reference.@Nullable Line firstSend(String message) {
        return lines.stream()
                .filter(line ->
                        line.event().equals("MessageSent") && line.messages().contains(message))
                .findFirst()
                .orElse(null);
    }

    private String send(String message) {
        Reference.Line sent = firstSend(message);
        return sent == null ? "unknown" : sent.payload().path("category").asString();
    }

    private Set<String> patients(String message, List<Act> acts) {
        Set<String> patients = new TreeSet<>();
        Stream.concat(acts.stream().map(Act::line), Stream.ofNullable(firstSend(message)))
                .forEach(line -> {
                    line.payload().path("patientIds").forEach(patient -> patients.add(patient.asString()));
                    if (line.payload().has("patientId")) {
                        patients.add(line.payload().path("patientId").asString());
                    }
                });
        return patients;
    }

    private String tally(List<Act> acts) {
        Map<String, Long> touches = new TreeMap<>(
                acts.stream().collect(Collectors.groupingBy(act -> touch(act.line.event()), Collectors.counting())));
        Set<String> kinds = acts.stream()
                .filter(act -> !act.line.event().equals("MessageReadRefused")
                        && act.line.payload().has("kind"))
                .map(act -> act.line.payload().path("kind").asString())
                .collect(Collectors.toCollection(TreeSet::new));
        return touches + " " + kinds + " " + (acts.isEmpty() ? "never" : first(acts) + " " + last(acts));
    }

    private static String touch(String event) {
        return switch (event) {
            case "MessageRead" -> "OPENED";
            case "MessagesListed" -> "LISTED";
            case "MessageReadRefused" -> "REFUSED";
            case "SuspicionReported" -> "REPORTED";
            default -> event.replace("Message", "").toUpperCase(java.util.Locale.ROOT);
        };
    }

    private Instant first(List<Act> acts) {
        return acts.stream()
                .map(act -> time(act.line))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Instant last(List<Act> acts) {
        return acts.stream()
                .map(act -> time(act.line))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Set<String> parties(String kind) {
        Set<String> parties = new TreeSet<>();
        if (question.scope() instanceof IncidentScope.Message scope) {
            lines.stream()
                    .filter(line -> line.messages().contains(scope.messageId().value()))
                    .forEach(line -> {
                        line.payload().path("recipients").forEach(party -> add(parties, party.path(kind)));
                        add(parties, line.payload().path("to").path(kind));
                    });
        }
        return parties;
    }

    private static void add(Set<String> all, JsonNode text) {
        if (text.isString()) {
            all.add(text.asString());
        }
    }

    private String discovered(List<Act> acts) {
        LocalDate given = question.discoveredOn();
        if (given != null) {
            return given + " " + given.plusDays(60);
        }
        Set<String> messages = question.scope() instanceof IncidentScope.Message scope
                ? Set.of(scope.messageId().value())
                : acts.stream().map(Act::message).collect(Collectors.toSet());
        return lines.stream()
                .filter(line -> line.event().equals("SuspicionReported")
                        && messages.contains(line.messages().get(0)))
                .filter(line -> question.scope() instanceof IncidentScope.Message
                        || !time(line).isBefore(first(acts)))
                .min(Comparator.comparing(this::time).thenComparing(Reference.Line::leafIndex))
                .map(line -> {
                    LocalDate day = time(line).atZone(ZoneOffset.UTC).toLocalDate();
                    return day + " " + day.plusDays(60) + " " + line.leafIndex();
                })
                .orElse("never");
    }

    private Instant time(Reference.Line line) {
        return question.recorded() || !line.payload().has("occurredAt")
                ? line.recordedAt()
                : Instant.parse(line.payload().path("occurredAt").asString());
    }

    /** The same words of an answer. */
    static List<String> words(Incident incident) {
        List<String> words = new ArrayList<>();
        incident.messages()
                .forEach(message -> words.add("message " + (message.messageId() == null ? "" : message.messageId())
                        + " "
                        + (message.known() ? message.category() : "unknown") + " " + new TreeSet<>(message.patients())
                        + " " + words(message.tally())));
        incident.people()
                .forEach(person -> words.add("person " + person.personId().value()
                        + (person.received() ? " received " : " ") + words(person.tally())));
        words.add("pools " + incident.pools());
        incident.patients()
                .forEach(patient -> words.add(
                        "patient " + patient.patientId() + " " + patient.messages() + " " + patient.opened()));
        Discovery discovery = incident.discovery();
        words.add("discovered "
                + (discovery.on() == null ? "never" : discovery.on() + " " + discovery.notifyBy())
                + (discovery.report() == null ? "" : " " + discovery.report().leafIndex()));
        return words;
    }

    private static String words(Tally tally) {
        Map<String, Integer> touches = new TreeMap<>();
        for (Touch touch : Touch.values()) {
            if (tally.count(touch) > 0) {
                touches.put(touch.name(), tally.count(touch));
            }
        }
        Set<String> kinds = tally.kinds().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        return touches + " " + kinds + " "
                + (tally.firstAt() == null ? "never" : tally.firstAt() + " " + tally.lastAt());
    }
}
