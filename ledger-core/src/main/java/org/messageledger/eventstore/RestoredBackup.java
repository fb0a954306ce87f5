package org.messageledger.eventstore;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.CheckpointStore;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.ledger.LedgerFounded.Acknowledged;
import org.messageledger.ledger.LedgerFounded.Restored;
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Log;
import org.messageledger.seal.KeyStore;
import org.messageledger.seal.Keyring;
import org.messageledger.seal.WrappingKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with a database that was restored on purpose and lacks what was acknowledged: its name and key end, and the next
 * leaf founds the ledger anew, under another name and key, saying what was lost. So no two checkpoints of one name ever
 * disagree.
 *
 * <p>A plan in the home is written before anything is changed and removed when all is done, so that a process killed at any
 * moment goes on at its next start. From the plan on the old key signs nothing: no log is opened for use before this is done.
 */
public final class RestoredBackup {

    private static final Logger LOGGER = LoggerFactory.getLogger(RestoredBackup.class);
    private static final String PLAN_FILE = "restored-backup";
    private static final String LOCK_FILE = ".restored-backup.lock";

    private final Path home;
    private final Path keys;
    private final LogKeyFiles files;
    private final CheckpointStore checkpoints;
    private final KeyStore store;
    private final @Nullable String configuredOrigin;
    private final Clock clock;
    private final SecureRandom random;
    private final Consumer<Step> done;

    /** What has been done, for good. */
    enum Step {
        PLANNED,
        HEADS_PUT_ASIDE,
        KEY_LINKED,
        KEY_RETIRED,
        KEY_MADE,
        FOUNDED
    }

    /**
     * @param home with what was acknowledged and signed
     * @param keys the folder of the key files
     * @param configuredOrigin the new name; absent: {@code ledger.local/} and 8 random hex digits
     */
    public RestoredBackup(
            Path home,
            Path keys,
            CheckpointStore checkpoints,
            KeyStore store,
            @Nullable String configuredOrigin,
            Clock clock,
            SecureRandom random) {
        this(home, keys, checkpoints, store, configuredOrigin, clock, random, step -> {});
    }

    RestoredBackup(
            Path home,
            Path keys,
            CheckpointStore checkpoints,
            KeyStore store,
            @Nullable String configuredOrigin,
            Clock clock,
            SecureRandom random,
            Consumer<Step> done) {
        this.home = home;
        this.keys = keys;
        this.files = new LogKeyFiles(keys);
        this.checkpoints = checkpoints;
        this.store = store;
        this.configuredOrigin = configuredOrigin;
        this.clock = clock;
        this.random = random;
        this.done = done;
    }

