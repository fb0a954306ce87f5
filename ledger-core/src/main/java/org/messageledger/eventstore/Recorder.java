package org.messageledger.eventstore;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Log;
import org.messageledger.log.StorageException;
import org.messageledger.message.Decision;
import org.messageledger.message.Refusal;
import org.messageledger.seal.Keyring;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.EntryWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way into the ledger: takes a command, has it decided and appended through Axon's command bus, answers once it
 * is durable.
 *
 * <p>A command is recorded once for each (emitter, idempotency key), however often and from however many threads it is
 * submitted. One that was decided on a state which has moved is decided again, until the deadline. Any thread may call.
 */
public final class Recorder {

    static final String RECORDING = "recording";
    private static final Logger LOGGER = LoggerFactory.getLogger(Recorder.class);

    private final CommandBus commandBus;
    private final Log log;
    private final EntryWriter writer;
    private final FirstAnswers firstAnswers;
    private final Keyring keyring;
    private final Clock clock;
    private final SecureRandom random;
    private final Duration deadline;
    private final ConcurrentHashMap<UUID, CompletableFuture<Void>> inFlight = new ConcurrentHashMap<>();

    Recorder(
            CommandBus commandBus,
            Log log,
            EntryWriter writer,
            EntryReader reader,
            Keyring keyring,
            Clock clock,
            SecureRandom random,
            Duration deadline) {
        this.commandBus = commandBus;
        this.log = log;
        this.writer = writer;
        this.firstAnswers = new FirstAnswers(log, reader, keyring);
        this.keyring = keyring;
        this.clock = clock;
        this.random = random;
        this.deadline = deadline;
    }

    /**
     * Decides and appends, or answers as the first time. Blocks until the answer is known.
     *
     * @throws StorageException when the log cannot be read; nothing was written by this call then
     */
    public Answer record(Submission submission) {
        CommandIdentity identity = CommandIdentity.of(submission, clock, random);
        if (submission.idempotencyKey() == null) {
            return decide(submission, identity);
        }
        UUID eventId = identity.eventId(keyring, 0);
        long giveUpAt = System.nanoTime() + deadline.toNanos();
        CompletableFuture<Void> mine = new CompletableFuture<>();
        while (true) {
            CompletableFuture<Void> others = inFlight.putIfAbsent(eventId, mine);
            if (others == null) {
                break;
            }
            if (!awaited(others, giveUpAt)) {
                return new Answer.Unknown(identity.idempotencyKey()); // the other may still be written
            }
        }
        try {
            Optional<Answer> first = firstAnswers.of(submission, identity);
            return first.isPresent() ? first.get() : decide(submission, identity);
        } finally {
            inFlight.remove(eventId, mine);
            mine.complete(null);
        }
    }

