package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Drafts;
import org.messageledger.log.Entry;
import org.messageledger.log.Head;
import org.messageledger.tree.Hash;

/** What reading gives back of what was appended. */
class ReadingTest extends LogContract {

    @Test
    void knowsTheRootOfEverySizeThatItHasHad() {
        Random random = new Random(5);
        while (log.head().size() < 600) {
            appendMany(1 + random.nextInt(40));
        }
        List<Hash> leaves = leaves(log);
        for (int size = 1; size <= leaves.size(); size++) {
            assertThat(log.rootAt(size)).as("size=%s", size).isEqualTo(naiveRoot(leaves.subList(0, size)));
        }
        assertThatThrownBy(() -> log.rootAt(leaves.size() + 1L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsAnAloneEventUnderItsOwnName() {
        UUID id = Drafts.id();
        appended(new Append(List.of(Drafts.alone(id)), List.of(), List.of()));

        Entry entry = log.find(id).orElseThrow();
        assertThat(entry.stream()).isEqualTo(id.toString());
        assertThat(entry.sequenceNumber()).isZero();
        assertThat(log.find(Drafts.id())).isEmpty();
    }

    @Test
    void readsTheHeadWhileACommitHangs() throws Exception {
        CompletableFuture<AppendOutcome> held = holdWriter();
        try {
            CompletableFuture<Head> head = CompletableFuture.supplyAsync(log::headNow);
            assertThat(head.get(5, TimeUnit.SECONDS).size()).isZero();
        } finally {
            faulty.release();
        }
        assertThat(held.join()).isInstanceOf(AppendOutcome.Appended.class);
    }
}