    /**
     * To be called at each start, before the log is opened. Does nothing unless it is asked to, or has been before and was
     * killed.
     *
     * @param asked whether whoever starts the process says that this is a restored backup
     * @param unguarded opens the log without a look at what was acknowledged; closed when this returns
     * @throws RestoreRefusedException when nothing was lost, or it cannot be done; its words say what to do
     */
    public void settle(boolean asked, Supplier<Log> unguarded) {
        if (!asked && Files.notExists(planFile())) {
            return;
        }
        try (FileChannel channel =
                        FileChannel.open(keys.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock(channel);
                Log log = unguarded.get()) {
            if (!held.isValid()) {
                throw new IOException("the lock is gone");
            }
            RestorePlan plan = RestorePlan.read(planFile());
            if (plan == null) {
                plan = plan(log);
                plan.write(planFile());
            }
            done.accept(Step.PLANNED);
            carryOut(plan, log);
        } catch (IOException | GeneralSecurityException e) {
            throw new RestoreRefusedException(
                    "the restored backup could not be made the log: " + e + ". Start again and it goes on", e);
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // held by another thread of this process
        }
        throw new RestoreRefusedException(
                "another process with the same keys is making a restored backup the log: wait until it is done");
    }

    private RestorePlan plan(Log log) throws IOException, GeneralSecurityException {
        if (log.head().size() == 0) {
            throw new RestoreRefusedException(
                    "the database is empty: nothing is left to go on with. Start a new ledger in an empty home");
        }
        LedgerHistory history = LedgerHistory.in(log);
        LogNames names = history.names();
        Set<VerifierKey> ended = new LinkedHashSet<>(names.newest().keys());
        for (VerifierKey old : ended) {
            if (!files.hasOrHad(old)) {
                throw new RestoreRefusedException(
                        "the key file is not that of this log, whose key is " + old + ": start with the log's own key");
            }
        }
        ended.addAll(files.verifiers(names.newest().name())); // also one that was announced behind the backup
        Restored restored = KnownLoss.of(
                log,
                names,
                ended,
                new AcknowledgedHead(home.resolve(AcknowledgedHead.FILE)),
                new KeptNote(home.resolve(KeptNote.FILE)),
                checkpoints);
        return new RestorePlan(
                List.copyOf(ended), newOrigin(history), log.head().tree(), restored);
    }

    private String newOrigin(LedgerHistory history) {
        if (configuredOrigin == null) {
            return Identity.randomOrigin(random);
        }
        if (!VerifierKey.isName(configuredOrigin)) {
            throw new RestoreRefusedException(
                    "an origin has no white space and no plus sign: origin=" + configuredOrigin);
        }
        for (FoundedAt founded : history.foundings()) {
            if (founded.event().origin().equals(configuredOrigin)) {
                throw new RestoreRefusedException("the name " + configuredOrigin
                        + " ends with what was lost: set ledger.origin to another one, or leave it out");
            }
        }
        return configuredOrigin;
    }

    private void carryOut(RestorePlan plan, Log log) throws IOException, GeneralSecurityException {
        String id = HexFormat.of().formatHex(plan.oldKey().keyId());
        putAside(AcknowledgedHead.FILE, id);
        putAside(KeptNote.FILE, id);
        done.accept(Step.HEADS_PUT_ASIDE);
        retire(plan, LogKeyFiles.NEXT, () -> {});
        retire(plan, LogKeyFiles.CURRENT, () -> done.accept(Step.KEY_LINKED));
        done.accept(Step.KEY_RETIRED);
        files.make(random);
        done.accept(Step.KEY_MADE);
        LedgerHistory history = LedgerHistory.in(log);
        if (history.names().newest().name().equals(plan.oldKey().name())) {
            history = found(plan, history, log);
        }
        done.accept(Step.FOUNDED);
        end(plan, history.founded(), history.names().newest().keys());
    }

    private void putAside(String file, String id) throws IOException {
        Path there = home.resolve(file);
        Path aside = home.resolve(file + ".retired-" + id);
        if (Files.exists(there) && Files.notExists(aside)) {
            Files.move(there, aside, StandardCopyOption.ATOMIC_MOVE);
            sync(home);
        }
    }

    private void retire(RestorePlan plan, String file, Runnable linked) throws IOException {
        String origin = plan.oldKey().name();
        Optional<LogKey> key = files.read(file);
        if (key.isPresent() && plan.oldKeys().contains(key.get().verifier(origin))) {
            files.retire(file, origin, linked);
        }
    }

    private LedgerHistory found(RestorePlan plan, LedgerHistory before, Log log)
            throws IOException, GeneralSecurityException {
        Keyring keyring =
                Keyring.open(WrappingKey.load(keys.resolve(Identity.WRAPPING_KEY_FILE)), store, clock, random);
        if (log.head().size() == plan.head().size() && !log.head().tree().equals(plan.head())) {
            throw moved(plan, log);
        }
        LedgerFounded event =
                new LedgerFounded(plan.origin(), ownKey(plan).toString(), LedgerFounded.FORMAT, plan.restored());
        AppendOutcome outcome = Identity.append(
                log,
                event,
                before.all().size(),
                plan.head().size(),
                List.of(),
                Identity.EMITTER,
                keyring,
                clock,
                random);
        if (!(outcome instanceof AppendOutcome.Appended) && !(outcome instanceof AppendOutcome.Moved)) {
            throw new IOException("the log took no founding: outcome=" + outcome);
        }
        long unused = log.headNow().size(); // what another process has founded is seen too
        LedgerHistory now = LedgerHistory.in(log);
        if (now.founded().equals(before.founded())) {
            throw moved(plan, log);
        }
        return now;
    }

    private RestoreRefusedException moved(RestorePlan plan, Log log) {
        return new RestoreRefusedException(
                "the database is not as it was when it began to be made the log: it had the size "
                        + plan.head().size() + " and the root " + plan.head().root() + ", and has the size "
                        + log.head().size() + " and the root "
                        + log.head().tree().root()
                        + ". Stop the other processes and restore the backup again. To begin anew, with another backup, put back"
                        + " the files that end in .retired-"
                        + HexFormat.of().formatHex(plan.oldKey().keyId())
                        + " and log.pem, and delete the file " + PLAN_FILE + " in the home");
    }

    private void end(RestorePlan plan, FoundedAt newest, List<VerifierKey> signing) throws IOException {
        VerifierKey key = signing.get(0);
        boolean own = files.verifiers(key.name()).contains(key);
        if (!own) {
            String id = HexFormat.of().formatHex(ownKey(plan).keyId());
            Files.move(keys.resolve(LogKeyFiles.CURRENT), keys.resolve("log.unused-" + id + ".pem"));
            sync(keys);
        }
        Files.delete(planFile());
        sync(home);
        if (!own) {
            throw new RestoreRefusedException(
                    "another process has made this restored backup the log first: it goes on as "
                            + key + " from leaf " + newest.leafIndex() + " on. Copy the file log.pem from its keys to "
                            + keys
                            + ", then start without ledger.restored-backup");
        }
        Acknowledged acknowledged = plan.restored().acknowledged();
        LOGGER.warn(
                "a restored backup is the log now: the name {} has ended and its key never signs again; acknowledged was"
                        + " the size {} with the root {}, signed was {}; the database had the size {} with the root {};"
                        + " the first lost leaf is {}; the log goes on as {}",
                plan.oldKey(),
                acknowledged == null ? "-" : acknowledged.size(),
                acknowledged == null ? "-" : acknowledged.root(),
                plan.restored().checkpoint(),
                plan.head().size(),
                plan.head().root(),
                plan.restored().firstLostLeaf(),
                key);
    }

    private VerifierKey ownKey(RestorePlan plan) throws IOException {
        return files.verifiers(plan.origin()).get(0);
    }

    private Path planFile() {
        return home.resolve(PLAN_FILE);
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
