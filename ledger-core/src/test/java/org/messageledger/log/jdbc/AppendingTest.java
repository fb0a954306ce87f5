package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Draft;
import org.messageledger.log.Drafts;
import org.messageledger.log.Head;
import org.messageledger.log.KeyRow;
import org.messageledger.log.LogSettings;
import org.messageledger.seal.KeyKind;
import org.messageledger.tree.TreeHasher;

/** Indexes, batches and heads of what is appended. */
class AppendingTest extends LogContract {

    @Test
    void startsEmptyWithTheRootOfNothing() {
        assertThat(log.head().size()).isZero();
        assertThat(log.head().tree().root()).isEqualTo(TreeHasher.empty());
        assertThat(log.read(0, 10)).isEmpty();
        assertThat(log.rootAt(0)).isEqualTo(TreeHasher.empty());
    }

    @Test
    void givesIndexesWithoutAGapUnderHeadsThatRecomputingGives() {
        List<Appended> acknowledged = appendMany(700);

        assertTrue(log, acknowledged);
        assertThat(log.head().size()).isEqualTo(700);
    }

    @Test
    void gathersWhatArrivesWhileABatchCommits() {
        Set<Long> batches = new HashSet<>();
        appendMany(2_000).forEach(appended -> batches.add(appended.head().size()));

        assertThat(batches).hasSizeLessThan(1_000);
    }

    @Test
    void goesOnWhereItWasWhenItIsOpenedAgain() {
        List<Appended> acknowledged = new ArrayList<>(appendMany(300));
        Head head = log.head();
        reopen();

        assertThat(log.head()).isEqualTo(head);
        acknowledged.addAll(appendMany(300));
        assertTrue(log, acknowledged);
    }

    @Test
    void storesKeysWithTheirEntriesOrNotAtAll() {
        KeyRow key = new KeyRow(UUID.randomUUID(), KeyKind.CONTENT.name(), "a", new byte[] {1, 2});
        KeyRow lost = new KeyRow(UUID.randomUUID(), KeyKind.CONTENT.name(), "a", new byte[] {3});
        JdbcKeyStore keys = new JdbcKeyStore(database);

        appended(new Append(List.of(Drafts.in("a", 0)), List.of(), List.of(key)));
        outcome(new Append(List.of(Drafts.in("a", 0)), List.of(), List.of(lost)));

        assertThat(keys.find(key.keyId()).orElseThrow().wrapped()).containsExactly(1, 2);
        assertThat(keys.find(lost.keyId())).isEmpty();
    }

    @Test
    void refusesAnAppendThatContradictsItselfWithoutHarmToOthers() {
        Draft draft = Drafts.in("a", 3);
        CompletableFuture<AppendOutcome> broken =
                log.append(new Append(List.of(draft, Drafts.in("a", 5)), List.of(), List.of()));

        assertThatThrownBy(broken::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        appended(Drafts.alone());
    }

    @Test
    void pushesBackWhenTheQueueIsFullAndLosesNothing() {
        log.close();
        LogSettings small = new LogSettings(
                5,
                16 << 20,
                64,
                8 << 20,
                100,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofMillis(50),
                Duration.ofSeconds(1));
        log = open(small);
        CompletableFuture<AppendOutcome> held = holdWriter();
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            outcomes.add(log.append(Drafts.alone()));
        }
        faulty.release();
        held.join();

        assertThat(outcomes.stream().map(CompletableFuture::join))
                .filteredOn(AppendOutcome.Pushback.class::isInstance)
                .hasSize(3);
        assertThat(log.head().size()).isEqualTo(1 + 5);
    }

    @Test
    void answersEverybodyWhenItIsClosed() throws InterruptedException {
        CompletableFuture<AppendOutcome> held = holdWriter();
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            outcomes.add(log.append(Drafts.alone()));
        }
        Thread closing = new Thread(log::close);
        closing.start();
        outcomes.forEach(outcome -> assertThat(outcome.join()).isInstanceOf(AppendOutcome.Pushback.class));
        faulty.release();

        assertThat(held.join()).isInstanceOf(Appended.class);
        closing.join();
        assertThat(outcome(Drafts.alone())).isInstanceOf(AppendOutcome.Pushback.class);
        assertThat(log.status().appending()).isFalse();
    }
}