    private static boolean awaited(CompletableFuture<Void> others, long giveUpAt) {
        try {
            others.get(giveUpAt - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes it so", e);
        }
    }

    /**
     * As {@link #record}, but returns as soon as the append is queued: the log keeps the order of the calls. The caller may
     * go on to commands that do not depend on what this one changes; one that does would be decided on the state before
     * it, and again once it is durable.
     *
     * @param later runs what is to do once the append has its outcome; it may block. The answer comes from there, unless it
     *     is known at once
     * @return fails as {@link #record} does
     */
    public CompletableFuture<Answer> submit(Submission submission, Executor later) {
        CommandIdentity identity = CommandIdentity.of(submission, clock, random);
        if (submission.idempotencyKey() == null) {
            return begin(submission, identity, later, false);
        }
        UUID eventId = identity.eventId(keyring, 0);
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> others = inFlight.putIfAbsent(eventId, mine);
        if (others != null) {
            return others.thenComposeAsync(done -> submit(submission, later), later);
        }
        return begin(submission, identity, later, true).whenComplete((known, failure) -> {
            inFlight.remove(eventId, mine);
            mine.complete(null);
        });
    }

    private CompletableFuture<Answer> begin(
            Submission submission, CommandIdentity identity, Executor later, boolean keyed) {
        try {
            Optional<Answer> first = keyed ? firstAnswers.of(submission, identity) : Optional.empty();
            if (first.isPresent()) {
                return CompletableFuture.completedFuture(first.get());
            }
            Recording recording = new Recording(submission, identity, true, later);
            CommandResultMessage<?> result = dispatch(recording);
            CompletableFuture<AppendOutcome> underWay = recording.underWay();
            if (leavesNoEntry(result, recording) && underWay == null) {
                return CompletableFuture.completedFuture(decide(submission, identity));
            }
            if (underWay == null) {
                return CompletableFuture.completedFuture(orAgain(answer(result, recording), recording));
            }
            return underWay.thenApply(outcome -> orAgain(
                    recording.appended() == null ? notAppended(outcome, recording) : recorded(result, recording),
                    recording));
        } catch (RuntimeException | Error e) { // one way to fail is enough for callers
            return CompletableFuture.failedFuture(e);
        }
    }

    private Answer orAgain(@Nullable Answer answer, Recording recording) {
        return answer == null ? decide(recording.submission(), recording.identity()) : answer;
    }

    private Answer decide(Submission submission, CommandIdentity identity) {
        long giveUpAt = System.nanoTime() + deadline.toNanos();
        boolean trusting = true;
        boolean headAsked = false;
        while (true) {
            long knownSize = log.head().size();
            Recording recording = new Recording(submission, identity, trusting, null);
            CommandResultMessage<?> result = dispatch(recording);
            if (leavesNoEntry(result, recording)) {
                if (trusting) {
                    trusting = false;
                    continue;
                }
                if (!headAsked && log.headNow().size() > knownSize) {
                    headAsked = true; // what another process has acknowledged since may make it legal
                    continue;
                }
            }
            trusting = false;
            Answer answer = answer(result, recording);
            if (answer != null) {
                return answer;
            }
            if (System.nanoTime() > giveUpAt) {
                return new Answer.Pushback(Duration.ofSeconds(1), "the message keeps changing");
            }
        }
    }

    private static boolean leavesNoEntry(CommandResultMessage<?> result, Recording recording) {
        return recording.appended() == null && !result.isExceptional();
    }

    /** Null when what it was decided on has moved. */
    private @Nullable Answer answer(CommandResultMessage<?> result, Recording recording) {
        if (recording.appended() != null) {
            return recorded(result, recording);
        }
        if (!result.isExceptional()) {
            // Another process may have recorded this very command since it was looked up.
            return firstAnswers
                    .of(recording.submission(), recording.identity())
                    .orElseGet(() -> unrecorded((Decision<?>) result.getPayload(), recording.identity()));
        }
        if (find(LockAcquisitionFailedException.class, result.exceptionResult()) != null) {
            return new Answer.Pushback(Duration.ofSeconds(1), "too many commands on this message wait");
        }
        return notAppended(outcome(result.exceptionResult()), recording);
    }

    private @Nullable Answer notAppended(AppendOutcome outcome, Recording recording) {
        if (outcome instanceof AppendOutcome.Pushback pushback) {
            return new Answer.Pushback(pushback.retryAfter(), pushback.reason());
        }
        Answer unknown = new Answer.Unknown(recording.identity().idempotencyKey());
        if (outcome instanceof AppendOutcome.Unknown) {
            return unknown;
        }
        return outcome instanceof AppendOutcome.Duplicate
                ? firstAnswers.of(recording.submission(), recording.identity()).orElse(unknown)
                : null;
    }

    private CommandResultMessage<?> dispatch(Recording recording) {
        CommandResultMessage<?>[] results = new CommandResultMessage<?>[1];
        Object command = recording.submission().command();
        commandBus.dispatch(
                new GenericCommandMessage<>(command, MetaData.with(RECORDING, recording)),
                (message, result) -> results[0] = result);
        CommandResultMessage<?> result = results[0];
        if (result == null) {
            throw new IllegalStateException("the command bus must answer on the caller's thread");
        }
        return result;
    }

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    /** Only the log's own outcomes are answers; anything else is a bug or broken storage. */
    private static AppendOutcome outcome(Throwable thrown) {
        AppendFailure failure = find(AppendFailure.class, thrown);
        if (failure != null) {
            return failure.outcome();
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        throw new IllegalStateException("the command failed", thrown);
    }

    /** What is durable is answered so, whatever went wrong behind the append. */
    private Answer recorded(CommandResultMessage<?> result, Recording recording) {
        AppendOutcome.Appended appended = Objects.requireNonNull(recording.appended());
        if (result.isExceptional()) {
            LOGGER.error(
                    "failed after its entry was durable: leaf={}", appended.firstLeafIndex(), result.exceptionResult());
        }
        Object event = recording.event();
        Receipt receipt = new Receipt(
                recording.identity().eventId(keyring, 0),
                writer.nameOf(event),
                Subjects.messageId(event),
                appended.firstLeafIndex(),
                appended.head().tree(),
                appended.head().recordedAt(),
                recording.identity().idempotencyKey());
        return FirstAnswers.answer(receipt, event, false);
    }

    private static Answer unrecorded(Decision<?> decision, CommandIdentity identity) {
        Refusal refusal = decision.refusal();
        if (refusal == null || !decision.events().isEmpty()) {
            throw new IllegalStateException("decided to record, but nothing was appended: " + decision);
        }
        return new Answer.Refused(refusal, null, identity.idempotencyKey(), false);
    }
}
