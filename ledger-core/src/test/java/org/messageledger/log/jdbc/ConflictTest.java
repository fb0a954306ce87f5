package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Drafts;
import org.messageledger.log.StreamPosition;

/** Streams that have moved, places and event ids that are taken. */
class ConflictTest extends LogContract {

    @Test
    void appendsTheEventsOfACommandTogetherOrNotAtAll() {
        Append both = new Append(
                List.of(Drafts.in("a", 0), Drafts.in("a", 1), Drafts.alone(Drafts.id())),
                List.of(new StreamPosition("a", -1)),
                List.of());
        Append late = new Append(
                List.of(Drafts.alone(Drafts.id()), Drafts.in("a", 1)), List.of(new StreamPosition("a", 0)), List.of());

        assertThat(appended(both).firstLeafIndex()).isZero();
        assertThat(outcome(late)).isEqualTo(new AppendOutcome.Moved(List.of("a")));
        assertThat(log.read(0, 10)).hasSize(3);
    }

    @Test
    void appendsAtTheLeafThatIsNamedOrNotAtAll() {
        Append first = new Append(List.of(Drafts.in("a", 0)), List.of(), List.of(), false, 0L);
        Append late = new Append(List.of(Drafts.in("a", 1)), List.of(), List.of(), false, 0L);
        Append early = new Append(List.of(Drafts.in("a", 1)), List.of(), List.of(), false, 2L);
        Append next = new Append(List.of(Drafts.in("a", 1)), List.of(), List.of(), false, 1L);

        assertThat(appended(first).firstLeafIndex()).isZero();
        assertThat(outcome(late)).isEqualTo(new AppendOutcome.Moved(List.of()));
        assertThat(outcome(early)).isEqualTo(new AppendOutcome.Moved(List.of()));
        assertThat(appended(next).firstLeafIndex()).isEqualTo(1);
    }

    @Test
    void refusesWhatWasDecidedOnAStreamThatHasMoved() {
        appended(Drafts.next("a", 0));
        appended(Drafts.reading("a", 0));
        appended(Drafts.next("a", 1));

        assertThat(outcome(Drafts.reading("a", 0))).isEqualTo(new AppendOutcome.Moved(List.of("a")));
        assertThat(outcome(Drafts.reading("a", -1))).isEqualTo(new AppendOutcome.Moved(List.of("a")));
        assertThat(outcome(Drafts.next("a", 1))).isInstanceOf(AppendOutcome.Moved.class);
        appended(Drafts.reading("a", 1));
    }

    @Test
    void asksTheDatabaseForStreamsThatItDoesNotRemember() {
        appended(Drafts.next("a", 0));
        reopen();

        assertThat(outcome(Drafts.reading("a", -1))).isEqualTo(new AppendOutcome.Moved(List.of("a")));
        assertThat(outcome(Drafts.next("a", 0))).isInstanceOf(AppendOutcome.Moved.class);
        appended(Drafts.reading("a", 0));
        appended(Drafts.reading("never seen", -1));
        appended(Drafts.next("a", 1));
    }

    @Test
    void letsOnlyOneOfManyAtATimeTakeAPlaceInAStream() {
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            outcomes.add(log.append(Drafts.next("a", 0)));
        }

        assertThat(outcomes.stream().map(CompletableFuture::join).filter(Appended.class::isInstance))
                .hasSize(1);
        assertThat(log.readStream("a", 0)).hasSize(1);
    }

    @Test
    void failsADuplicateAloneAndInTwoTransactions() {
        UUID taken = Drafts.id();
        appended(new Append(List.of(Drafts.alone(taken)), List.of(), List.of()));
        CompletableFuture<AppendOutcome> held = holdWriter();
        int commits = faulty.commits();
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UUID id = i % 5 == 0 ? taken : Drafts.id();
            outcomes.add(log.append(new Append(List.of(Drafts.alone(id)), List.of(), List.of())));
        }
        faulty.release();
        held.join();

        assertThat(outcomes.stream().map(CompletableFuture::join))
                .filteredOn(AppendOutcome.Duplicate.class::isInstance)
                .hasSize(4)
                .containsOnly(new AppendOutcome.Duplicate(List.of(taken)));
        assertThat(log.head().size()).isEqualTo(1 + 1 + 16);
        assertThat(faulty.commits() - commits).as("the held one, the batch").isEqualTo(2);
    }
}
