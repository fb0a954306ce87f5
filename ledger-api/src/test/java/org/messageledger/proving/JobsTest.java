package org.messageledger.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.messageledger.problem.ProblemException;

/** Long work is started once, watched, cancelled and forgotten. */
class JobsTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Jobs<String> jobs = new Jobs<>("test", Clock.systemUTC());
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        jobs.close();
    }

    private Job<String> held(int done, int total) {
        CountDownLatch begun = new CountDownLatch(1);
        Job<String> job = jobs.start(course -> {
            course.at(done, total);
            begun.countDown();
            release.await();
            course.at(total, total);
            return "result";
        });
        awaits(begun);
        return job;
    }

    private static void awaits(CountDownLatch latch) {
        await().atMost(BOUND).until(() -> latch.getCount() == 0);
    }

    private static JobItem<String> ended(Job<String> job) {
        await().atMost(BOUND).until(() -> !job.isRunning());
        return job.item();
    }

    @Test
    void tellsHowFarItIsAndWhatCameOfIt() {
        Job<String> job = held(25, 100);

        JobItem<String> running = jobs.get(job.id()).item();
        assertThat(running.state()).isEqualTo(Job.State.RUNNING);
        assertThat(running.done()).isEqualTo(25);
        assertThat(running.total()).isEqualTo(100);
        assertThat(running.remainingSeconds()).isNotNull();
        assertThat(running.result()).isNull();
        assertThat(running.endedAt()).isNull();
        release.countDown();

        JobItem<String> done = ended(job);
        assertThat(done.state()).isEqualTo(Job.State.DONE);
        assertThat(done.done()).isEqualTo(100);
        assertThat(done.result()).isEqualTo("result");
        assertThat(done.remainingSeconds()).isNull();
        assertThat(done.endedAt()).isNotNull();
        assertThat(done.failure()).isNull();
    }

    @Test
    void runsOneAtATime() {
        Job<String> first = held(1, 2);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> jobs.start(course -> "second"))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(409);
                    assertThat(refused.problem().members()).containsEntry("running", first.id());
                });
        release.countDown();
        ended(first);

        assertThat(ended(jobs.start(course -> "second")).result()).isEqualTo("second");
    }

    @Test
    void endsWhereItTellsHowFarItIsOnceItIsCancelled() {
        Job<String> job = held(1, 2);

        job.cancel();
        release.countDown();

        JobItem<String> cancelled = ended(job);
        assertThat(cancelled.state()).isEqualTo(Job.State.CANCELLED);
        assertThat(cancelled.result()).isNull();
        assertThat(cancelled.done()).isEqualTo(1);
    }

    @Test
    void saysThatItFailedWhateverItFailedOf() {
        for (Throwable failure : List.of(new IllegalStateException("expected"), new AssertionError("expected"))) {
            JobItem<String> failed = ended(jobs.start(course -> {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (Exception) failure;
            }));
            assertThat(failed.state()).isEqualTo(Job.State.FAILED);
            assertThat(failed.failure()).contains("log says why");
        }
    }

    @Test
    void remembersOnlyTheLastOnes() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i <= Jobs.KEPT_MAX; i++) {
            Job<String> job = jobs.start(course -> "done");
            ended(job);
            ids.add(job.id());
        }

        assertThat(jobs.get(ids.get(1)).item().result()).isEqualTo("done");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> jobs.get(ids.get(0)))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(404));
    }

    @Test
    void cancelsWhatRunsWhenItIsClosed() {
        CountDownLatch begun = new CountDownLatch(1);
        Job<String> job = jobs.start(course -> {
            begun.countDown();
            while (true) {
                course.at(0, 1);
                Thread.onSpinWait();
            }
        });
        awaits(begun);

        jobs.close();

        assertThat(job.item().state()).isEqualTo(Job.State.CANCELLED);
    }
}
