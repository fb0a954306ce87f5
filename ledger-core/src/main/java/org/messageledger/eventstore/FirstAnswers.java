package org.messageledger.eventstore;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessDecision;
import org.messageledger.access.MessageReadRefused;
import org.messageledger.log.Entry;
import org.messageledger.log.Head;
import org.messageledger.log.Log;
import org.messageledger.log.StorageException;
import org.messageledger.message.Refusal;
import org.messageledger.seal.DataKey;
import org.messageledger.seal.Keyring;
import org.messageledger.wire.EntryMetadata.CommandDigest;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.StoredEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a command was answered the first time, made from its entry: the same receipt, the same reasons. */
final class FirstAnswers {

    private static final Logger LOGGER = LoggerFactory.getLogger(FirstAnswers.class);

    private final Log log;
    private final EntryReader reader;
    private final Keyring keyring;

    FirstAnswers(Log log, EntryReader reader, Keyring keyring) {
        this.log = log;
        this.reader = reader;
        this.keyring = keyring;
    }

    /** What the emitter's command with this key was answered, if it was ever recorded. */
    Optional<Answer> of(Submission submission, CommandIdentity identity) {
        UUID eventId = identity.eventId(keyring, 0);
        Optional<Entry> found;
        try {
            found = log.find(eventId);
        } catch (StorageException e) {
            LOGGER.warn("not known whether this was written: eventId={}", eventId, e);
            return Optional.of(new Answer.Unknown(identity.idempotencyKey()));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = found.get();
        StoredEvent stored = reader.read(entry.bytes());
        if (!stored.metadata().emitter().equals(submission.emitter())
                || !sameContent(stored.metadata().commandDigest(), submission.content())) {
            return Optional.of(new Answer.KeyReused(identity.idempotencyKey()));
        }
        Head batch = log.batchOf(entry.leafIndex());
        Receipt receipt = new Receipt(
                eventId,
                stored.event(),
                Subjects.messageId(stored.payload()),
                entry.leafIndex(),
                batch.tree(),
                batch.recordedAt(),
                identity.idempotencyKey());
        return Optional.of(answer(receipt, stored.payload(), true));
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
    static Answer answer(Receipt receipt, Object event, boolean replayed) {
        Refusal refusal = event instanceof MessageReadRefused refused ? AccessDecision.refusalOf(refused) : null;
        return refusal == null
                ? new Answer.Recorded(receipt, event, replayed)
                : new Answer.Refused(refusal, receipt, receipt.idempotencyKey(), replayed);
    }
}
