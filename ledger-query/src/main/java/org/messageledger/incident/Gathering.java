package org.messageledger.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Places;
import org.messageledger.fact.Reply;
import org.messageledger.fact.Role;
import org.messageledger.fact.Snapshot;
import org.messageledger.fact.Span;
import org.messageledger.fact.Subject;
import org.messageledger.fact.SubjectKind;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.MessageId;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;

/** Reads one incident's facts, each once, and has them folded. */
final class Gathering {

    private static final List<String> BY_ACCOUNT = List.of(Role.ACTOR.name(), Role.ON_BEHALF_OF.name());
    private static final List<String> SENDS = List.of("MessageSent");
    private static final List<String> SENDS_AND_REPORTS = List.of("MessageSent", "SuspicionReported");

    /** Of messages that have no more, sends and reports of many are read at once. */
    private static final int EACH_MAX = 100;

    private static final int BATCH = 250;

    private final Snapshot snapshot;
    private final IncidentQuestion question;
    private final IncidentFold fold;
    private final Set<String> pools = new TreeSet<>();
    private final Map<PersonId, Instant> openers = new LinkedHashMap<>();
    private final Set<Long> replies = new HashSet<>();
    private @Nullable String threadId;
    private int factsRead;

    Gathering(Snapshot snapshot, IncidentQuestion question) {
        this.snapshot = snapshot;
        this.question = question;
        this.fold = new IncidentFold(question.recorded());
    }

    Reply<Incidents.Known> incident() {
        boolean whole;
        if (question.scope() instanceof IncidentScope.Message scope) {
            if (!snapshot.facts(message(scope.messageId()), Role.EVENTS).hasNext()) {
                return new Reply.Answered<>(new Incidents.Known(snapshot.asOf(), Optional.empty()));
            }
            whole = trail(scope.messageId()) && replies(scope.messageId()) && follow(scope);
        } else {
            IncidentScope.Account scope = (IncidentScope.Account) question.scope();
            whole = account(scope.person(), scope.from(), scope.to(), fact -> fits(() -> fold.take(fact, id -> true)));
        }
        if (!whole || !sendsAndReports()) {
            return fold.size() > Incidents.ROWS_MAX
                    ? new Reply.TooMuch<>(
                            Reply.Work.GATHER,
                            Incidents.ROWS_MAX,
                            "These are messages, people or patients. Ask for a shorter time, part by part.")
                    : new Reply.TooMuch<>(
                            Reply.Work.GATHER,
                            Incidents.FACTS_MAX,
                            "These are facts. Ask for a shorter time, part by part, with time recorded: else those of other "
                                    + "times are looked at too.");
        }
        return new Reply.Answered<>(new Incidents.Known(
                snapshot.asOf(),
                Optional.of(new Incident(
                        snapshot.asOf(),
                        fold.messages(),
                        fold.people(),
                        List.copyOf(pools),
                        fold.patients(),
                        Discovery.of(question.discoveredOn(), fold.firstReport(), question.recorded())))));
    }

    private static Subject message(MessageId messageId) {
        return new Subject(SubjectKind.MESSAGE, messageId.value());
    }

    /** Everything that happened to the suspicious message. */
    private boolean trail(MessageId messageId) {
        return walk(
                message(messageId),
                Role.EVENTS,
                Span.ALWAYS,
                fact -> fits(() -> {
                    fold.take(fact, messageId.value()::equals);
                    switch (fact.event()) {
                        case "MessageSent" -> {
                            threadId = threadId == null ? fact.threadId() : threadId;
                            Places.recipients(fact).forEach(this::reached);
                        }
                        case "MessageRouted" -> reached(Places.to(fact));
                        case "MessageRead" -> opened(fact);
                        default -> {}
                    }
                }));
    }

    private void reached(Party party) {
        if (party instanceof Party.Person person) {
            fold.received(person.person());
        } else if (party instanceof Party.Pool pool) {
            pools.add(pool.pool().value());
        }
    }

