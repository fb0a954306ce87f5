package org.messageledger.eventstore;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.axonframework.commandhandling.CommandBus;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Log;
import org.messageledger.log.StorageException;
import org.messageledger.seal.Keyring;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.EntryWriter;

/**
 * The one way into the ledger: takes a command, has it decided and appended through Axon's command bus, answers once it
 * is durable.
 *
 * <p>A command is recorded once for each (emitter, idempotency key), however often and from however many threads it is
 * submitted. It is decided as if it were the first; the log says if it is not. Nobody hears a no before the key was
 * looked up: what was recorded once is answered so, whatever would become of the command today. One that was decided on a
 * state which has moved is decided again, until the deadline. Any thread may call.
 */
public final class Recorder {

    static final String RECORDING = "recording";

    private final CommandBus commandBus;
    private final Log log;
    private final FirstAnswers firstAnswers;
    private final Keyring keyring;
    private final Clock clock;
    private final SecureRandom random;
    private final Duration deadline;
    private final Turns turns;

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
        this.firstAnswers = new FirstAnswers(log, writer, reader, keyring);
        this.keyring = keyring;
        this.clock = clock;
        this.random = random;
        this.deadline = deadline;
        this.turns = new Turns(deadline);
    }

    /**
     * Decides and appends, or answers as the first time. Blocks until the answer is known.
     *
     * @throws StorageException when the log cannot be read; nothing was written by this call then
     */
    public Answer record(Submission submission) {
        CommandIdentity identity = CommandIdentity.of(submission, keyring, clock, random);
        return submission.mayRepeat()
                ? turns.await(identity.firstEventId(), waited -> record(submission, identity, waited), late(identity))
                : record(submission, identity, false);
    }

    private Answer record(Submission submission, CommandIdentity identity, boolean waited) {
        return ofTheOneBefore(submission, identity, waited)
                .orElseGet(() -> settle(attempt(new Recording(submission, identity, true, null))));
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
        CommandIdentity identity = CommandIdentity.of(submission, keyring, clock, random);
        return submission.mayRepeat()
                ? turns.then(
                        identity.firstEventId(),
                        waited -> submit(submission, identity, waited, later),
                        late(identity),
                        later)
                : submit(submission, identity, false, later);
    }

    private CompletableFuture<Answer> submit(
            Submission submission, CommandIdentity identity, boolean waited, Executor later) {
        try {
            Optional<Answer> first = ofTheOneBefore(submission, identity, waited);
            if (first.isPresent()) {
                return CompletableFuture.completedFuture(first.get());
            }
            Attempt attempt = attempt(new Recording(submission, identity, true, later));
            CompletableFuture<AppendOutcome> underWay = attempt.recording().underWay();
            return underWay == null
                    ? CompletableFuture.completedFuture(settle(attempt))
                    : underWay.thenApply(outcome -> settle(attempt.ended(outcome)));
        } catch (RuntimeException | Error e) { // one way to fail is enough for callers
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The one before may still be written. */
    private static Answer late(CommandIdentity identity) {
        return new Answer.Unknown(identity.idempotencyKey());
    }

    /** Whoever has waited for the same command need hardly decide. */
    private Optional<Answer> ofTheOneBefore(Submission submission, CommandIdentity identity, boolean waited) {
        return waited ? firstAnswers.of(submission, identity) : Optional.empty();
    }

    private Attempt attempt(Recording recording) {
        long knownSize = log.head().size();
        return Attempt.of(commandBus, recording, knownSize);
    }

    /** The answer, after as many further attempts as it takes. */
    private Answer settle(Attempt first) {
        Submission submission = first.recording().submission();
        CommandIdentity identity = first.recording().identity();
        long giveUpAt = System.nanoTime() + deadline.toNanos();
        boolean headAsked = false;
        Attempt attempt = first;
        while (!attempt.appended()) {
            // After each attempt, before the head is read: nobody is refused for what he has done himself.
            if (submission.mayRepeat()) {
                Optional<Answer> before = firstAnswers.of(submission, identity);
                if (before.isPresent()) {
                    return before.get();
                }
            }
            if (!attempt.refused()) {
                Answer answer = attempt.notAppended();
                if (answer != null) {
                    return answer;
                }
                if (System.nanoTime() > giveUpAt) {
                    return new Answer.Pushback(Duration.ofSeconds(1), "the message keeps changing");
                }
            } else if (!attempt.recording().trusting()) {
                if (headAsked || log.headNow().size() <= attempt.knownSize()) {
                    return attempt.refusal();
                }
                headAsked = true; // what another process has acknowledged since may make it legal
            }
            attempt = attempt(new Recording(submission, identity, false, null));
        }
        return firstAnswers.now(attempt);
    }
}
