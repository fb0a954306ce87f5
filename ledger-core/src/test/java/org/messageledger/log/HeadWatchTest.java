package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.AppendOutcome.Pushback;

/** A store that other processes append to as well: what the follower of its head meets. */
@SuppressWarnings("NullAway.Init") // made before each test
class HeadWatchTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private FaultyStore faulty;
    private Log log;

    @BeforeEach
    void open() {
        faulty = new FaultyStore();
        faulty.at("shared", call -> true);
        log = new GroupCommitLog(faulty.store(), LogSettings.defaults());
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void appendsAgainWhenTheTroubleThatOnlyTheFollowerMetHasPassed() {
        faulty.at("head", call -> {
            throw new StorageException("away");
        });
        await().atMost(SOON).until(() -> !log.status().appending());
        faulty.heal("head");

        await().atMost(SOON).until(() -> log.status().appending());
    }

    @Test
    void stopsWhenTheFollowerDies() {
        faulty.at("head", call -> {
            throw new IllegalStateException("bug");
        });

        await().atMost(SOON).until(() -> !log.status().appending());
        faulty.heal("head");
        assertThat(log.status().statement()).contains("follower died").contains("bug");
        assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Pushback.class);
        assertThat(log.head().size()).isZero();
    }

    /** As after a restore of a backup that holds all that this process wrote, but not all that it has shown. */
    @Test
    void stopsAtAHeadThatContradictsWhatWasShown() throws Exception {
        assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
        AtomicReference<Object> backup = new AtomicReference<>(faulty.store().head());
        try (Log other = new GroupCommitLog(nowShared(), LogSettings.defaults())) {
            assertThat(other.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
        }
        await().atMost(SOON).until(() -> log.head().size() == 2);
        FaultyStore.Stall following = new FaultyStore.Stall();
        faulty.at("head", call -> {
            if (Thread.currentThread().getName().contains("follower")) {
                following.await();
            }
            return backup.get();
        });
        following.awaitReached();
        try {
            assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Pushback.class);
            assertThat(log.status().statement()).contains("head is behind");
            assertThat(faulty.calls("commit")).isEqualTo(2);
        } finally {
            faulty.heal("head");
            following.end();
        }
    }

    /** The same database, by a store that the other's end does not close. */
    private LogStore nowShared() {
        FaultyStore same = new FaultyStore(faulty.store());
        same.at("close", call -> null);
        same.at("open", call -> faulty.store().head());
        return same.store();
    }
}