    private void opened(Fact read) {
        Actor reader = read.actor();
        if (reader != null && reader.kind() != ActorKind.SERVICE) {
            openers.merge(
                    reader.id(), read.time(question.recorded()), (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    /** What was sent in answer to it. */
    private boolean replies(MessageId messageId) {
        return threadId == null
                || walk(
                        new Subject(SubjectKind.THREAD, threadId),
                        SENDS,
                        Span.ALWAYS,
                        fact -> fits(() -> {
                            if (fact.detail().path("inReplyTo").asString("").equals(messageId.value())
                                    && !messageId.equals(fact.messageId())) {
                                replies.add(fact.leafIndex());
                                fold.take(fact, id -> true);
                            }
                        }));
    }

    /** What those who opened it did afterwards: an act of two of them is one's alone, and what was told already is not told again. */
    private boolean follow(IncidentScope.Message scope) {
        Instant until = scope.followUntil();
        if (until == null) {
            return true;
        }
        String suspicious = scope.messageId().value();
        for (Map.Entry<PersonId, Instant> opener : openers.entrySet()) {
            Predicate<Fact> taker = fact -> fits(() -> {
                if (isOf(opener.getKey(), fact) && !replies.contains(fact.leafIndex())) {
                    fold.take(fact, id -> !id.equals(suspicious));
                }
            });
            if (opener.getValue().isBefore(until) && !account(opener.getKey(), opener.getValue(), until, taker)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the act is told with this opener: the actor, if it is followed by then, comes before the person it acts for. */
    private boolean isOf(PersonId opener, Fact fact) {
        Actor actor = fact.actor();
        if (actor == null) {
            return false;
        }
        Instant time = fact.time(question.recorded());
        return Stream.of(Optional.of(actor.id()), Optional.ofNullable(actor.onBehalfOf()))
                .flatMap(Optional::stream)
                .filter(person ->
                        openers.containsKey(person) && !time.isBefore(openers.getOrDefault(person, Instant.MAX)))
                .findFirst()
                .filter(opener::equals)
                .isPresent();
    }

    private boolean account(PersonId person, Instant from, Instant to, Predicate<Fact> taker) {
        return walk(
                new Subject(SubjectKind.PERSON, person.value()),
                BY_ACCOUNT,
                new Span(from, to, question.recorded()),
                taker);
    }

    /** What the first sends say of all these messages, and who reported them. */
    private boolean sendsAndReports() {
        Instant firstAt = fold.firstAt();
        List<String> ids = new ArrayList<>(fold.messageIds());
        ids.remove(IncidentFold.NO_MESSAGE);
        for (int from = 0; from < ids.size(); from += BATCH) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + BATCH));
            Map<String, List<Fact>> facts =
                    new HashMap<>(snapshot.ofEach(SubjectKind.MESSAGE, some, SENDS_AND_REPORTS, EACH_MAX));
            for (String id : some) {
                Predicate<Fact> taker = fact -> fits(() -> sendOrReport(id, fact, firstAt));
                List<Fact> few = facts.get(id);
                boolean whole = few == null
                        ? walk(new Subject(SubjectKind.MESSAGE, id), SENDS_AND_REPORTS, Span.ALWAYS, taker)
                        : few.stream().allMatch(taker);
                if (!whole) {
                    return false;
                }
            }
        }
        return true;
    }

    private void sendOrReport(String messageId, Fact fact, @Nullable Instant firstAt) {
        if (fact.event().equals("MessageSent")) {
            fold.send(fact);
        } else if (question.scope() instanceof IncidentScope.Message scope
                ? scope.messageId().value().equals(messageId)
                : firstAt != null && !fact.time(question.recorded()).isBefore(firstAt)) {
            fold.report(fact);
        }
    }

    private boolean fits(Runnable taking) {
        taking.run();
        return fold.size() <= Incidents.ROWS_MAX;
    }

    /** All of them together look at a bounded number of facts. */
    private boolean walk(Subject subject, List<String> roles, Span span, Predicate<Fact> taker) {
        Snapshot.Walk walk = snapshot.walk(subject, roles, span, Incidents.FACTS_MAX - factsRead, taker);
        factsRead += walk.walked();
        return walk.whole();
    }
}
