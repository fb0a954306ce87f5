package org.messageledger.asking;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.messageledger.access.AccessKind;
import org.messageledger.fact.Filter;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Outcome;
import org.messageledger.fact.Question;
import org.messageledger.fact.Role;
import org.messageledger.fact.Span;
import org.messageledger.party.Irregularity;
import org.messageledger.party.PersonId;

/** The parameters that all questions have in common. */
final class QuestionParameters {

    private static final Set<String> MOMENT = Set.of("asOf", "atLeast", "format");

    private static final Set<String> LIST = Set.of(
            "asOf",
            "atLeast",
            "format",
            "from",
            "to",
            "time",
            "limit",
            "cursor",
            "order",
            "event",
            "kind",
            "actor",
            "outcome",
            "irregularity");

    private QuestionParameters() {}

    /** Those of an answer that is no list: {@code asOf}, {@code atLeast}, {@code format}, and the question's own. */
    static Parameters ofMoment(HttpServletRequest request, String... own) {
        Set<String> known = new HashSet<>(MOMENT);
        known.addAll(List.of(own));
        Parameters parameters = new Parameters(request, known);
        String format = parameters.text("format");
        if (format != null && !format.equals("json")) {
            throw new BadParameter("format", "This is no list and comes as json only: leave the parameter out.");
        }
        return parameters;
    }

    /** Those of a list, and the question's own. */
    static Parameters ofList(HttpServletRequest request, String... own) {
        Set<String> known = new HashSet<>(LIST);
        known.addAll(List.of(own));
        return new Parameters(request, known);
    }

    static Moment moment(Parameters parameters) {
        if (parameters.text("asOf") == null) {
            return new Moment.Newest();
        }
        Long leafIndex = parameters.isLeafIndex("asOf") ? parameters.leafIndex("asOf") : null;
        Instant time = leafIndex == null ? parameters.time("asOf") : null;
        return leafIndex != null
                ? new Moment.AtLeaf(leafIndex)
                : time != null ? new Moment.Before(time) : new Moment.Newest();
    }

    static Question question(Parameters parameters) {
        return new Question(
                span(parameters),
                moment(parameters),
                filter(parameters),
                parameters.number("limit", Question.LIMIT_DEFAULT, 1, Question.LIMIT_MAX),
                parameters.text("cursor"),
                newestFirst(parameters),
                parameters.leafIndex("atLeast"));
    }

    static boolean newestFirst(Parameters parameters) {
        return parameters.word("order", "asc", Set.of("asc", "desc")).equals("desc");
    }

    static Span span(Parameters parameters) {
        Instant from = parameters.time("from");
        Instant to = parameters.time("to");
        if (from != null && to != null && from.isAfter(to)) {
            throw new BadParameter("from", "Give a from that is not after to.");
        }
        return new Span(from, to, recorded(parameters));
    }

    /** Whether times are those of recording alone. */
    static boolean recorded(Parameters parameters) {
        return parameters
                .word("time", "occurred", Set.of("occurred", "recorded"))
                .equals("recorded");
    }

    private static Filter filter(Parameters parameters) {
        int max = Filter.VALUES_MAX;
        return new Filter(
                parameters.set(
                        "event",
                        max,
                        QuestionParameters::event,
                        "Give, once or more, one of: " + String.join(", ", Role.EVENTS) + "."),
                parameters.codes("kind", max, AccessKind.class),
                parameters.set("actor", max, PersonId::new, ""),
                parameters.codes("outcome", max, Outcome.class),
                parameters.codes("irregularity", max, Irregularity.class));
    }

    private static String event(String name) {
        if (!Role.EVENTS.contains(name)) {
            throw new IllegalArgumentException("not an event that concerns messages");
        }
        return name;
    }
}
