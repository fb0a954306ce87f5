package org.messageledger.benchmark;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessDecision;
import org.messageledger.access.AccessKind;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.message.Decision;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.DiscloseMessage;
import org.messageledger.message.LedgerEvent;
import org.messageledger.message.LegalBasis;
import org.messageledger.message.MessageDecision;
import org.messageledger.message.MessageEvent;
import org.messageledger.message.MessageState;
import org.messageledger.message.ReportSuspicion;
import org.messageledger.message.Resolution;
import org.messageledger.message.ResolveMessage;
import org.messageledger.message.RouteMessage;
import org.messageledger.message.RoutingCause;
import org.messageledger.message.SendMessage;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Client;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.party.Purpose;

/**
 * What a clinic's emitters record, the same for the same seed but for the time: messages that are sent, routed, opened by
 * several, answered and settled while others are, listings of what is under way, attempts that are refused, disclosures.
 * A few messages are opened by very many, a few people (shared workstations) and patients have very many accesses. Not
 * thread-safe.
 */
final class MixedTraffic {

    /** Messages under way at a time. */
    private static final int UNDER_WAY = 64;

    private static final int STAFF = 2_000;
    private static final int WORKSTATIONS = 4;
    private static final int PATIENTS = 50_000;
    static final int POOLS = 30;
    private static final int LISTED = 10;
    private static final int HOT_MESSAGES = 20;

    private static final List<Category> CATEGORIES = List.of(Category.values());
    private static final List<RoutingCause> CAUSES = List.of(RoutingCause.values());
    private static final DecisionRules RULES = DecisionRules.defaults();
    private static final Purpose TREAT = new Purpose("TREAT");
    private static final Purpose CARE = new Purpose("COC");

    /**
     * One entry.
     *
     * @param stream of the message's own; null for an event beside it
     */
    record Step(LedgerEvent event, @Nullable String stream, long sequenceNumber) {}

    /** How often each was named, by id. */
    final Map<String, Integer> accessesByPerson = new HashMap<>();

    final Map<String, Integer> accessesByPatient = new HashMap<>();

    /** Messages of at least a hundred accesses. */
    final List<String> busyMessages = new ArrayList<>();

    private final SplittableRandom random;
    private final long hotEvery;
    private final int hotReads;
    private final List<Story> underWay = new ArrayList<>();
    private long nextMessage;

    /** @param entries how many will be made: a thousandth of them, ten thousand of ten million, open each of the hot messages */
    MixedTraffic(long seed, long entries) {
        this.random = new SplittableRandom(seed);
        this.hotReads = Math.toIntExact(Math.max(100, entries / 1_000));
        this.hotEvery = Math.max(1, entries / 8 / HOT_MESSAGES); // a message has some eight entries
    }

    /** The next entry. */
    Step next() {
        while (underWay.size() < UNDER_WAY) {
            underWay.add(new Story(nextMessage++));
        }
        if (random.nextInt(100) < 8) {
            return listing();
        }
        int chosen = random.nextInt(underWay.size());
        Story story = underWay.get(chosen);
        Step step = story.steps.remove().get();
        if (story.steps.isEmpty()) {
            underWay.set(chosen, new Story(nextMessage++));
        }
        return step;
    }

    private Step listing() {
        List<MessageId> ids = new ArrayList<>();
        Map<MessageId, MessageState> states = new HashMap<>();
        int first = random.nextInt(underWay.size());
        for (int i = 0; i < LISTED; i++) {
            Story story = underWay.get((first + i) % underWay.size());
            if (story.state.known()) {
                ids.add(story.id);
                states.put(story.id, story.state);
            }
        }
        if (ids.isEmpty()) {
            return next();
        }
        Actor actor = through(staff(), random.nextInt(POOLS));
        count(accessesByPerson, actor.id());
        return alone(AccessDecision.decide(
                new ListMessages(ids, Mode.ASK, null, client(), actor, AccessKind.LISTED, CARE, null),
                id -> states.getOrDefault(id, MessageState.UNKNOWN),
                Instant.now(),
                RULES));
    }

    private static Step alone(Decision<? extends LedgerEvent> decision) {
        return new Step(decision.events().get(0), null, 0);
    }

    private static <T> void count(Map<String, Integer> counts, T id) {
        counts.merge(id.toString(), 1, Integer::sum);
    }

    /** Seven of a hundred acts come from a few shared workstations. */
    private PersonId staff() {
        return new PersonId(
                random.nextInt(100) < 7
                        ? "workstation:" + random.nextInt(WORKSTATIONS)
                        : "staff:" + random.nextInt(STAFF));
    }

    private static Actor through(PersonId person, int pool) {
        return new Actor(person, ActorKind.STAFF, null, pool(pool), null);
    }

    private static PoolId pool(int number) {
        return new PoolId("pool-" + number);
    }

    private Client client() {
        return new Client("10.4." + random.nextInt(16) + "." + random.nextInt(256), "portal/7.2");
    }

