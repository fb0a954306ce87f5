package org.messageledger.eventstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.LogNames.Since;
import org.messageledger.checkpoint.MissingKeyException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.ledger.OwnEvent;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Draft;
import org.messageledger.log.KeyRow;
import org.messageledger.log.Log;
import org.messageledger.log.StreamPosition;
import org.messageledger.seal.KeyStore;
import org.messageledger.seal.Keyring;
import org.messageledger.seal.TimeOrderedId;
import org.messageledger.seal.WrappingKey;
import org.messageledger.wire.EncodedEvent;
import org.messageledger.wire.EntryMetadata;
import org.messageledger.wire.EntryWriter;

/**
 * Who this ledger is: its origin, its log key, its data keys. Fixed by leaf 0, or by the newest founding once a restored backup
 * has ended the origin and log key before ({@link RestoredBackup}); the log key also by what was announced and retired since ({@link
 * LogKeyChange}). Keys are made only for an empty log and for these; a process whose origin or keys do not match refuses to start,
 * because it would sign or seal in another log's name.
 *
 * @param origin the log's name
 * @param logKeys sign checkpoints
 * @param keyring unwrapped data keys
 * @param history the ledger's own events as they were when the process started
 */
public record Identity(String origin, LogKeyFiles logKeys, Keyring keyring, LedgerHistory history) {

    static final String EMITTER = "ledger";
    static final String WRAPPING_KEY_FILE = "wrapping.key";
    private static final String DEFAULT_ORIGIN = "ledger.local/";

    /**
     * Founds the ledger when the log is empty, else opens it.
     *
     * @param keys the folder of the two key files, made on founding with mode 0600
     * @param configuredOrigin absent: a new log is named {@code ledger.local/} and 8 random hex digits
     * @throws IdentityException when origin, log key or wrapping key are missing or not those of the newest founding
     */
    public static Identity open(
            Log log, KeyStore store, Path keys, @Nullable String configuredOrigin, Clock clock, SecureRandom random) {
        try {
            if (log.head().size() == 0) {
                found(log, store, keys, configuredOrigin, clock, random);
            }
            return openFounded(log, store, keys, configuredOrigin, clock, random);
        } catch (IOException | GeneralSecurityException e) {
            throw new IdentityException("the keys of this ledger cannot be used: keys=" + keys, e);
        }
    }

    private static void found(
            Log log, KeyStore store, Path keys, @Nullable String configuredOrigin, Clock clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        String origin = configuredOrigin == null ? randomOrigin(random) : configuredOrigin;
        if (!VerifierKey.isName(origin)) {
            throw new IdentityException("an origin has no white space and no plus sign: origin=" + origin, null);
        }
        // Key files may be there already: an earlier start made them and died before leaf 0.
        LogKeyFiles logKeys = new LogKeyFiles(keys);
        logKeys.make(random);
        VerifierKey logKey = logKeys.verifiers(origin).get(0);
        Path wrappingKeyFile = keys.resolve(WRAPPING_KEY_FILE);
        WrappingKey wrappingKey = Files.exists(wrappingKeyFile)
                ? WrappingKey.load(wrappingKeyFile)
                : WrappingKey.create(wrappingKeyFile, random);
        Keyring keyring = Keyring.found(wrappingKey, store, clock, random);
        LedgerFounded event = new LedgerFounded(origin, logKey.toString(), LedgerFounded.FORMAT);
        List<KeyRow> rows = new ArrayList<>();
        keyring.foundingRows()
                .forEach(key -> rows.add(new KeyRow(key.keyId(), key.kind().name(), key.subject(), key.wrapped())));
        AppendOutcome outcome = append(log, event, 0, 0L, rows, EMITTER, keyring, clock, random);
        boolean foundedByAnother = outcome instanceof AppendOutcome.Moved;
        if (!(outcome instanceof AppendOutcome.Appended) && !foundedByAnother) {
            throw new IdentityException("the ledger could not be founded: outcome=" + outcome, null);
        }
    }

    /**
     * The next event of the ledger's own stream.
     *
     * @param leafIndex this very leaf or not at all; null: any
     */
    static AppendOutcome append(
            Log log,
            OwnEvent event,
            long sequenceNumber,
            @Nullable Long leafIndex,
            List<KeyRow> keys,
            String emitter,
            Keyring keyring,
            Clock clock,
            SecureRandom random) {
        UUID eventId = TimeOrderedId.next(clock, random);
        EncodedEvent encoded = new EntryWriter(keyring, random)
                .write(
                        eventId,
                        LedgerFounded.STREAM,
                        sequenceNumber,
                        event,
                        new EntryMetadata(emitter, null, null, null));
        Draft draft = new Draft(
                eventId, LedgerFounded.STREAM, sequenceNumber, false, encoded.template(), encoded.recordedAtOffset());
        StreamPosition decidedOn = new StreamPosition(LedgerFounded.STREAM, sequenceNumber - 1);
        return log.append(new Append(List.of(draft), List.of(decidedOn), keys, false, leafIndex))
                .join();
    }

    private static Identity openFounded(
            Log log, KeyStore store, Path keys, @Nullable String configuredOrigin, Clock clock, SecureRandom random)
            throws IOException, GeneralSecurityException {
        LedgerHistory history = LedgerHistory.in(log);
        FoundedAt newest = history.founded();
        String origin = newest.event().origin();
        if (configuredOrigin != null && !configuredOrigin.equals(origin)) {
            throw new IdentityException(
                    "this log has another origin: leaf" + newest.leafIndex() + "=" + origin + " configured="
                            + configuredOrigin + newest.afterRestoring(),
                    null);
        }
        LogKeyFiles logKeys = new LogKeyFiles(keys);
        requireKeys(logKeys, history);
        WrappingKey wrappingKey = WrappingKey.load(keys.resolve(WRAPPING_KEY_FILE));
        return new Identity(origin, logKeys, Keyring.open(wrappingKey, store, clock, random), history);
    }

    private static void requireKeys(LogKeyFiles logKeys, LedgerHistory history) throws IOException {
        Since due = history.names().newest();
        List<VerifierKey> there = logKeys.verifiers(due.name());
        if (there.isEmpty()) {
            throw new NoSuchFileException(LogKeyFiles.CURRENT);
        }
        try {
            List<LogKey> unused = logKeys.onlyOf(due.keys());
        } catch (MissingKeyException e) {
            throw new IdentityException(
                    "this log has another key: leaf" + due.leafIndex() + "=" + due.keys() + " keyFiles=" + there
                            + (history.at(due.leafIndex()) instanceof LedgerFounded
                                    ? history.founded().afterRestoring()
                                    : "; its key was changed, and " + e.getMessage()),
                    null);
        }
    }

    static String randomOrigin(SecureRandom random) {
        byte[] name = new byte[4];
        random.nextBytes(name);
        return DEFAULT_ORIGIN + HexFormat.of().formatHex(name);
    }
}
