package org.messageledger.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.StreamPosition;
import org.messageledger.message.MessageCommand;
import org.messageledger.message.SendMessage;
import org.messageledger.party.MessageId;

/**
 * What one command's unit of work needs beside its events: who submitted it, what it was decided on, and, once the
 * storage engine has appended, where it landed. Confined to the thread of the command, and after it to the one that goes
 * on with the append's outcome.
 */
final class Recording {

    private static final String RESOURCE = "org.messageledger.recording";

    private final Submission submission;
    private final CommandIdentity identity;
    private final boolean trusting;
    private final @Nullable Executor later;
    private final List<StreamPosition> decidedOn = new ArrayList<>();
    private AppendOutcome.@Nullable Appended appended;
    private @Nullable Object event;
    private @Nullable CompletableFuture<AppendOutcome> underWay;

    /**
     * @param trusting decide on what is in memory, without asking the log whether it has moved on: the append is on
     *     condition that it has not. A refusal that leaves no entry is not final then
     * @param later null: the command's thread waits for the append. Else its outcome is gone on with there
     */
    Recording(Submission submission, CommandIdentity identity, boolean trusting, @Nullable Executor later) {
        this.submission = submission;
        this.identity = identity;
        this.trusting = trusting;
        this.later = later;
    }

    void attachTo(UnitOfWork<?> unitOfWork) {
        unitOfWork.root().resources().put(RESOURCE, this);
    }

    /** @throws IllegalStateException outside a submitted command: nothing else may write to the log */
    static Recording current() {
        Recording recording = currentOrNull();
        if (recording == null) {
            throw new IllegalStateException("not in a submitted command");
        }
        return recording;
    }

    private static @Nullable Recording currentOrNull() {
        return CurrentUnitOfWork.map(unitOfWork -> unitOfWork.root().<Recording>getResource(RESOURCE))
                .orElse(null);
    }

    /** Whether the command under way is decided on what is in memory. */
    static boolean trustsMemory() {
        Recording recording = currentOrNull();
        return recording != null && recording.trusting;
    }

    /** Whether the command under way sends a message, which is hardly ever known before. */
    static boolean sends() {
        Recording recording = currentOrNull();
        return recording != null && recording.submission.command() instanceof SendMessage;
    }

    /** The append will only succeed if the stream has not moved from here. */
    void dependOn(StreamPosition position) {
        decidedOn.add(position);
    }

    /** As {@link #dependOn}, but the message that the command is about is depended on as its aggregate has seen it. */
    void dependOnOther(MessageId messageId, long lastSequenceNumber) {
        boolean own = submission.command() instanceof MessageCommand about && messageId.equals(about.messageId());
        if (!own) {
            dependOn(new StreamPosition(MessageStates.stream(messageId.value()), lastSequenceNumber));
        }
    }

    void goesOn(CompletableFuture<AppendOutcome> outcome) {
        underWay = outcome;
    }

    void landed(AppendOutcome.Appended outcome, Object firstEvent) {
        appended = outcome;
        event = firstEvent;
    }

    boolean trusting() {
        return trusting;
    }

    Submission submission() {
        return submission;
    }

    CommandIdentity identity() {
        return identity;
    }

    @Nullable
    Executor later() {
        return later;
    }

    /** Null when nothing was appended, or the append's outcome is known already. */
    @Nullable
    CompletableFuture<AppendOutcome> underWay() {
        return underWay;
    }

    List<StreamPosition> decidedOn() {
        return decidedOn;
    }

    AppendOutcome.@Nullable Appended appended() {
        return appended;
    }

    /** @throws IllegalStateException before the append has landed */
    Object event() {
        if (event == null) {
            throw new IllegalStateException("nothing was appended");
        }
        return event;
    }
}
