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
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.Log;
import org.messageledger.log.StorageException;
import org.messageledger.log.StoredRows;
import org.messageledger.log.StoredRows.Extent;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.EntryRows.ReadRow;

/**
 * Checks the whole stored log while it is used: every row of every table of it, against the entries, against each other and
 * against what was acknowledged, signed and shown before (fsck). One pass, with memory for a tile of entries, up to the head
 * as it was at the start. Cosignatures are left out: whoever reads one verifies it, with keys that only a policy has.
 */
public final class LogCheck {

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
        LogNames names = identity.foundings().names();
        // All of it before the head is read: it must lead there.
        List<KnownHead> known = new ArrayList<>();
        known.add(
                new KnownHead("the head that this process has shown", log.head().tree()));
        acknowledgedHead(findings).ifPresent(known::add);
        Optional<Checkpoint> home = checkpointInHome(names, findings);
        home.ifPresent(checkpoint -> known.add(new KnownHead("the kept checkpoint", checkpoint.head())));

        Extent extent = rows.extent();
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
            FoundingRow.check(page, identity.foundings(), findings);
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

    private Optional<Checkpoint> checkpointInHome(LogNames names, Findings findings) {
        try {
            Optional<SignedNote> note = keptCheckpoint.read();
            return note.isEmpty() ? Optional.empty() : Optional.of(names.verify(note.get()));
        } catch (IOException | MalformedException | UnverifiedException e) {
            findings.add(Finding.HOME, null, "the kept checkpoint", "cannot be believed: " + e.getMessage());
            return Optional.empty();
        }
    }
}
