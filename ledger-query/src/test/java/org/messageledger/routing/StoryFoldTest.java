package org.messageledger.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.fact.Fact;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Short stories: acts in the order of leaves, an hour of recording between two, the first at hour 0. {@code send ann > P}:
 * ann sends to pool P; capital letters are pools, {@code ann/bob} acts for bob, {@code ann@P} through P, {@code bot} is a
 * service. {@code -3} at the end: the emitter says it was at hour -3. The story in words: read, answered, resolved after
 * so many hours, {@code -} for never; then what became of the routing.
 */
@SuppressWarnings("StringSplitter") // no story ends with what splits it
class StoryFoldTest {

    private static final MessageId MESSAGE = new MessageId("portal:1");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int HOUR_MILLIS = 3_600_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "send ann > P | - - - open",
                "send ann > P; read bob@P; answer bob; resolve bob | 1 2 3",
                "send ann > bob; read bob | 1 - - open",
                // who reads
                "send ann > P; read bot@P | - - - open",
                "send ann > P; read bob | - - - open",
                "send ann > P; read bob@Q; read cyd@P | 2 - - open",
                "send ann > bob; read cyd/bob | 1 - - open",
                "send ann > P; read ann@P | - - - open",
                "send ann/kid > P; read kid@P; read ann; read dad/kid@P | - - - open",
                "send ann > P; read bob@Q; route P > Q | 1 - - open",
                "read bob@P; send ann > P | -1 - - open",
                // which clock
                "send ann > P; read bob@P; read cyd@P -3 | -3 - - open",
                "send ann > P -3; read bob@P | 4 - - open",
                // what answers
                "send ann > P; answer bot; answer ann; answer kid/ann; answer bob | - 4 - open-",
                "send ann > P; answer bot | - - - open",
                "send ann > P; again bob; answer bob | - 2 - open-",
                "send ann > P; elsewhere bob | - - - open",
                "send ann > P; resolve bot | - 1 1",
                "send ann > P; resolve bob; answer bob | - 1 1",
                "send ann > P; resolve bob; resolve bob -3 | - -3 -3",
                "answer bob; send ann > P | - -1 - open-",
                "send ann > P; retract ann | - - - retracted",
                // a second send changes nothing
                "send ann > P; send bob > Q; read cyd@Q; read cyd@P | 3 - - open",
                // where it goes
                "send ann > P; route P > Q | - - - open Pool=P",
                "send ann > P; route P > Q; route Q > P | - - - open misrouted loops=1",
                "send ann > P; route P > Q; route Q > R; route R > S | - - - open misrouted loops=0",
                "send ann > P; route P > P | - - - open misrouted loops=1",
                "send ann > P; route Q > P | - - - open Pool=P",
                "send ann > P; route * > Q; route Q > P | - - - open Pool=P",
                "send ann > bob; route bob > cyd; route cyd > bob; route bob > cyd | - - - open misrouted loops=2",
                "send ann > bob; route bob > cyd; route cyd > Q | - - - open Pool=Q",
                "route P > Q; send ann > R | - - - open Pool=R",
                "route P > Q; route Q > P; send ann > bob | - - - open misrouted loops=1 Pool=Q",
                "route P > Q; resolve bob | - - - unknown",
            })
    void tellsWhatHappened(String acts, String story) {
        String words = words(story(acts, false));

        for (String word : story.replace("open-", "").trim().split(" +")) {
            assertThat(" " + words + " ").as(acts).contains(" " + word + " ");
        }
        assertThat(words).as(acts).startsWith(story.replaceFirst(" (open|retracted|misrouted|unknown).*", "") + " ");
        assertThat(words.contains("open")).isEqualTo(story.contains("open") && !story.contains("open-"));
        assertThat(words.contains("misrouted")).isEqualTo(story.contains("misrouted"));
    }

    @Test
    void measuresByTheClockOfTheLogWhereThatIsAskedFor() {
        String acts = "send ann > P; read bob@P; read cyd@P -3; resolve bob -9";

        assertThat(words(story(acts, true))).startsWith("1 3 3 ");
        assertThat(words(story(acts, false))).startsWith("-3 -9 -9 ");
    }

    @Test
    void refusesToTellOfMoreRoutesThanItHolds() {
        StoryFold fold = new StoryFold(MESSAGE, false);
        for (int i = 0; i < StoryFold.HOPS_MAX; i++) {
            fold.take(fact(i, "route * > Q"));
        }
        assertThat(fold.tooManyHops()).isFalse();

        fold.take(fact(StoryFold.HOPS_MAX, "route * > Q"));

        assertThat(fold.tooManyHops()).isTrue();
    }

    @Test
    void takesPercentilesByNearestRank() {
        assertThat(Percentiles.of(new long[0])).isEqualTo(new Percentiles(0, 0, null, null, null, null, null));
        assertThat(Percentiles.of(new long[] {-7, 5})).isEqualTo(new Percentiles(2, 1, -7L, 5L, 5L, 5L, 5L));
        long[] hundred = new long[100];
        Arrays.setAll(hundred, i -> i + 1L);
        assertThat(Percentiles.of(hundred)).isEqualTo(new Percentiles(100, 0, 50L, 90L, 95L, 99L, 100L));
    }

    private static String words(Story story) {
        return Stream.of(story.firstRead(), story.firstAnswer(), story.resolved())
                        .map(story::afterMillis)
                        .map(millis -> millis == null ? "-" : Long.toString(millis / HOUR_MILLIS))
                        .reduce((one, other) -> one + " " + other)
                        .orElseThrow()
                + (story.sent() == null ? " unknown" : "")
                + (story.open() ? " open" : "")
                + (story.retracted() != null ? " retracted" : "")
                + (story.misrouted() ? " misrouted" : "")
                + " loops=" + story.loops()
                + (story.pool() == null ? "" : " Pool=" + story.pool().value());
    }

    private static Story story(String acts, boolean recorded) {
        StoryFold fold = new StoryFold(MESSAGE, recorded);
        String[] all = acts.split(";");
        List<Fact> facts = Stream.iterate(0, i -> i + 1)
                .limit(all.length)
                .map(i -> fact(i, all[i].trim()))
                .toList();
        facts.stream()
                .filter(fact -> isOwn(fact, StoryFold.STEPS.contains(fact.event())))
                .forEach(fold::take);
        facts.stream().filter(fact -> fact.event().equals("MessageRead")).forEach(fold::read);
        facts.stream().filter(fact -> fact.event().equals("MessageSent")).forEach(fold::threadSend);
        return fold.story();
    }

    private static boolean isOwn(Fact fact, boolean step) {
        return step && MESSAGE.equals(fact.messageId());
    }

    private static Fact fact(int leaf, String act) {
        String[] words = act.split(" ");
        boolean claimed = words.length > 2 && words[words.length - 1].matches("-?\\d+");
        Instant occurredAt = claimed ? hour(Integer.parseInt(words[words.length - 1])) : null;
        ObjectNode detail = JSON.createObjectNode();
        String event =
                switch (words[0]) {
                    case "send" -> {
                        detail.putArray("recipients").add(party(words[3]));
                        yield "MessageSent";
                    }
                    case "answer", "elsewhere", "again" -> {
                        detail.put("inReplyTo", MESSAGE.value());
                        yield "MessageSent";
                    }
                    case "route" -> {
                        if (!words[1].equals("*")) {
                            detail.set("from", party(words[1]));
                        }
                        detail.set("to", party(words[3]));
                        yield "MessageRouted";
                    }
                    case "read" -> "MessageRead";
                    case "resolve" -> "MessageResolved";
                    case "retract" -> "MessageRetracted";
                    default -> throw new IllegalArgumentException(act);
                };
        boolean own = !detail.has("inReplyTo");
        return new Fact(
                leaf,
                new UUID(0, leaf),
                event,
                hour(leaf),
                occurredAt,
                "portal",
                Mode.REPORT,
                own ? MESSAGE : new MessageId("portal:answer-" + leaf),
                event.equals("MessageSent") ? (words[0].equals("elsewhere") ? "other" : "thread") : null,
                words[0].equals("route") ? null : actor(words[1]),
                null,
                null,
                null,
                null,
                words[0].equals("again") ? List.of(Irregularity.DUPLICATE_ID) : List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                detail);
    }

    private static Instant hour(int hour) {
        return Instant.parse("2026-03-01T08:00:00Z").plusMillis((long) hour * HOUR_MILLIS);
    }

    private static ObjectNode party(String name) {
        return JSON.createObjectNode().put(Character.isUpperCase(name.charAt(0)) ? "pool" : "person", name);
    }

    private static Actor actor(String text) {
        String[] throughPool = text.split("@");
        String[] inName = throughPool[0].split("/");
        @Nullable PersonId principal = inName.length > 1 ? new PersonId(inName[1]) : null;
        return new Actor(
                new PersonId(inName[0]),
                inName[0].equals("bot") ? ActorKind.SERVICE : ActorKind.STAFF,
                principal,
                throughPool.length > 1 ? new PoolId(throughPool[1]) : null,
                null);
    }
}
