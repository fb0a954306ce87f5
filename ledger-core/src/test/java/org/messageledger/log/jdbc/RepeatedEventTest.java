package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.AppendOutcome.Duplicate;
import org.messageledger.log.Drafts;
import org.messageledger.log.FaultyStore;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.Settings;
import org.messageledger.log.StreamPosition;

/** Appends that may have been made before: the log looks for them, by one query for all that wait together. */
@SuppressWarnings("NullAway.Init") // made before each test
class RepeatedEventTest extends LogContract {

    private FaultyStore counted;
    private Log counting;

    @BeforeEach
    void count() {
        counted = new FaultyStore(new JdbcLogStore(database, true));
        counting = new GroupCommitLog(counted.store(), Settings.polling(Duration.ofHours(1)));
    }

    @AfterEach
    void stop() {
        counting.close();
    }

    private static Append mayRepeat(UUID eventId, StreamPosition... decidedOn) {
        return new Append(List.of(Drafts.alone(eventId)), List.of(decidedOn), List.of(), true);
    }

    /** They wait together behind one that is held. */
    private List<AppendOutcome> together(List<Append> appends) throws InterruptedException {
        FaultyStore.Stall stall = counted.stall("commit");
        CompletableFuture<AppendOutcome> held = counting.append(Drafts.alone());
        stall.awaitReached();
        List<CompletableFuture<AppendOutcome>> outcomes =
                appends.stream().map(counting::append).toList();
        counted.heal("commit");
        stall.end();
        assertThat(held.join()).isInstanceOf(Appended.class);
        return outcomes.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void areFoundByOneQueryAndSpoilNoBatch() throws Exception {
        UUID known = Drafts.id();
        assertThat(counting.append(mayRepeat(known)).join()).isInstanceOf(Appended.class);
        int commits = counted.calls("commit");
        List<Append> appends = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            appends.add(mayRepeat(i % 5 == 0 ? known : Drafts.id(), new StreamPosition("not remembered", -1)));
        }

        assertThat(together(appends))
                .filteredOn(Duplicate.class::isInstance)
                .hasSize(4)
                .containsOnly(new Duplicate(List.of(known)));
        assertThat(counting.head().size()).isEqualTo(1 + 1 + 16);
        assertThat(counted.calls("commit") - commits)
                .as("the held one, the batch")
                .isEqualTo(2);
        assertThat(counted.calls("conflicts") + counted.calls("lastSequenceNumbers"))
                .isEqualTo(1);
    }

    /** Nothing but itself fails with it, and to look for it before would be a query more for each. */
    @Test
    void areNotLookedForAlone() {
        UUID known = Drafts.id();
        assertThat(counting.append(mayRepeat(known)).join()).isInstanceOf(Appended.class);
        assertThat(counted.calls("conflicts")).isZero();

        assertThat(counting.append(mayRepeat(known)).join()).isEqualTo(new Duplicate(List.of(known)));
        assertThat(counting.head().size()).isEqualTo(1);
    }

    @Test
    void areStoredOnceOfTwoThatWaitTogether() throws Exception {
        UUID twice = Drafts.id();

        List<AppendOutcome> outcomes = together(List.of(mayRepeat(twice), mayRepeat(twice)));

        assertThat(outcomes.get(0)).isInstanceOf(Appended.class);
        assertThat(outcomes.get(1)).isEqualTo(new Duplicate(List.of(twice)));
    }

    /** Whoever hears that it is there can read it, though nobody has looked at the head since another process stored it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areThereToBeReadOnceTheyAreCalledDuplicates(boolean besideAnother) throws Exception {
        assumeTrue(counted.store().shared());
        UUID known = Drafts.id();
        counted.at("conflicts", call -> {
            counted.heal("conflicts");
            assertThat(log.append(Drafts.only(known)).join()).isInstanceOf(Appended.class);
            return call.proceed();
        });

        List<AppendOutcome> outcomes =
                together(List.of(mayRepeat(known), mayRepeat(besideAnother ? Drafts.id() : known)));

        assertThat(outcomes.get(0)).isEqualTo(new Duplicate(List.of(known)));
        assertThat(outcomes.get(1)).isInstanceOf(besideAnother ? Appended.class : Duplicate.class);
        assertThat(counting.find(known)).isPresent();
    }
}
