package org.messageledger.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.fact.Clinic;
import org.messageledger.fact.Commands;
import org.messageledger.fact.Moment;
import org.messageledger.fact.Reference;
import org.messageledger.fact.Reply;
import org.messageledger.fact.RunningLedger;
import org.messageledger.fact.Span;
import org.messageledger.message.Category;
import org.messageledger.party.MessageId;

/** Stories and figures equal those of {@link NaiveStories}, on every database, as of any leaf. */
public abstract class RoutingContract {

    private static final int HISTORIES = 2;
    private static final int QUESTIONS = 60;

    @TempDir
    private Path home;

    /** An empty, migrated database. */
    protected abstract DataSource database();

    @Test
    void everyStoryAndFigureIsWhatReadingTheWholeLogGives() {
        int[] seen = new int[6];
        for (int history = 0; history < HISTORIES; history++) {
            try (RunningLedger ledger = new RunningLedger(database(), home.resolve("" + history))) {
                Clinic clinic = new Clinic(history, 30);
                Random random = new Random(history);
                ledger.projection().start();
                ledger.record(clinic, 250);
                ledger.awaitView();
                for (int i = 0; i < QUESTIONS; i++) {
                    ask(ledger, clinic, random, seen);
                }
            }
        }
        assertThat(seen)
                .as("read, answered, replies, loops, retracted, negative")
                .doesNotContain(0);
    }

    /** More than is read at once with other messages. */
    @Test
    void aMessageAndAThreadOfManyFactsAreToldLikeOthers() {
        try (RunningLedger ledger = new RunningLedger(database(), home)) {
            ledger.projection().start();
            ledger.record(Commands.read("portal:1"));
            ledger.record(Commands.send("portal:1", "thread:1", "patient:1"));
            for (int i = 0; i < 120; i++) {
                ledger.record(Commands.read("portal:1"));
                ledger.record(Commands.send("portal:other-" + i, "thread:1", "patient:1"));
            }
            ledger.record(Commands.answer("portal:2", "thread:1", "portal:1"));
            ledger.awaitView();
            Routings routings = new Routings(ledger.facts);
            NaiveStories naive = new NaiveStories(new Reference(ledger.log, ledger.history.size() - 1), true);

            Story story = answer(routings.of(new MessageId("portal:1"), new Moment.Newest(), null, true))
                    .story()
                    .orElseThrow();

            assertThat(NaiveStories.text(story)).isEqualTo(NaiveStories.text(naive.of("portal:1")));
            assertThat(story.firstAnswer()).isNotNull();
            RoutingQuestion everything =
                    new RoutingQuestion(new Span(null, null, true), null, null, null, new Moment.Newest(), null);
            assertThat(NaiveStories.words(answer(routings.times(everything)))).isEqualTo(naive.times(everything));
        }
    }

    private static void ask(RunningLedger ledger, Clinic clinic, Random random, int[] seen) {
        long size = ledger.history.size();
        boolean recorded = random.nextInt(3) == 0;
        Moment moment =
                switch (random.nextInt(3)) {
                    case 0 -> new Moment.AtLeaf(random.nextLong(size));
                    case 1 ->
                        new Moment.Before(
                                ledger.log.batchOf(random.nextLong(size)).recordedAt());
                    default -> new Moment.Newest();
                };
        RoutingQuestion question = new RoutingQuestion(
                span(ledger, clinic, random, recorded),
                random.nextInt(3) == 0 ? List.of(Category.values()).get(random.nextInt(3)) : null,
                random.nextInt(2) == 0 ? clinic.pool() : null,
                random.nextInt(3) == 0 ? "site:" + random.nextInt(2) : null,
                moment,
                null);
        Routings routings = new Routings(ledger.facts);
        RoutingTimes times = answer(routings.times(question));
        NaiveStories naive =
                new NaiveStories(new Reference(ledger.log, times.asOf().leafIndex()), recorded);
        assertThat(NaiveStories.words(times)).as("%s", question).isEqualTo(naive.times(question));
        count(seen, times);

        MessageId messageId = clinic.message();
        Routings.Known known = answer(routings.of(
                messageId, new Moment.AtLeaf(Math.max(0, times.asOf().leafIndex())), null, recorded));
        assertThat(known.story().map(NaiveStories::text))
                .as("%s %s", messageId, question)
                .isEqualTo(Stream.of(messageId.value())
                        .filter(naive::isNamed)
                        .map(naive::of)
                        .map(NaiveStories::text)
                        .findFirst());
        known.story().ifPresent(story -> {
            boolean reply =
                    story.firstAnswer() != null && story.firstAnswer().event().equals("MessageSent");
            seen[2] += reply ? 1 : 0;
        });
    }

    private static void count(int[] seen, RoutingTimes times) {
        seen[0] += times.all().read();
        seen[1] += times.all().answered();
        seen[3] += times.all().looped();
        seen[4] += times.all().retracted();
        seen[5] += times.all().firstAnswer().negative();
    }

    private static Span span(RunningLedger ledger, Clinic clinic, Random random, boolean recorded) {
        Instant one = clinic.time();
        Instant other = clinic.time();
        if (recorded) {
            one = ledger.log.batchOf(random.nextLong(ledger.history.size())).recordedAt();
            other = ledger.log.batchOf(random.nextLong(ledger.history.size())).recordedAt();
        }
        return new Span(
                random.nextInt(3) == 0 ? (one.isBefore(other) ? one : other) : null,
                random.nextInt(3) == 0 ? (one.isBefore(other) ? other : one) : null,
                recorded);
    }

    private static <T> T answer(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<T>) reply).answer();
    }
}
