package org.messageledger.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.eventstore.Identity;
import org.messageledger.eventstore.IdentityException;
import org.messageledger.eventstore.LedgerHistory;
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.Log;
import org.messageledger.log.StorageException;
import org.messageledger.log.StoredRows;
import org.messageledger.log.StoredRows.Extent;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.EntryRows.ReadRow;
import org.messageledger.wire.UnreadableEntryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the whole stored log while it is used: every row of every table of it, against the entries, against each other and
 * against what was acknowledged, signed and shown before (fsck). One pass, with memory for a tile of entries, up to the head
 * as it was at the start. Cosignatures are left out: whoever reads one verifies it, with keys that only a policy has.
 */
public final class LogCheck {

    private static final Logger LOGGER = LoggerFactory.getLogger(LogCheck.class);

    private final StoredRows rows;
    private final Log log;
    private final Identity identity;
    private final AcknowledgedHead acknowledged;
    private final KeptNote keptCheckpoint;

    /**
     * @param log what this process has shown; decides the pace
     * @param acknowledged in the home
     * @param keptCheckpoint in the home
     */
    public LogCheck(
            StoredRows rows, Log log, Identity identity, AcknowledgedHead acknowledged, KeptNote keptCheckpoint) {
        this.rows = rows;
        this.log = log;
        this.identity = identity;
        this.acknowledged = acknowledged;
        this.keptCheckpoint = keptCheckpoint;
    }

    /**
     * Checks. For one thread at a time.
     *
     * @param findings what is not as it must be is added to these
     * @return the tree that the entries make, up to the first that is missing
     * @throws StorageException when the storage does not answer: then nothing more is known
     */
    public TreeHead run(Findings findings, LogVerifier.Progress progress) {
        // All of it before the head is read: it must lead there.
        List<KnownHead> known = new ArrayList<>();
        known.add(
                new KnownHead("the head that this process has shown", log.head().tree()));
        acknowledgedHead(findings).ifPresent(known::add);
        Optional<SignedNote> noteInHome = noteInHome(findings);

        Extent extent = rows.extent();
        LedgerHistory history = history(findings); // after the head: what is below it is in there
        LogNames names = history.names();
        Optional<Checkpoint> home = noteInHome.flatMap(note -> verified(note, names, findings));
        home.ifPresent(checkpoint -> known.add(new KnownHead("the kept checkpoint", checkpoint.head())));
        HeadRows head = new HeadRows(extent, findings);
        KeyRows keys = new KeyRows(rows, identity.keyring(), findings);
        EntryRows entries = new EntryRows(rows, findings);
        LeafTiles tiles = new LeafTiles(rows, head.claimed(), findings);
        TreeWalk walk = new TreeWalk(
                tiles,
                new BatchRows(rows, head.size(), findings),
                new CheckpointRows(rows, extent.checkpointsEnd(), names, home.orElse(null), findings),
                new KnownHeads(known, findings));

        head.begin();
        keys.checkOwn();
        entries.before(0);
        walk.begin();
        Pace pace = new Pace(() -> log.head().size());
        for (long first = 0; first < head.size(); first += Tile.WIDTH) {
            long end = Math.min(head.size(), first + Tile.WIDTH);
            List<ReadRow> page = entries.read(first, end);
            OwnRows.check(page, identity.history(), history, findings);
            keys.check(page);
            walk.append(first, end, page);
            progress.at(end, head.size());
            pace.giveWay();
        }
        walk.end(head);
        tiles.end(extent.tiles());
        keys.end(extent.contentKeys());
        return walk.head();
    }

    private Optional<KnownHead> acknowledgedHead(Findings findings) {
        String place = "the acknowledged head";
        try {
            return acknowledged.read().map(head -> new KnownHead(place, head));
        } catch (StorageException e) {
            findings.add(Finding.HOME, null, place, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** As the log has it now; if that cannot be believed, as it was when this process started. */
    private LedgerHistory history(Findings findings) {
        try {
            long unused = log.headNow().size(); // others' appends are seen too
        } catch (StorageException e) {
            LOGGER.info("the log has stopped; what is behind its head is not looked at", e);
        }
        try {
            return LedgerHistory.in(log);
        } catch (IdentityException | UnreadableEntryException e) {
            findings.add(EntryRows.TABLE, null, "the ledger's own entries", String.valueOf(e.getMessage()));
            return identity.history();
        }
    }

    private Optional<SignedNote> noteInHome(Findings findings) {
        try {
            return keptCheckpoint.read();
        } catch (IOException e) {
            tellKept(e, findings);
            return Optional.empty();
        }
    }

    private static Optional<Checkpoint> verified(SignedNote note, LogNames names, Findings findings) {
        try {
            return Optional.of(names.verify(note));
        } catch (MalformedException | UnverifiedException e) {
            tellKept(e, findings);
            return Optional.empty();
        }
    }

    private static void tellKept(Exception e, Findings findings) {
        findings.add(Finding.HOME, null, "the kept checkpoint", "cannot be believed: " + e.getMessage());
    }
}