    /** Few of the patients have most of the messages. */
    private PersonId patient() {
        double evenly = random.nextDouble();
        return new PersonId("member:" + (int) (PATIENTS * evenly * evenly * evenly));
    }

    /** A message from its send to its end, and its answer. */
    private final class Story {

        final MessageId id;
        final Deque<Supplier<Step>> steps = new ArrayDeque<>();
        MessageState state = MessageState.UNKNOWN;
        private final PersonId patient = patient();
        private long sequenceNumber;
        private int pool = random.nextInt(POOLS);

        Story(long number) {
            id = new MessageId("portal:" + number);
            boolean hot = number % hotEvery == hotEvery / 2;
            int reads = hot ? hotReads : number % 500 == 7 ? 150 : 1 + random.nextInt(8);
            if (reads >= 100) {
                busyMessages.add(id.value());
            }
            steps.add(() -> send(id, null, Actor.of(patient, ActorKind.MEMBER), new Party.Pool(pool(pool))));
            for (int hops = random.nextInt(10); hops > 6; hops--) {
                steps.add(this::route);
            }
            for (int i = 0; i < reads; i++) {
                steps.add(this::read);
            }
            if (random.nextInt(100) < 25) {
                MessageId answer = new MessageId("portal:" + number + "-answer");
                steps.add(() -> send(answer, id, through(staff(), pool), new Party.Person(patient)));
            }
            if (random.nextInt(100) < 3) {
                steps.add(this::disclose);
            }
            if (random.nextInt(1_000) < 5) {
                steps.add(() -> own(MessageDecision.decide(
                        new ReportSuspicion(id, Mode.ASK, null, client(), through(staff(), pool), "Odd link"),
                        state,
                        Instant.now(),
                        RULES)));
            }
            if (random.nextInt(100) < 40) {
                steps.add(() -> own(MessageDecision.decide(
                        new ResolveMessage(
                                id, Mode.REPORT, null, client(), through(staff(), pool), Resolution.ANSWERED),
                        state,
                        Instant.now(),
                        RULES)));
            }
        }

        private Step send(MessageId messageId, @Nullable MessageId parent, Actor sender, Party recipient) {
            SendMessage command = new SendMessage(
                    messageId,
                    Mode.ASK,
                    null,
                    client(),
                    null,
                    parent,
                    sender,
                    List.of(recipient),
                    List.of(patient),
                    "clinic-" + pool % 7,
                    CATEGORIES.get(random.nextInt(CATEGORIES.size())),
                    random.nextBoolean() ? Channel.PORTAL : Channel.MOBILE_APP,
                    false,
                    Confidentiality.N,
                    "Short of breath",
                    "Since yesterday, on the stairs.",
                    null,
                    List.of(),
                    null,
                    null);
            Decision<MessageEvent> sent = MessageDecision.decide(
                    command, MessageState.UNKNOWN, of -> Optional.of(id.value()), Instant.now(), RULES);
            return parent == null ? own(sent) : new Step(sent.events().get(0), "message/" + messageId.value(), 0);
        }

        private Step own(Decision<MessageEvent> decision) {
            MessageEvent event = decision.events().get(0);
            state = state.evolve(event);
            return new Step(event, "message/" + id.value(), sequenceNumber++);
        }

        private Step route() {
            int from = pool;
            pool = random.nextInt(POOLS);
            RoutingCause cause = CAUSES.get(random.nextInt(CAUSES.size()));
            return own(MessageDecision.decide(
                    new RouteMessage(
                            id,
                            Mode.ASK,
                            null,
                            client(),
                            new Party.Pool(pool(from)),
                            new Party.Pool(pool(pool)),
                            cause,
                            cause == RoutingCause.PERSON ? "staff:1" : "rule:words",
                            null,
                            "Names a charge"),
                    state,
                    Instant.now(),
                    RULES));
        }

        /** Three of a hundred have no part in the message, and are refused. */
        private Step read() {
            Actor actor = random.nextInt(100) < 3 ? Actor.of(staff(), ActorKind.STAFF) : through(staff(), pool);
            count(accessesByPerson, actor.id());
            count(accessesByPatient, patient);
            return alone(AccessDecision.decide(
                    new ReadMessage(
                            id,
                            Mode.ASK,
                            null,
                            client(),
                            patient,
                            actor,
                            AccessKind.OPENED,
                            random.nextBoolean() ? TREAT : CARE,
                            null,
                            null,
                            null,
                            null,
                            null),
                    state,
                    Instant.now(),
                    RULES));
        }

        private Step disclose() {
            return alone(MessageDecision.decide(
                    new DiscloseMessage(
                            id,
                            Mode.ASK,
                            null,
                            client(),
                            List.of(patient),
                            new DiscloseMessage.Recipient("Dr. Weiss", null),
                            "Two messages",
                            "Asked for by the patient",
                            null,
                            through(staff(), pool),
                            LegalBasis.TO_INDIVIDUAL),
                    state,
                    Instant.now(),
                    RULES));
        }
    }
}
