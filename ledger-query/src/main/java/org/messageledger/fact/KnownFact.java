package org.messageledger.fact;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import tools.jackson.databind.JsonNode;

/**
 * A fact, and what the sends of its messages say of it, as of some leaf. Pure.
 *
 * @param sends the first sends of its messages, by message, where there are any by then
 */
record KnownFact(Fact fact, Map<String, FirstSend> sends) {

    /** Fields that the fact alone does not tell. */
    static final Set<Field> BY_SENDS = Set.of(Field.THREAD_ID, Field.PATIENT);

    /** All values of a field, each once; of the class that {@link Field.Type#valueClass} says. */
    Collection<?> values(Field field) {
        return switch (field) {
            case LEAF_INDEX -> List.of(fact.leafIndex());
            case EVENT_ID -> List.of(fact.eventId().toString());
            case EVENT -> List.of(fact.event());
            case RECORDED_AT -> List.of(fact.recordedAt());
            case OCCURRED_AT -> one(fact.occurredAt());
            case TIME -> List.of(time());
            case EMITTER -> List.of(fact.emitter());
            case MODE -> code(fact.mode());
            case MESSAGE_ID -> messages();
            case THREAD_ID -> threads();
            case ACTOR, ACTOR_KIND, ON_BEHALF_OF, POOL, RELATION -> ofActor(field);
            case KIND -> code(fact.kind());
            case PURPOSE -> code(fact.purpose());
            case GROUND -> code(fact.ground());
            case OUTCOME -> code(fact.outcome());
            case IRREGULARITY -> fact.irregularities().stream().map(Enum::name).toList();
            case CLIENT_ADDRESS, USER_AGENT -> ofClient(field);
            case CATEGORY -> code(fact.category());
            case CHANNEL -> code(fact.channel());
            case URGENT -> one(fact.urgent());
            case CONFIDENTIALITY -> code(fact.confidentiality());
            case CARE_SITE -> one(fact.careSite());
            case PERSON -> people();
            case SENDER -> fact.event().equals(Role.SENT) ? ofActor(Field.ACTOR) : List.of();
            case RECIPIENT ->
                fact.detail()
                        .path("recipients")
                        .valueStream()
                        .flatMap(KnownFact::party)
                        .distinct()
                        .toList();
            case ROUTED_FROM -> party(fact.detail().path("from")).toList();
            case ROUTED_TO -> party(fact.detail().path("to")).toList();
            case APPROVER -> approver().toList();
            case PATIENT -> patients();
        };
    }

    private Instant time() {
        Instant occurredAt = fact.occurredAt();
        return occurredAt == null ? fact.recordedAt() : occurredAt;
    }

    Collection<String> messages() {
        if (fact.messageId() != null) {
            return List.of(fact.messageId().value());
        }
        return texts(fact.detail().path("messageIds")).toList();
    }

    private Collection<String> threads() {
        Set<String> threads = new LinkedHashSet<>(one(fact.threadId()));
        sends.values().forEach(send -> threads.add(send.threadId()));
        return threads;
    }

    private Collection<String> patients() {
        Set<String> patients = new LinkedHashSet<>();
        texts(fact.detail().path("patientIds")).forEach(patients::add);
        text(fact.detail().path("patientId")).forEach(patients::add);
        sends.values().forEach(send -> patients.addAll(send.patientIds()));
        return patients;
    }

    private Collection<String> people() {
        Set<String> people = new LinkedHashSet<>(ofActor(Field.ACTOR));
        people.addAll(ofActor(Field.ON_BEHALF_OF));
        JsonNode detail = fact.detail();
        Stream.concat(detail.path("recipients").valueStream(), Stream.of(detail.path("from"), detail.path("to")))
                .flatMap(party -> text(party.path("person")))
                .forEach(people::add);
        approver().forEach(people::add);
        return people;
    }

    private Stream<String> approver() {
        return text(fact.detail().path("authority").path("approvedBy"));
    }

    private static Stream<String> party(JsonNode party) {
        return Stream.of("person", "pool").flatMap(kind -> text(party.path(kind)));
    }

    private Collection<String> ofActor(Field field) {
        Actor actor = fact.actor();
        if (actor == null) {
            return List.of();
        }
        return code(
                switch (field) {
                    case ACTOR -> actor.id();
                    case ACTOR_KIND -> actor.kind();
                    case ON_BEHALF_OF -> actor.onBehalfOf();
                    case POOL -> actor.pool();
                    default -> actor.relation();
                });
    }

    private Collection<String> ofClient(Field field) {
        Client client = fact.client();
        if (client == null) {
            return List.of();
        }
        return one(field == Field.CLIENT_ADDRESS ? client.address() : client.userAgent());
    }

    private static <T> Collection<T> one(@Nullable T value) {
        return value == null ? List.of() : List.of(value);
    }

    /** A value that writes itself as the field's text. */
    private static Collection<String> code(@Nullable Object value) {
        return value == null ? List.of() : List.of(value.toString());
    }

    private static Stream<String> text(JsonNode value) {
        return value.isString() ? Stream.of(value.asString()) : Stream.empty();
    }

    private static Stream<String> texts(JsonNode array) {
        return array.valueStream().flatMap(KnownFact::text);
    }

    /** Whether the condition holds. */
    boolean holds(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.conditions().stream().allMatch(this::holds);
        }
        if (condition instanceof Condition.Any any) {
            return any.conditions().stream().anyMatch(this::holds);
        }
        if (condition instanceof Condition.Not not) {
            return !holds(not.condition());
        }
        if (condition instanceof Condition.Present present) {
            return !values(present.field()).isEmpty();
        }
        if (condition instanceof Condition.Prefix prefix) {
            return values(prefix.field()).stream()
                    .anyMatch(value -> value.toString().startsWith(prefix.text()));
        }
        Condition.Compare compare = (Condition.Compare) condition;
        return values(compare.field()).stream().anyMatch(value -> holds(value, compare));
    }

    private static boolean holds(Object value, Condition.Compare compare) {
        if (compare.relation() == Condition.Relation.EQUAL) {
            return value.equals(compare.value());
        }
        int order = value instanceof Instant time
                ? time.compareTo((Instant) compare.value())
                : Long.compare((Long) value, (Long) compare.value());
        return switch (compare.relation()) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }
}
