package org.messageledger.asking;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.messageledger.activity.Activities;
import org.messageledger.activity.PersonRole;
import org.messageledger.export.Pages;
import org.messageledger.fact.Facts;
import org.messageledger.fact.Page;
import org.messageledger.fact.Question;
import org.messageledger.fact.Reply;
import org.messageledger.fact.Search;
import org.messageledger.party.Limits;
import org.messageledger.party.MessageId;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.patient.Patients;
import org.messageledger.trail.Trails;

/** Which question a body asks: the same that the lists answer, or a search. */
final class ExportQuestion {

    private static final String Q = "q";

    private static final String SORT = "sort";

    private static final List<String> ABOUT =
            List.of("message", "thread", "person", "patient", "disclosuresOf", "pool", Q);

    /** What a list takes and a query says itself. */
    private static final List<String> OF_LISTS =
            List.of("from", "to", "time", "event", "kind", "actor", "outcome", "irregularity");

    private final Parameters parameters;
    private final String about;
    private final String id;

    ExportQuestion(Parameters parameters) {
        List<String> given =
                ABOUT.stream().filter(name -> parameters.text(name) != null).toList();
        if (given.size() != 1) {
            throw new BadParameter(
                    given.isEmpty() ? "message" : given.get(1), "Ask about one: " + String.join(", ", ABOUT) + ".");
        }
        this.parameters = parameters;
        this.about = given.get(0);
        this.id = String.valueOf(parameters.text(about));
        boolean query = about.equals(Q);
        refuse(
                !about.equals("person"),
                List.of(PersonController.AS),
                "Leave the parameter out: only a person takes part as something.");
        refuse(query, OF_LISTS, "Leave the parameter out and say it in the query, such as time:>=2026-03-01.");
        refuse(!query, List.of(SORT), "Leave the parameter out: this comes by leafIndex.");
    }

    private void refuse(boolean unfit, List<String> names, String advice) {
        for (String name : names) {
            if (unfit && !parameters.texts(name).isEmpty()) {
                throw new BadParameter(name, advice);
            }
        }
    }

    /** Its answer, as the list or the search has it. */
    Pages pages(Facts facts) {
        if (about.equals(Q)) {
            Search search = search();
            return cursor -> Replies.require(facts.search(cursor == null ? search : search.from(cursor)));
        }
        Function<Question, Reply<Page>> list = list(facts);
        Question question = QuestionParameters.question(parameters).withLimit(Question.LIMIT_MAX);
        return cursor -> Replies.require(list.apply(cursor == null ? question : question.from(cursor)));
    }

    private Search search() {
        return new Search(
                SearchParameters.query(parameters),
                SearchParameters.sort(parameters),
                QuestionParameters.newestFirst(parameters),
                QuestionParameters.moment(parameters),
                Question.LIMIT_MAX,
                null,
                parameters.leafIndex("atLeast"));
    }

    private String sort() {
        return SearchParameters.sort(parameters).word();
    }

    private String order() {
        return parameters.word("order", "asc", Set.of("asc", "desc"));
    }

    private Function<Question, Reply<Page>> list(Facts facts) {
        switch (about) {
            case "message" -> {
                MessageId messageId = Parameters.parsed(about, id, MessageId::new, "");
                return question -> new Trails(facts).ofMessage(messageId, question);
            }
            case "thread" -> {
                String threadId = Parameters.parsed(about, id, text -> Limits.id(about, text), "");
                return question -> new Trails(facts).ofThread(threadId, question);
            }
            case "person" -> {
                PersonId personId = Parameters.parsed(about, id, PersonId::new, "");
                Set<PersonRole> roles = PersonController.roles(parameters);
                return question -> new Activities(facts).ofPerson(personId, roles, question);
            }
            case "patient" -> {
                PersonId patientId = Parameters.parsed(about, id, PersonId::new, "");
                return question -> new Patients(facts).accesses(patientId, question);
            }
            case "disclosuresOf" -> {
                PersonId patientId = Parameters.parsed(about, id, PersonId::new, "");
                return question -> new Patients(facts).disclosures(patientId, question);
            }
            default -> {
                PoolId poolId = Parameters.parsed(about, id, PoolId::new, "");
                return question -> new Activities(facts).ofPool(poolId, question);
            }
        }
    }

    @Nullable
    MessageId messageId() {
        return about.equals("message") ? new MessageId(id) : null;
    }

    /** Its parameters, also those that were left out and have a default: the same for the same question. */
    Map<String, Object> canonical() {
        Map<String, Object> canonical = new TreeMap<>();
        canonical.put(about, id);
        canonical.put("order", order());
        if (about.equals(Q)) {
            canonical.put(SORT, sort());
        } else {
            canonical.put("time", parameters.word("time", "occurred", Set.of("occurred", "recorded")));
        }
        for (String name : List.of("from", "to", "asOf")) {
            String text = parameters.text(name);
            if (text != null) {
                canonical.put(name, text);
            }
        }
        if (about.equals("person")) {
            canonical.put(
                    PersonController.AS,
                    PersonController.roles(parameters).stream()
                            .map(PersonRole::parameter)
                            .sorted()
                            .toList());
        }
        for (String name : List.of("event", "kind", "actor", "outcome", "irregularity")) {
            List<String> texts = parameters.texts(name);
            if (!texts.isEmpty()) {
                canonical.put(name, texts);
            }
        }
        return canonical;
    }
}
