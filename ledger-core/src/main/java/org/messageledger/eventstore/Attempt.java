package org.messageledger.eventstore;

import java.time.Duration;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.AppendOutcome;
import org.messageledger.message.Decision;
import org.messageledger.message.Refusal;

/**
 * One time that a command was decided on, and what came of it.
 *
 * @param knownSize of the log before
 * @param missed why nothing was appended, if that was not known before the command's unit of work had ended
 */
record Attempt(
        Recording recording,
        long knownSize,
        CommandResultMessage<?> result,
        @Nullable AppendOutcome missed) {

    static Attempt of(CommandBus commandBus, Recording recording, long knownSize) {
        CommandResultMessage<?>[] results = new CommandResultMessage<?>[1];
        Object command = recording.submission().command();
        commandBus.dispatch(
                new GenericCommandMessage<>(command, MetaData.with(Recorder.RECORDING, recording)),
                (message, result) -> results[0] = result);
        CommandResultMessage<?> result = results[0];
        if (result == null) {
            throw new IllegalStateException("the command bus must answer on the caller's thread");
        }
        return new Attempt(recording, knownSize, result, null);
    }

    /** The append that was under way has come to this. */
    Attempt ended(AppendOutcome outcome) {
        return new Attempt(recording, knownSize, result, outcome);
    }

    boolean appended() {
        return recording.appended() != null;
    }

    /** Whether the domain said no and nothing of that is to be recorded. */
    boolean refused() {
        return !appended() && missed == null && !result.isExceptional();
    }

    /** The answer to a refused one. */
    Answer refusal() {
        Decision<?> decision = (Decision<?>) result.getPayload();
        Refusal refusal = decision.refusal();
        if (refusal == null || !decision.events().isEmpty()) {
            throw new IllegalStateException("decided to record, but nothing was appended: " + decision);
        }
        return new Answer.Refused(refusal, null, recording.identity().idempotencyKey(), false);
    }

    /**
     * The answer to one that was to be recorded and is not, as far as is known; null when what it was decided on has moved.
     * Only the log's own outcomes are answers; throws anything else, which is a bug or broken storage.
     */
    @Nullable
    Answer notAppended() {
        if (missed == null && find(LockAcquisitionFailedException.class, result.exceptionResult()) != null) {
            return new Answer.Pushback(Duration.ofSeconds(1), "too many commands on this message wait");
        }
        AppendOutcome outcome = missed == null ? outcome(result.exceptionResult()) : missed;
        if (outcome instanceof AppendOutcome.Pushback pushback) {
            return new Answer.Pushback(pushback.retryAfter(), pushback.reason());
        }
        return outcome instanceof AppendOutcome.Moved
                ? null
                : new Answer.Unknown(recording.identity().idempotencyKey());
    }

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

    private static <T extends Throwable> @Nullable T find(Class<T> type, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
