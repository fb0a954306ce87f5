package org.messageledger.checkpoint;

import java.util.List;

/**
 * The names and keys that one tree has been signed under, one after the other. A log that was restored from a backup goes on
 * under another name, with another key; what its old name signed stays true up to there, and is nobody's word beyond.
 *
 * @param all at least one, in the order of their leaves
 */
public record LogNames(List<Since> all) {

    /**
     * A name and its key.
     *
     * @param leafIndex of the entry that announces them: they sign trees that hold it, and none before does
     */
    public record Since(long leafIndex, VerifierKey key) {}

    public LogNames {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a log has a name");
        }
    }

    /** Of a log that has had one name only. */
    public static LogNames of(VerifierKey key) {
        return new LogNames(List.of(new Since(0, key)));
    }

    /** The one that signs now. */
    public VerifierKey newest() {
        return all.get(all.size() - 1).key();
    }

    /** The one that signs a tree of this size. */
    public VerifierKey at(long size) {
        VerifierKey key = all.get(0).key();
        for (Since since : all) {
            if (since.leafIndex() < size) {
                key = since.key();
            }
        }
        return key;
    }

    /**
     * The checkpoint in a note that the log has signed, under the name that it had at that size.
     *
     * @throws MalformedException when the note's text is no checkpoint
     * @throws UnverifiedException when it was not signed so
     */
    public Checkpoint verify(SignedNote note) throws MalformedException, UnverifiedException {
        Checkpoint claimed = Checkpoint.parse(note.text());
        VerifierKey due = at(claimed.head().size());
        if (all.size() > 1 && !claimed.origin().equals(due.name())) {
            throw new UnverifiedException("a checkpoint of size "
                    + claimed.head().size() + " of this log is one of " + due.name() + ", not of " + claimed.origin());
        }
        return Checkpoint.verify(note, List.of(due));
    }
}
