package org.messageledger.eventstore;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessDecision;
import org.messageledger.access.MessageReadRefused;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Entry;
import org.messageledger.log.Head;
import org.messageledger.log.Log;
import org.messageledger.log.StorageException;
import org.messageledger.message.Refusal;
import org.messageledger.seal.DataKey;
import org.messageledger.seal.Keyring;
import org.messageledger.wire.EntryMetadata.CommandDigest;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.EntryWriter;
import org.messageledger.wire.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a command is answered the first time, and later from its entry: the same receipt, the same reasons. */
final class FirstAnswers {

    private static final Logger LOGGER = LoggerFactory.getLogger(FirstAnswers.class);

    private final Log log;
    private final EntryWriter writer;
    private final EntryReader reader;
    private final Keyring keyring;

    FirstAnswers(Log log, EntryWriter writer, EntryReader reader, Keyring keyring) {
        this.log = log;
        this.writer = writer;
        this.reader = reader;
        this.keyring = keyring;
    }

    /** For one that has appended. What is durable is answered so, whatever went wrong behind the append. */
    Answer now(Attempt attempt) {
        Recording recording = attempt.recording();
        AppendOutcome.Appended appended = Objects.requireNonNull(recording.appended());
        if (attempt.result().isExceptional()) {
            LOGGER.error(
                    "failed after its entry was durable: leaf={}",
                    appended.firstLeafIndex(),
                    attempt.result().exceptionResult());
        }
        Object event = recording.event();
        Receipt receipt = new Receipt(
                recording.identity().firstEventId(),
                writer.nameOf(event),
                Subjects.messageId(event),
                appended.firstLeafIndex(),
                appended.head().tree(),
                appended.head().recordedAt(),
                recording.identity().idempotencyKey());
        return answer(receipt, event, false);
    }

    /** What the emitter's command with this key was answered, if it was ever recorded; unknown while that is unknown. */
    Optional<Answer> of(Submission submission, CommandIdentity identity) {
        try {
            return log.find(identity.firstEventId()).map(entry -> of(entry, submission, identity));
        } catch (StorageException e) { // also of one that is there: it may be this very call's
            LOGGER.warn("not known whether this was written: eventId={}", identity.firstEventId(), e);
            return Optional.of(new Answer.Unknown(identity.idempotencyKey()));
        }
    }

    private Answer of(Entry entry, Submission submission, CommandIdentity identity) {
        StoredEvent stored = reader.read(entry.bytes());
        if (!stored.metadata().emitter().equals(submission.emitter())
                || !sameContent(stored.metadata().commandDigest(), submission.content())) {
            return new Answer.KeyReused(identity.idempotencyKey());
        }
        Head batch = log.batchOf(entry.leafIndex());
        Receipt receipt = new Receipt(
                identity.firstEventId(),
                stored.event(),
                Subjects.messageId(stored.payload()),
                entry.leafIndex(),
                batch.tree(),
                batch.recordedAt(),
                identity.idempotencyKey());
        return answer(receipt, stored.payload(), true);
    }

    private boolean sameContent(@Nullable CommandDigest digest, byte[] content) {
        if (digest == null) {
            return false;
        }
        DataKey key = keyring.recordKey();
        byte[] expected = Base64.getDecoder().decode(digest.hmac());
        return digest.key().equals(key.id())
                && MessageDigest.isEqual(expected, key.digest(LogEventStorageEngine.COMMAND_DIGEST, content));
    }

    /** Made from what was recorded alone, so that the first answer and every later one are the same. */
    private static Answer answer(Receipt receipt, Object event, boolean replayed) {
        Refusal refusal = event instanceof MessageReadRefused refused ? AccessDecision.refusalOf(refused) : null;
        return refusal == null
                ? new Answer.Recorded(receipt, event, replayed)
                : new Answer.Refused(refusal, receipt, receipt.idempotencyKey(), replayed);
    }
}
