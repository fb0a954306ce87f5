package org.messageledger.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.tree.Hash;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TilePath;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.ExportedFiles.Unproved;
import org.messageledger.verify.LogVerifier.Progress;
import org.messageledger.verify.Trust.Claimed;

/**
 * Copies a log into a folder that any web server can serve (c2sp.org/tlog-tiles). Every file is proved against the signed
 * root before it is written, and what lies there already is hashed again instead of fetched, so a run that was killed goes
 * on, and one on a grown log adds what is new. The checkpoint comes last: at every moment the folder holds the whole log of
 * the checkpoint in it. Memory for a few bundles and two tiles of each level, whatever the log's size.
 */
public final class LogExport {

    static final String CHECKPOINT = "checkpoint";
    static final int CHECKPOINT_BYTES_MAX = SignedNote.SIZE_BYTES_MAX;

    private final LogFiles source;
    private final Path folder;
    private final ExportedFiles files;
    private final EntryBundle bundle = new EntryBundle();
    private final OwnEntries own = new OwnEntries();

    /** @param folder empty, not there yet, or written by an export of the same log */
    public LogExport(LogFiles source, Path folder) {
        this.source = source;
        this.folder = folder;
        this.files = new ExportedFiles(source, folder);
    }

    /**
     * Copies the log as its newest checkpoint has it.
     *
     * @param logKeys each must have signed; none: the key that leaf 0 of the log names
     * @return what holds, in words
     * @throws LogFault when the log is not as it was signed, or not the one in the folder. Nothing of it was written then; unless
     *     none of the keys has signed the checkpoint itself: that its key follows from them is known only behind the last entry, and
     *     what was written until then stays, without a checkpoint, and is proved again by the next run
     * @throws IOException when something could not be read or written; run it again and it goes on
     */
    public List<String> run(List<VerifierKey> logKeys, Progress progress) throws IOException, LogFault {
        try (ExportFolder target = new ExportFolder(folder)) {
            byte[] note = note();
            requireSameOrigin(note);
            List<VerifierKey> keys = logKeys.isEmpty() ? List.of(keyOfLeafZero(note)) : logKeys;
            Trust trust = new Trust(keys, WitnessPolicy.NONE);
            Claimed newest = trust.claimed(CHECKPOINT, parsed(CHECKPOINT, note));
            TreeHead head = newest.checkpoint().head();
            SignedTiles tiles = new SignedTiles(files, head);
            EarlierHead before = openTree(trust, newest.checkpoint(), tiles);
            copyLeaves(head, tiles, progress);
            List<String> words = new ArrayList<>(own.believe(newest, keys));
            if (before instanceof UnprovedHead unproved) {
                unproved.judge(own.names());
            }
            target.publish(note);
            target.tidy();
            if (logKeys.isEmpty()) {
                words.add("this key is the one that the log's own leaf 0 names: compare it with one that you have from"
                        + " elsewhere, or give that as --vkey");
            }
            words.add(before == null ? "a new copy" : "the copy held " + before.size() + " entries and has only grown");
            words.add(
                    "every entry hashed, every tile proved against the signed root; " + files.added() + " files added");
            return words;
        }
    }

    private byte[] note() throws IOException, LogFault {
        FileBytes note = source.read(CHECKPOINT, CHECKPOINT_BYTES_MAX);
        if (note == null) {
            throw new LogFault(CHECKPOINT, "is missing: without it nothing tells what the log must be");
        }
        return note.copy();
    }

    private static SignedNote parsed(String place, byte[] note) throws LogFault {
        try {
            return SignedNote.parse(note);
        } catch (MalformedException e) {
            throw new LogFault(place, e);
        }
    }

    /** Before any key is looked for: those of another log would only confuse. */
    private void requireSameOrigin(byte[] note) throws IOException, LogFault {
        FileBytes kept = files.checkpointThere();
        if (kept != null) {
            String place = folder.resolve(CHECKPOINT).toString();
            String here = unproved(place, kept.copy()).origin();
            String there = unproved(CHECKPOINT, note).origin();
            if (!here.equals(there)) {
                throw new LogFault(
                        place,
                        "is of another log: its origin is " + here + ", not " + there + "; choose another folder");
            }
        }
    }

    private static Checkpoint unproved(String place, byte[] note) throws LogFault {
        try {
            return Checkpoint.parse(parsed(place, note).text());
        } catch (MalformedException e) {
            throw new LogFault(place, e);
        }
    }

    /** Unproved; what it leads to is compared with the root like everything else. */
    private VerifierKey keyOfLeafZero(byte[] note) throws IOException, LogFault {
        try {
            Checkpoint claimed = unproved(CHECKPOINT, note);
            long size = claimed.head().size();
            int width = TilePath.entries(0, Tile.WIDTH).widthIn(size);
            if (width > 0) {
                FileBytes first = files.entries(TilePath.entries(0, width)).bytes();
                LedgerFounded founded = bundle.read(first).count() == 0
                        ? null
                        : OwnEntries.founding(EntryBundle.first(first)).orElse(null);
                if (founded != null && !founded.origin().equals(claimed.origin())) {
                    throw new LogFault(
                            CHECKPOINT,
                            "is one of " + claimed.origin() + ", and leaf 0 founds " + founded.origin()
                                    + ": if this log was restored from a backup and goes on under another name, give its"
                                    + " key as --vkey");
                }
                if (founded != null) {
                    return VerifierKey.parse(founded.logKey());
                }
            }
        } catch (MalformedException e) {
            throw new LogFault(CHECKPOINT, e);
        }
        throw new LogFault(CHECKPOINT, "leaf 0 of this log names no key: give the one that signs it as --vkey");
    }

    /** @return what was there before; null for a new copy */
    private @Nullable EarlierHead openTree(Trust trust, Checkpoint newest, SignedTiles tiles)
            throws IOException, LogFault {
        FileBytes kept = files.checkpointThere();
        EarlierHead before = kept == null
                ? null
                : trust.older(new NamedBytes(folder.resolve(CHECKPOINT).toString(), kept.copy()), newest);
        tiles.open();
        if (before != null) {
            before.compare(tiles.headAt(before.size()));
        }
        return before;
    }

    private void copyLeaves(TreeHead head, SignedTiles tiles, Progress progress) throws IOException, LogFault {
        long done = 0;
        while (done < head.size()) {
            long index = done / Tile.WIDTH;
            int width = (int) Math.min(Tile.WIDTH, head.size() - done);
            files.expectLeavesBehind(index, head);
            copyBundle(TilePath.entries(index, width), tiles.hashes(0, index));
            done += width;
            progress.at(done, head.size());
        }
    }

    private void copyBundle(TilePath path, byte[] signed) throws IOException, LogFault {
        Unproved entries = files.entries(path);
        byte[] hashes = bundle.read(entries.bytes()).leafHashes();
        int count = Math.min(bundle.count(), path.width());
        int compared = count * Hash.SIZE_BYTES;
        if (Arrays.mismatch(hashes, 0, compared, signed, 0, compared) >= 0) {
            long first = path.index() * Tile.WIDTH;
            Difference difference =
                    new Difference(Difference.hashes(hashes, count), Difference.hashes(signed, path.width()));
            throw new LogFault(
                    "leaf " + (first + difference.first()) + " (" + entries.place() + ")",
                    "the entry " + difference.words(first));
        }
        bundle.requireWhole(path);
        own.look(path.index() * Tile.WIDTH, entries.bytes(), path.width());
        files.keep(entries);
    }
}
