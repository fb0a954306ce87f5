package org.messageledger.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Reply;
import org.messageledger.fact.Role;
import org.messageledger.fact.Snapshot;
import org.messageledger.fact.Span;
import org.messageledger.fact.Subject;
import org.messageledger.fact.SubjectKind;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.PoolId;

/** The messages that a question wants, while they are measured: the facts that may have begun one, some at a time. */
final class Population {

    private static final int BATCH = 250;

    private static final String NARROWER =
            "Ask for less: a later from or an earlier to, with time=recorded, or one category, pool or careSite.";

    private final Snapshot snapshot;
    private final RoutingQuestion question;
    private final Stories stories;
    private final Map<MessageId, Set<Long>> batch = new LinkedHashMap<>();
    private final List<Timed> measured = new ArrayList<>();
    private final Map<String, String> pools = new HashMap<>();
    private final Map<String, String> weeks = new HashMap<>();
    private Reply.@Nullable TooMuch<RoutingTimes> tooMuch;

    Population(Snapshot snapshot, RoutingQuestion question) {
        this.snapshot = snapshot;
        this.question = question;
        this.stories = new Stories(snapshot, question.span().recorded(), Routings.FACTS_MAX);
    }

    Reply<RoutingTimes> times() {
        boolean whole = beginnings(this::take) && measure();
        if (tooMuch != null) {
            return tooMuch;
        }
        return whole
                ? new Reply.Answered<>(RoutingTimes.of(snapshot.asOf(), measured))
                : tooMuch("leaves to look through for sends, or facts of the pool or care site", Routings.LEAVES_MAX);
    }

    /** What brought a message into the population: its send, or the route that brought it to the first pool. */
    private boolean beginnings(Predicate<Fact> taker) {
        PoolId pool = question.pool();
        if (pool != null) {
            Subject subject = new Subject(SubjectKind.POOL, pool.value());
            List<String> roles = List.of(Role.RECIPIENT.name(), Role.ROUTED_TO.name());
            return snapshot.walk(subject, roles, Span.ALWAYS, Routings.FACTS_MAX, taker)
                    .whole();
        }
        String careSite = question.careSite();
        if (careSite != null) {
            Subject subject = new Subject(SubjectKind.SITE, careSite);
            return snapshot.walk(subject, List.of(Role.CARE_SITE.name()), question.span(), Routings.FACTS_MAX, taker)
                    .whole();
        }
        return snapshot.pass(Set.of("MessageSent"), question.span(), Routings.LEAVES_MAX, taker);
    }

    private boolean take(Fact fact) {
        boolean other =
                question.category() != null && fact.category() != null && fact.category() != question.category();
        if (fact.messageId() == null || other || fact.irregularities().contains(Irregularity.DUPLICATE_ID)) {
            return true;
        }
        batch.computeIfAbsent(fact.messageId(), id -> new HashSet<>()).add(fact.leafIndex());
        return batch.size() < BATCH || measure();
    }

    /** False where that is too much. */
    private boolean measure() {
        boolean read = stories.of(List.copyOf(batch.keySet()), this::add);
        batch.clear();
        if (!read) {
            tooMuch = tooMuch("facts of all messages, or routes of one", Routings.FACTS_MAX);
        } else if (measured.size() > Routings.MESSAGES_MAX) {
            tooMuch = tooMuch("messages", Routings.MESSAGES_MAX);
        } else if (Math.max(pools.size(), weeks.size()) > Routings.GROUPS_MAX) {
            tooMuch = tooMuch("pools or weeks", Routings.GROUPS_MAX);
        }
        return tooMuch == null;
    }

    private void add(MessageId messageId, Story story) {
        Fact sent = story.sent();
        if (sent == null || !question.wants(story, sent)) {
            return;
        }
        long beginning = question.pool() == null ? sent.leafIndex() : story.poolLeaf();
        if (batch.getOrDefault(messageId, Set.of()).contains(beginning)) { // else another fact begins it, or did
            Timed timed = Timed.of(story, sent);
            measured.add(timed.withTexts(
                    pools.computeIfAbsent(timed.pool(), pool -> pool),
                    weeks.computeIfAbsent(timed.week(), week -> week)));
        }
    }

    private static Reply.TooMuch<RoutingTimes> tooMuch(String what, long max) {
        return new Reply.TooMuch<>(Reply.Work.GATHER, max, "These are " + what + ". " + NARROWER);
    }
}
