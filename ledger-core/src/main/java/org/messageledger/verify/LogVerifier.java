package org.messageledger.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.TlogProof;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.Witnessed;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.Trust.Claimed;

/**
 * Decides whether a log is the one that its keys have signed, from its files alone. One pass over the files, memory for one
 * bundle (most are below a megabyte, none is above 17) whatever the log's size.
 */
public final class LogVerifier {

    private static final String CHECKPOINT = "checkpoint";

    private final Trust trust;

    public LogVerifier(Trust trust) {
        this.trust = trust;
    }

    /** Is told now and then how many leaves are done, of how many. */
    public interface Progress {
        void at(long leaves, long treeSize);
    }

    /**
     * Checks everything: signatures, every byte of every entry, every tile, the root, and that the log has only grown since
     * the kept checkpoints, those among its files too.
     *
     * @return what holds, in words
     * @throws LogFault when anything does not hold: the first that was found
     * @throws IOException when a file cannot be read; nothing is known then
     */
    public List<String> verifyLog(LogFiles files, List<NamedBytes> kept, Progress progress)
            throws IOException, LogFault {
        Claimed newest = trust.claimed(CHECKPOINT, parsed(new NamedBytes(CHECKPOINT, note(files, CHECKPOINT))));
        TreeHead head = newest.checkpoint().head();
        List<NamedBytes> all = new ArrayList<>(kept);
        for (String name : files.keptCheckpoints()) {
            all.add(new NamedBytes(name, note(files, name)));
        }
        List<EarlierHead> earlier = new ArrayList<>();
        for (NamedBytes before : all) {
            earlier.add(trust.older(before, newest.checkpoint()));
        }
        OwnEntries own = new OwnEntries();
        new TreeCheck(files, head, earlier, own, leaves -> progress.at(leaves, head.size())).run();
        List<String> words = new ArrayList<>(own.believe(newest, trust.logKeys()));
        for (EarlierHead before : earlier) {
            if (before instanceof UnprovedHead unproved) {
                unproved.judge(own.names());
            }
        }
        words.add("every entry hashed, every tile and the root computed anew: all as signed");
        for (NamedBytes before : kept) {
            words.add("consistent with " + before.place() + ": nothing was removed or altered since");
        }
        if (all.size() > kept.size()) {
            words.add("consistent with " + (all.size() - kept.size()) + " older checkpoints beside it");
        }
        words.addAll(files.leftovers(head.size()));
        return words;
    }

    /**
     * Checks one checkpoint alone: who has signed it. Of the log behind it nothing is known then, so that one kept from before
     * must be of the same size.
     *
     * @return what holds, in words
     * @throws LogFault when anything does not hold
     */
    public List<String> verifyCheckpoint(NamedBytes checkpoint, List<NamedBytes> kept) throws LogFault {
        Claimed newest = trust.signed(checkpoint.place(), parsed(checkpoint));
        List<String> words = new ArrayList<>(newest.believed());
        TreeHead head = newest.checkpoint().head();
        for (NamedBytes before : kept) {
            EarlierHead earlier = trust.older(before, newest.checkpoint());
            if (earlier.size() != head.size()) {
                throw new LogFault(
                        before.place(),
                        "is of another size, and a checkpoint alone does not tell whether the log only grew: give the"
                                + " log's folder or address");
            }
            if (earlier instanceof UnprovedHead unproved) {
                unproved.judge(null);
            }
            if (earlier instanceof KnownHead known && !known.head().equals(head)) {
                throw new LogFault(
                        before.place(), "has another root for the same size: the log has shown two histories");
            }
            words.add("the same tree as " + before.place());
        }
        words.add("this is the checkpoint alone; of the entries nothing was checked");
        return words;
    }

    /**
     * Checks that an entry is in the log, from a proof alone (c2sp.org/tlog-proof).
     *
     * @param proof the bytes of a {@code .tlog-proof}, and where they come from
     * @param entry the exact bytes that are said to be in the log
     * @return what holds, in words
     * @throws LogFault when anything does not hold
     */
    public List<String> verifyProof(NamedBytes proof, byte[] entry) throws LogFault {
        try {
            TlogProof parsed = TlogProof.parse(proof.bytes());
            List<String> words =
                    new ArrayList<>(trust.signed(proof.place(), parsed.note()).believed());
            Witnessed unused = parsed.verify(entry, trust.logKeys(), trust.witnesses());
            words.add("leaf " + parsed.leafIndex() + " of this log is this entry of " + entry.length + " bytes");
            return words;
        } catch (MalformedException | UnverifiedException e) {
            throw new LogFault(proof.place(), e);
        }
    }

    private static SignedNote parsed(NamedBytes note) throws LogFault {
        try {
            return SignedNote.parse(note.bytes());
        } catch (MalformedException e) {
            throw new LogFault(note.place(), e);
        }
    }

    private static byte[] note(LogFiles files, String name) throws IOException, LogFault {
        FileBytes bytes = files.read(name, SignedNote.SIZE_BYTES_MAX);
        if (bytes == null) {
            throw new LogFault(name, "is missing: without it nothing tells what the log must be");
        }
        return bytes.copy();
    }
}
