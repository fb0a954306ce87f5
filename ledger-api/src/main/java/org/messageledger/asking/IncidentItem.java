package org.messageledger.asking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessKind;
import org.messageledger.export.Csv;
import org.messageledger.fact.Times;
import org.messageledger.incident.Discovery;
import org.messageledger.incident.Incident;
import org.messageledger.incident.Tally;
import org.messageledger.incident.Touch;
import org.messageledger.message.Category;

/** An incident's whole scope. */
@Schema(name = "Incident")
record IncidentItem(
        AsOfItem asOf,
        DiscoveryItem discovery,
        Counts counts,

        @Schema(description = "What follows from the number of patients.")
        String notices,

        @Schema(description = "How many messages of each category; of unknown messages none is known.")
        Map<Category, Integer> categories,

        @Schema(format = "date-time", description = "Of all acts.") @Nullable
        String firstAt,

        @Schema(format = "date-time") @Nullable String lastAt,
        List<Person> people,

        @Schema(description = "That the suspicious message was sent or routed to.")
        List<String> pools,

        List<Patient> patients,

        @Schema(description = "By the time of the first act.")
        List<Message> messages) {

    private static final String DUE =
            "People are told without unreasonable delay, and in no case later than 60 calendar days after discovery (45 CFR "
                    + "164.404(b)); days are counted in UTC.";
    private static final String NOT_DISCOVERED =
            "No day of discovery was given, and no report of a message as suspicious says one: give discoveredOn. ";
    private static final String LARGE =
            "500 patients or more: the Secretary of Health and Human Services is told at the same "
                    + "time as they (45 CFR 164.408(b)), and prominent media where more than 500 live in one state (164.406).";
    private static final String SMALL =
            "Fewer than 500 patients: the Secretary of Health and Human Services is told within 60 "
                    + "days after the end of the calendar year of discovery (45 CFR 164.408(c)).";

    /** When it was discovered, and until when people must be told. */
    @Schema(name = "Discovery")
    record DiscoveryItem(
            @Schema(format = "date") @Nullable String discoveredOn,

            @Schema(
                    description = "Where the day is from.",
                    allowableValues = {"GIVEN", "REPORTED", "UNKNOWN"})
            String basis,

            @Schema(description = "The first report of a message as suspicious, where the day is from that.") @Nullable
            Long reportLeafIndex,

            @Schema(description = "The last day.", format = "date") @Nullable
            String notifyBy,

            String statement) {

        static DiscoveryItem of(Discovery discovery) {
            boolean known = discovery.on() != null;
            return new DiscoveryItem(
                    Objects.toString(discovery.on(), null),
                    discovery.report() != null ? "REPORTED" : known ? "GIVEN" : "UNKNOWN",
                    discovery.report() == null ? null : discovery.report().leafIndex(),
                    Objects.toString(discovery.notifyBy(), null),
                    known ? DUE : NOT_DISCOVERED + DUE);
        }
    }

    /** How much it concerns. */
    @Schema(name = "IncidentCounts")
    record Counts(
            int messages,

            @Schema(description = "How many messages this was done with.")
            Map<Touch, Integer> messagesByTouch,

            @Schema(description = "Messages that were shown in lists, and nothing else.")
            int messagesMerelyListed,

            @Schema(description = "Messages whose send is not recorded: their patients are not known.")
            int messagesUnknown,

            int patients,

            @Schema(description = "Patients of messages that were opened.")
            int patientsOpened,

            int people) {

        static Counts of(Incident incident) {
            Map<Touch, Integer> byTouch = new EnumMap<>(Touch.class);
            for (Touch touch : Touch.values()) {
                byTouch.put(touch, incident.messages(touch));
            }
            return new Counts(
                    incident.messages().size(),
                    byTouch,
                    (int) incident.messages().stream()
                            .filter(message -> message.tally().merelyListed())
                            .count(),
                    (int) incident.messages().stream()
                            .filter(message -> !message.known())
                            .count(),
                    incident.patients().size(),
                    (int) incident.patients().stream()
                            .filter(patient -> patient.opened() > 0)
                            .count(),
                    incident.people().size());
        }
    }

    /** A message and what was done with it. */
    @Schema(name = "IncidentMessage")
    record Message(
            @Schema(description = "Null for disclosures that name no message.") @Nullable
            String messageId,

            @Schema(description = "Whether its send is recorded, which says category and patients.")
            boolean known,

            @Nullable Category category,
            List<String> patientIds,

            @Schema(description = "How often; OPENED is content that was seen, LISTED a line in a list.")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            Map<Touch, Integer> touches,

            boolean merelyListed,
            List<AccessKind> kinds,
            @Schema(format = "date-time") @Nullable String firstAt,
            @Schema(format = "date-time") @Nullable String lastAt) {

        static Message of(Incident.Message message) {
            Tally tally = message.tally();
            return new Message(
                    message.messageId(),
                    message.known(),
                    message.category(),
                    message.patients(),
                    IncidentItem.touches(tally),
                    tally.merelyListed(),
                    List.copyOf(tally.kinds()),
                    Times.writeOrNull(tally.firstAt()),
                    Times.writeOrNull(tally.lastAt()));
        }

        static String csvHeader() {
            return Csv.line(Stream.of(
                            Stream.of("messageId", "known", "category", "patientIds"),
                            Stream.of(Touch.values()).map(Touch::name),
                            Stream.of("merelyListed", "kinds", "firstAt", "lastAt"))
                    .flatMap(columns -> columns)
                    .toList());
        }

        String csv() {
            List<String> cells = new ArrayList<>();
            cells.add(Objects.toString(messageId, ""));
            cells.add(Boolean.toString(known));
            cells.add(Objects.toString(category, ""));
            cells.add(String.join(" ", patientIds));
            for (Touch touch : Touch.values()) {
                cells.add(Integer.toString(touches.getOrDefault(touch, 0)));
            }
            cells.add(Boolean.toString(merelyListed));
            cells.add(kinds.stream().map(Enum::name).collect(Collectors.joining(" ")));
            cells.add(Objects.toString(firstAt, ""));
            cells.add(Objects.toString(lastAt, ""));
            return Csv.line(cells);
        }
    }

    /** Who did what with these messages. */
    @Schema(name = "IncidentPerson")
    record Person(
            String personId,

            @Schema(description = "The suspicious message was sent or routed to it by name.")
            boolean received,

            @Schema(description = "With how many of these messages, each time counted.")
            Map<Touch, Integer> touches,

            List<AccessKind> kinds,
            @Schema(format = "date-time") @Nullable String firstAt,
            @Schema(format = "date-time") @Nullable String lastAt) {

        static Person of(Incident.Person person) {
            Tally tally = person.tally();
            return new Person(
                    person.personId().value(),
                    person.received(),
                    IncidentItem.touches(tally),
                    List.copyOf(tally.kinds()),
                    Times.writeOrNull(tally.firstAt()),
                    Times.writeOrNull(tally.lastAt()));
        }
    }

    /** Whom messages concern. */
    @Schema(name = "IncidentPatient")
    record Patient(
            String patientId,
            int messages,

            @Schema(description = "How many of them were opened.")
            int opened) {

        static Patient of(Incident.Patient patient) {
            return new Patient(patient.patientId(), patient.messages(), patient.opened());
        }
    }

    static IncidentItem of(Incident incident) {
        Map<Category, Integer> categories = new EnumMap<>(Category.class);
        incident.messages().stream()
                .map(Incident.Message::category)
                .filter(Objects::nonNull)
                .forEach(category -> categories.merge(category, 1, Integer::sum));
        return new IncidentItem(
                AsOfItem.of(incident.asOf()),
                DiscoveryItem.of(incident.discovery()),
                Counts.of(incident),
                incident.patients().size() >= Incident.LARGE ? LARGE : SMALL,
                categories,
                Times.writeOrNull(times(incident, Tally::firstAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null)),
                Times.writeOrNull(times(incident, Tally::lastAt)
                        .max(Comparator.naturalOrder())
                        .orElse(null)),
                each(incident.people(), Person::of),
                incident.pools(),
                each(incident.patients(), Patient::of),
                each(incident.messages(), Message::of));
    }

    private static Stream<Instant> times(Incident incident, Function<Tally, @Nullable Instant> time) {
        return incident.messages().stream()
                .map(message -> time.apply(message.tally()))
                .flatMap(Stream::ofNullable);
    }

    private static Map<Touch, Integer> touches(Tally tally) {
        Map<Touch, Integer> touches = new LinkedHashMap<>();
        for (Touch touch : Touch.values()) {
            if (tally.count(touch) > 0) {
                touches.put(touch, tally.count(touch));
            }
        }
        return touches;
    }

    /** Made as they are written: there may be very many. */
    private static <T, R> List<R> each(List<T> list, Function<T, R> item) {
        return new AbstractList<>() {
            @Override
            public R get(int index) {
                return item.apply(list.get(index));
            }

            @Override
            public int size() {
                return list.size();
            }
        };
    }
}
