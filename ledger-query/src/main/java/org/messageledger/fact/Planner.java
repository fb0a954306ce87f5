package org.messageledger.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.messageledger.fact.Candidates.Both;
import org.messageledger.fact.Candidates.Either;
import org.messageledger.fact.Candidates.Posted;
import org.messageledger.fact.Condition.All;
import org.messageledger.fact.Condition.Any;
import org.messageledger.fact.Condition.Compare;
import org.messageledger.fact.Condition.Not;

/** Finds where a condition can hold: by postings, by the leaf index, and by the time of recording, which follows it. */
final class Planner {

    /** So many parts of a conjunction lead the way at most: others are tested on what these find. */
    private static final int PARTS_MAX = 4;

    private static final LeafRange ALL = new LeafRange(0, Long.MAX_VALUE - 1);

    private static final Candidates NONE = new Either(List.of());

    private final TreeHistory history;

    private Planner(TreeHistory history) {
        this.history = history;
    }

    /**
     * How the facts that hold a condition are found.
     *
     * @param candidates where to look
     * @param remaining what must be tested of the facts there; {@link Condition#EVERYTHING} when all of them hold it
     */
    record Plan(Candidates candidates, Condition remaining) {

        boolean testsNothing() {
            return remaining.equals(Condition.EVERYTHING);
        }
    }

    static Plan plan(Condition condition, TreeHistory history) {
        return new Planner(history).conjunction(positive(condition));
    }

    /** The same condition with {@code Not} before tests only, and no conjunction directly in another. */
    static Condition positive(Condition condition) {
        if (condition instanceof Not not) {
            Condition negated = not.condition();
            if (negated instanceof Not twice) {
                return positive(twice.condition());
            }
            List<Condition> parts = Conditions.parts(negated).stream()
                    .map(part -> positive(new Not(part)))
                    .toList();
            return negated instanceof All ? new Any(parts) : negated instanceof Any ? flat(parts) : condition;
        }
        List<Condition> parts =
                Conditions.parts(condition).stream().map(Planner::positive).toList();
        return condition instanceof All ? flat(parts) : condition instanceof Any ? new Any(parts) : condition;
    }

    private static All flat(List<Condition> parts) {
        List<Condition> flat = new ArrayList<>();
        for (Condition part : parts) {
            if (part instanceof All all) {
                flat.addAll(all.conditions());
            } else {
                flat.add(part);
            }
        }
        return new All(flat);
    }

    private Plan conjunction(Condition condition) {
        List<Condition> conjuncts = condition instanceof All all ? all.conditions() : List.of(condition);
        LeafRange range = ALL;
        List<Candidates> parts = new ArrayList<>();
        List<Condition> remaining = new ArrayList<>();
        for (Condition conjunct : conjuncts) {
            Optional<Plan> plan = serve(conjunct);
            if (plan.isEmpty() || (parts.size() >= PARTS_MAX && !isRange(plan.get()))) {
                remaining.add(conjunct);
                continue;
            }
            if (plan.get().candidates() instanceof Both both) {
                range = range.within(both.range());
                parts.addAll(both.parts());
            } else {
                parts.add(plan.get().candidates());
            }
            if (!plan.get().testsNothing()) {
                remaining.add(conjunct);
            }
        }
        return new Plan(new Both(range, parts), new All(remaining));
    }

    private static boolean isRange(Plan plan) {
        return plan.candidates() instanceof Both both && both.parts().isEmpty();
    }

    /** Empty where no index leads to. */
    private Optional<Plan> serve(Condition condition) {
        if (condition instanceof Compare compare) {
            return candidates(compare).map(candidates -> new Plan(candidates, Condition.EVERYTHING));
        }
        if (condition instanceof Condition.Present present) {
            return rare(RareValues.having(present.field()))
                    .map(candidates -> new Plan(candidates, Condition.EVERYTHING));
        }
        if (condition instanceof All) {
            Plan plan = conjunction(condition);
            return plan.candidates().equals(new Both(ALL, List.of())) && !plan.testsNothing()
                    ? Optional.empty()
                    : Optional.of(plan);
        }
        if (condition instanceof Any any) {
            List<Candidates> parts = new ArrayList<>();
            boolean exactly = true;
            for (Condition part : any.conditions()) {
                Optional<Plan> plan = serve(part);
                if (plan.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(plan.get().candidates());
                exactly &= plan.get().testsNothing();
            }
            return Optional.of(new Plan(new Either(parts), exactly ? Condition.EVERYTHING : any));
        }
        return Optional.empty();
    }

    private Optional<Candidates> candidates(Compare compare) {
        if (compare.field() == Field.LEAF_INDEX) {
            return Optional.of(range(compare, (Long) compare.value()));
        }
        if (compare.field() == Field.RECORDED_AT) {
            return Optional.of(recorded(compare, (Instant) compare.value()));
        }
        if (compare.relation() != Condition.Relation.EQUAL) {
            return Optional.empty();
        }
        if (compare.field() == Field.EVENT_ID) {
            return Optional.of(event((String) compare.value()));
        }
        Set<Short> roles = roles(compare.field());
        String value = compare.value().toString();
        return roles.isEmpty()
                ? rare(RareValues.having(compare.field(), value))
                : Optional.of(new Posted(value, roles));
    }

    private static Optional<Candidates> rare(List<String> values) {
        Set<Short> roles = of(SubjectKind.VALUE, Role.VALUE);
        List<Candidates> parts = new ArrayList<>();
        values.forEach(value -> parts.add(new Posted(value, roles)));
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts.size() == 1 ? parts.get(0) : new Either(parts));
    }

