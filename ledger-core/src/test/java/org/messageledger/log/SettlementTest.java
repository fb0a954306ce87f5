package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.messageledger.log.AppendOutcome.Appended;

/** What is said to be settled stays so, however long a commit that was built before is on its way. */
@SuppressWarnings("NullAway.Init") // made before each test
class SettlementTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant JUST_AFTER = START.plusMillis(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicReference<Instant> databaseClock = new AtomicReference<>(START);
    private FaultyStore faulty;
    private Log log;

    @BeforeEach
    void open() {
        faulty = new FaultyStore();
        faulty.at("now", call -> databaseClock.get());
        log = new GroupCommitLog(faulty.store(), LogSettings.defaults());
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void settlesATimeThatTheClockHasPassedByFiveSeconds() {
        assertThat(log.isSettled(JUST_AFTER)).isFalse();
        databaseClock.set(JUST_AFTER.plusMillis(4_999));
        assertThat(log.isSettled(JUST_AFTER)).isFalse();
        databaseClock.set(JUST_AFTER.plusMillis(5_000));

        assertThat(log.isSettled(JUST_AFTER)).isTrue();
        assertThat(faulty.calls("fence")).as("no other process writes").isZero();
    }

    @Test
    void settlesATimeAtOrAfterWhichALeafWasRecorded() {
        databaseClock.set(JUST_AFTER);
        assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);

        assertThat(log.isSettled(JUST_AFTER)).isTrue();
        assertThat(log.isSettled(JUST_AFTER.plusMillis(1))).isFalse();
    }

    @Test
    void doesNotSettleATimeThatABatchOnItsWayWasRecordedBefore() throws Exception {
        FaultyStore.Stall stall = faulty.stall("commit");
        CompletableFuture<AppendOutcome> outcome = log.append(Drafts.alone());
        stall.awaitReached();
        databaseClock.set(START.plus(LONG));
        try {
            assertThat(log.isSettled(JUST_AFTER)).isFalse();
            assertThat(log.sizeBefore(JUST_AFTER)).isZero();
        } finally {
            stall.end();
        }
        assertThat(outcome.join()).isInstanceOf(Appended.class);

        assertThat(log.isSettled(JUST_AFTER)).isTrue();
        assertThat(log.sizeBefore(JUST_AFTER)).isEqualTo(1);
    }

    @Test
    void makesAnotherProcessRecordLaterWhatItBuiltBeforeASettledTime() throws Exception {
        log.close();
        FaultyStore fresh = new FaultyStore();
        fresh.at("now", call -> databaseClock.get());
        fresh.at("shared", call -> true);
        FaultyStore others = new FaultyStore(fresh.store());
        log = new GroupCommitLog(fresh.store(), LogSettings.defaults());
        try (Log other = new GroupCommitLog(others.store(), Settings.impatient(30_000))) {
            FaultyStore.Stall stall = others.stall("commit");
            CompletableFuture<AppendOutcome> outcome = other.append(Drafts.alone());
            stall.awaitReached();
            databaseClock.set(START.plus(LONG));
            try {
                assertThat(log.isSettled(JUST_AFTER)).isTrue();
                assertThat(log.sizeBefore(JUST_AFTER)).isZero();
                assertThat(log.isSettled(JUST_AFTER)).isTrue();
                assertThat(fresh.calls("fence")).as("known once").isEqualTo(1);
            } finally {
                stall.end();
            }
            assertThat(outcome.join()).isInstanceOf(Appended.class);
            assertThat(other.head().recordedAt()).isEqualTo(START.plus(LONG));
            assertThat(other.sizeBefore(JUST_AFTER)).isZero();
        }
    }

    /** As one does that was suspended between the answer of the database's clock and looking at its own. */
    @Test
    void makesAnotherProcessRecordLaterAlsoWhenItsEstimateOfTheClockLiesBehind() {
        log.close();
        FaultyStore fresh = new FaultyStore();
        fresh.at("now", call -> START.plus(LONG));
        fresh.at("shared", call -> true);
        FaultyStore others = new FaultyStore(fresh.store());
        others.at("now", call -> START);
        log = new GroupCommitLog(fresh.store(), LogSettings.defaults());
        try (Log other = new GroupCommitLog(others.store(), patient())) {
            assertThat(log.isSettled(JUST_AFTER)).isTrue();

            assertThat(other.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
            assertThat(other.sizeBefore(JUST_AFTER)).isZero();
        }
    }

    /** So that a settled time far ahead of its late clock is no pushback. */
    private static LogSettings patient() {
        LogSettings defaults = LogSettings.defaults();
        return new LogSettings(
                defaults.queueAppendsMax(),
                defaults.queueBytesMax(),
                defaults.batchEntriesMax(),
                defaults.batchBytesMax(),
                defaults.streamsKnownMax(),
                defaults.appendDeadline(),
                LONG,
                defaults.headPollInterval(),
                defaults.retryAfter());
    }

    @Test
    void recordsNothingBeforeASettledTimeWhenTheDatabasesClockGoesBack() {
        Instant settled = START.plus(LONG).minusSeconds(5);
        databaseClock.set(START.plus(LONG));
        assertThat(log.isSettled(settled)).isTrue();
        databaseClock.set(settled.minusSeconds(6));
        assertThat(log.append(Drafts.alone()).join()).as("too far ahead").isInstanceOf(AppendOutcome.Pushback.class);
        databaseClock.set(settled.minusSeconds(3));

        assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
        assertThat(log.sizeBefore(settled)).isZero();
    }

    @Test
    void settlesNothingWhileTheStorageIsSilentOrTheLogHasStopped() {
        databaseClock.set(START.plus(LONG));
        faulty.at("now", call -> {
            throw new StorageException("away");
        });
        assertThat(log.isSettled(JUST_AFTER)).isFalse();

        faulty.at("now", call -> {
            throw new IllegalStateException("bug");
        });
        log.append(Drafts.alone()).join();
        assertThat(log.isSettled(JUST_AFTER)).isFalse();
    }
}
