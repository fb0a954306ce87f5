package org.messageledger.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.LogNames.Since;
import org.messageledger.tree.ConsistencyProof;
import org.messageledger.tree.TileReader;
import org.messageledger.tree.TiledHashes;
import org.messageledger.tree.TreeHead;

/**
 * Signs a log's tree heads, each proved to follow from every one signed before that this process can know of: the newest in
 * the database, which all processes share, and the newest in this process' home, which does not go back with a restored
 * database. What it returns is stored in both. Thread-safe.
 */
public final class CheckpointSigner {

    private final String origin;
    private final Supplier<LogNames> names;
    private final LogKeys keys;
    private final CheckpointStore store;
    private final KeptNote kept;
    private final Supplier<TreeHead> newestHead;
    private final TileReader tiles;

    /** As they were when it signed last; null before. */
    private @Nullable LogNames seen;

    /**
     * @param origin the log's name as this process knows it
     * @param names the log's names and keys, at least up to the head that was asked for last
     * @param keys nothing is signed unless all are there that must sign
     * @param newestHead the durable head, asked for while no other process can sign; at least as new as the newest that any
     *     process has signed
     * @param tiles of the same log
     */
    public CheckpointSigner(
            String origin,
            Supplier<LogNames> names,
            LogKeys keys,
            CheckpointStore store,
            KeptNote kept,
            Supplier<TreeHead> newestHead,
            TileReader tiles) {
        this.origin = origin;
        this.names = names;
        this.keys = keys;
        this.store = store;
        this.kept = kept;
        this.newestHead = newestHead;
        this.tiles = tiles;
    }

    /**
     * The newest checkpoint, of the head as it is now: signed, if nobody has signed that one yet.
     *
     * @throws RolledBackException when the head does not follow from what was signed before. Nothing is signed then
     * @throws MissingKeyException when this process lacks a key that must sign. Nothing is signed then
     * @throws IOException when database or home do not answer; a checkpoint may have been stored, none is published
     */
    public synchronized SignedNote sign() throws IOException, UnsignedException {
        SignedNote newest = store.step(this::next)
                .orElseThrow(() -> new IllegalStateException("the first step signs: there is always a head"));
        if (!kept.read().equals(Optional.of(newest))) {
            kept.keep(newest);
        }
        return newest;
    }

    private Optional<SignedNote> next(Optional<SignedNote> last) throws IOException, UnsignedException {
        TreeHead head = newestHead.get();
        LogNames known = known();
        Since due = known.at(head.size()); // what has come behind the head does not count yet
        requireName(due);
        TreeHead stored = last.isEmpty() ? null : signed("in the database", last.get(), known);
        if (stored != null) {
            requireFollows("in the database", stored, head);
        }
        Optional<SignedNote> home = kept.read();
        if (home.isPresent()) {
            requireFollows("in the home", signed("in the home", home.get(), known), head);
        }
        List<LogKey> signers = keys.of(due.keys());
        boolean signedAlready = stored != null && stored.size() == head.size();
        return signedAlready ? Optional.empty() : Optional.of(new Checkpoint(origin, head).sign(signers));
    }

    /** Read anew from a database that somebody may have altered meanwhile: an announced key must not be forgotten. */
    private LogNames known() throws RolledBackException {
        LogNames known = names.get();
        if (seen != null && !known.goesOnFrom(seen)) {
            throw new RolledBackException("the log says other than before who signs it: before="
                    + seen.newest().keys() + " now=" + known.newest().keys());
        }
        seen = known;
        return known;
    }

    /** Another process may have ended the log's name while this one ran. */
    private void requireName(Since due) throws RolledBackException {
        if (!due.name().equals(origin)) {
            throw new RolledBackException(
                    "this process has the key of a name that has ended: the log was restored from a"
                            + " backup and goes on as " + due.keys().get(0) + ", its old key never signs again");
        }
    }

    private static TreeHead signed(String where, SignedNote note, LogNames known) throws RolledBackException {
        try {
            return known.verify(note).head();
        } catch (MalformedException | UnverifiedException e) {
            throw new RolledBackException(
                    "the newest checkpoint " + where + " is not one that this log has signed: " + e.getMessage(), e);
        }
    }

    private void requireFollows(String where, TreeHead signed, TreeHead head) throws RolledBackException {
        String wrong = wrong(signed, head);
        if (wrong != null) {
            throw new RolledBackException(wrong + ": the newest checkpoint " + where + " has size " + signed.size()
                    + " and root " + signed.root() + ", the log has size " + head.size() + " and root "
                    + head.root());
        }
    }

    private @Nullable String wrong(TreeHead signed, TreeHead head) {
        if (head.size() < signed.size()) {
            return "the log is shorter than what was signed";
        }
        if (head.size() == signed.size()) {
            return head.equals(signed) ? null : "the log differs from what was signed";
        }
        boolean follows = signed.size() == 0
                || ConsistencyProof.prove(signed.size(), head.size(), new TiledHashes(head.size(), tiles))
                        .verifies(signed.root(), head.root());
        return follows ? null : "the log's history differs from what was signed (no consistency proof verifies)";
    }
}