    private static Candidates range(Compare compare, long leafIndex) {
        long before = Math.max(leafIndex, ALL.first()) - 1;
        long beyond = Math.min(leafIndex, ALL.last()) + 1;
        return between(
                switch (compare.relation()) {
                    case EQUAL -> new LeafRange(leafIndex, leafIndex);
                    case LESS -> new LeafRange(ALL.first(), before);
                    case AT_MOST -> new LeafRange(ALL.first(), leafIndex);
                    case MORE -> new LeafRange(beyond, ALL.last());
                    case AT_LEAST -> new LeafRange(leafIndex, ALL.last());
                });
    }

    /** {@code recordedAt} never decreases along the log. */
    private Candidates recorded(Compare compare, Instant time) {
        Instant after = Times.bounded(time).plusNanos(1);
        return between(
                switch (compare.relation()) {
                    case EQUAL -> new LeafRange(history.sizeBefore(time), history.sizeBefore(after) - 1);
                    case LESS -> new LeafRange(ALL.first(), history.sizeBefore(time) - 1);
                    case AT_MOST -> new LeafRange(ALL.first(), history.sizeBefore(after) - 1);
                    case MORE -> new LeafRange(history.sizeBefore(after), ALL.last());
                    case AT_LEAST -> new LeafRange(history.sizeBefore(time), ALL.last());
                });
    }

    private Candidates event(String eventId) {
        UUID id;
        try {
            id = UUID.fromString(eventId);
        } catch (IllegalArgumentException e) {
            return NONE; // no event has such an id
        }
        OptionalLong leaf = id.toString().equals(eventId) ? history.leafOf(id) : OptionalLong.empty();
        return leaf.isEmpty() ? NONE : between(new LeafRange(leaf.getAsLong(), leaf.getAsLong()));
    }

    private static Candidates between(LeafRange range) {
        return new Both(range, List.of());
    }

    /** Under which roles postings have the field's values; none when they do not. */
    private static Set<Short> roles(Field field) {
        return switch (field) {
            case MESSAGE_ID -> RoleCode.answering(SubjectKind.MESSAGE, Role.EVENTS);
            case THREAD_ID -> RoleCode.answering(SubjectKind.THREAD, Role.EVENTS);
            case ACTOR -> of(SubjectKind.PERSON, Role.ACTOR);
            case ON_BEHALF_OF -> of(SubjectKind.PERSON, Role.ON_BEHALF_OF);
            case POOL -> of(SubjectKind.POOL, Role.ACTOR);
            case CARE_SITE -> of(SubjectKind.SITE, Role.CARE_SITE);
            case PERSON ->
                of(
                        SubjectKind.PERSON,
                        Role.ACTOR,
                        Role.ON_BEHALF_OF,
                        Role.RECIPIENT,
                        Role.APPROVER,
                        Role.ROUTED_FROM,
                        Role.ROUTED_TO);
            case SENDER -> of(SubjectKind.PERSON, Role.SENDER);
            case RECIPIENT -> party(Role.RECIPIENT);
            case ROUTED_FROM -> party(Role.ROUTED_FROM);
            case ROUTED_TO -> party(Role.ROUTED_TO);
            case APPROVER -> of(SubjectKind.PERSON, Role.APPROVER);
            case PATIENT -> of(SubjectKind.PATIENT, Role.NAMED, Role.OF_MESSAGE);
            default -> Set.of();
        };
    }

    private static Set<Short> party(Role role) {
        Set<Short> roles = new HashSet<>(of(SubjectKind.PERSON, role));
        roles.addAll(of(SubjectKind.POOL, role));
        return roles;
    }

    private static Set<Short> of(SubjectKind kind, Role... roles) {
        return RoleCode.answering(kind, List.of(roles).stream().map(Role::name).toList());
    }
}
