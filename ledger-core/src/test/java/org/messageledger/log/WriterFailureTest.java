package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.messageledger.log.AppendOutcome.Pushback;
import org.messageledger.log.AppendOutcome.Unknown;

/** A bug below the log: it stops, says so, and answers everybody. */
class WriterFailureTest {

    static Stream<Supplier<Throwable>> bugs() {
        return Stream.of(() -> new IllegalStateException("bug"), () -> new StackOverflowError("bug"));
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isUnknownToThoseWhoseBatchWasSent(Supplier<Throwable> bug) throws Exception {
        FaultyStore faulty = new FaultyStore();
        UUID event = Drafts.id();
        try (Log log = new GroupCommitLog(faulty.store(), LogSettings.defaults())) {
            FaultyStore.Stall stall = new FaultyStore.Stall();
            faulty.at("commit", call -> {
                stall.await();
                call.proceed();
                throw bug.get();
            });
            CompletableFuture<AppendOutcome> sent = log.append(Drafts.only(event));
            stall.awaitReached();
            CompletableFuture<AppendOutcome> queued = log.append(Drafts.alone());
            stall.end();

            assertThat(sent.get(20, TimeUnit.SECONDS)).isEqualTo(new Unknown());
            assertThat(queued.get(20, TimeUnit.SECONDS)).isInstanceOf(Pushback.class);
            assertThatThrownBy(() -> log.find(event)).isInstanceOf(StorageException.class);
            assertStopped(log);
        }
        assertThat(faulty.calls("close")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void pushesBackThoseWhoseBatchWasNotSent(Supplier<Throwable> bug) throws Exception {
        FaultyStore faulty = new FaultyStore();
        UUID event = Drafts.id();
        try (Log log = new GroupCommitLog(faulty.store(), LogSettings.defaults())) {
            faulty.at("now", call -> {
                throw bug.get();
            });

            assertThat(log.append(Drafts.only(event)).get(20, TimeUnit.SECONDS)).isInstanceOf(Pushback.class);
            assertThat(log.find(event)).isEmpty();
            assertStopped(log);
        }
    }

    private static void assertStopped(Log log) {
        assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Pushback.class);
        assertThat(log.status().appending()).isFalse();
        assertThat(log.status().statement()).contains("writer died").contains("bug");
    }
}
