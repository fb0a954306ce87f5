package org.messageledger.eventstore;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.LogKeyStatement;
import org.messageledger.checkpoint.LogKeyStatement.Kind;
import org.messageledger.checkpoint.LogNames.Since;
import org.messageledger.checkpoint.MissingKeyException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.ledger.LogKeyAnnounced;
import org.messageledger.ledger.LogKeyRetired;
import org.messageledger.ledger.OwnEvent;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Log;
import org.messageledger.log.StorageException;

/**
 * Changes the log's key, in two acts of an operator: the new one is announced, from when on both sign, and later the old one is
 * retired. Each is one entry; every process follows what the entries say, and none needs to be told. Thread-safe.
 */
public final class LogKeyChange {

    private final Log log;
    private final Identity identity;
    private final LongSupplier signedSize;
    private final Clock clock;
    private final SecureRandom random;

    /** @param signedSize of the newest checkpoint that this process has published */
    public LogKeyChange(Log log, Identity identity, LongSupplier signedSize, Clock clock, SecureRandom random) {
        this.log = log;
        this.identity = identity;
        this.signedSize = signedSize;
        this.clock = clock;
        this.random = random;
    }

    /** How it went. */
    public sealed interface Result {

        /** Durable: from this leaf on, these sign. */
        record Changed(long leafIndex, List<VerifierKey> keys) implements Result {}

        /** Nothing was written; in words, why and what to do. */
        record Refused(String words) implements Result {}

        /** The log did not take it. */
        record NotTaken(AppendOutcome outcome) implements Result {}
    }

    /**
     * Announces the key in {@code log.next.pem}.
     *
     * @param admin who wants it; stands in the entry
     * @throws IOException when a key cannot be read
     * @throws StorageException when the storage does not answer
     */
    public Result announce(String admin) throws IOException {
        LedgerHistory history = now();
        Since signing = history.names().newest();
        if (signing.keys().size() > 1) {
            return new Result.Refused("The key " + signing.keys().get(1) + " has been announced by leaf "
                    + signing.leafIndex() + " already; retire the old one first.");
        }
        Optional<LogKey> made = identity.logKeys().read(LogKeyFiles.NEXT);
        if (made.isEmpty()) {
            return new Result.Refused(
                    "There is no new key: make it with log-key make, in the keys of this process, and copy "
                            + LogKeyFiles.NEXT + " from there into the keys of every other process of this ledger.");
        }
        VerifierKey next = made.get().verifier(signing.name());
        if (history.names().isOfNewestName(next)) {
            return new Result.Refused("The log has, or had, the key in " + LogKeyFiles.NEXT
                    + " already, and none is used twice: put that file aside and make another with log-key make.");
        }
        LogKeyStatement statement = new LogKeyStatement(
                Kind.ANNOUNCED,
                signing.name(),
                history.all().size(),
                signing.keys().get(0),
                next);
        return append(statement, note -> new LogKeyAnnounced(next.toString(), note), admin);
    }

    /** Retires the old key, once a checkpoint has both signatures; otherwise as {@link #announce}. */
    public Result retire(String admin) throws IOException {
        LedgerHistory history = now();
        Since signing = history.names().newest();
        if (signing.keys().size() == 1) {
            return new Result.Refused(
                    "No key is being changed: " + signing.keys().get(0) + " signs alone.");
        }
        if (signedSize.getAsLong() <= signing.leafIndex()) {
            return new Result.Refused(
                    "No checkpoint has both signatures yet: the one that covers leaf " + signing.leafIndex()
                            + " must be there first. If it is not within some seconds, /api/v1/log/status says why.");
        }
        VerifierKey old = signing.keys().get(0);
        LogKeyStatement statement = new LogKeyStatement(
                Kind.RETIRED,
                signing.name(),
                history.all().size(),
                old,
                signing.keys().get(1));
        return append(statement, note -> new LogKeyRetired(old.toString(), note), admin);
    }

    private LedgerHistory now() {
        long unused = log.headNow().size(); // what other processes have appended is seen too
        return LedgerHistory.in(log);
    }

    private interface Said {
        OwnEvent in(String note);
    }

    private Result append(LogKeyStatement statement, Said said, String admin) throws IOException {
        String note;
        try {
            note = statement.sign(identity.logKeys()).toString();
        } catch (MissingKeyException e) {
            return new Result.Refused(e.getMessage() + ".");
        }
        AppendOutcome outcome = Identity.append(
                log,
                said.in(note),
                statement.sequenceNumber(),
                null,
                List.of(),
                admin,
                identity.keyring(),
                clock,
                random);
        if (outcome instanceof AppendOutcome.Appended appended) {
            return new Result.Changed(
                    appended.firstLeafIndex(), now().names().newest().keys());
        }
        return outcome instanceof AppendOutcome.Moved
                ? new Result.Refused("The ledger's own stream has moved meanwhile; see what the log's keys are now.")
                : new Result.NotTaken(outcome);
    }
}
