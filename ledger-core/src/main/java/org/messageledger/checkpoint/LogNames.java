package org.messageledger.checkpoint;

import java.util.List;
import java.util.Set;

/**
 * The names and keys that one tree has been signed under, one after the other. While a key is being changed, the old and the new
 * one both sign. A log that was restored from a backup goes on under another name, with another key; what its old name signed
 * stays true up to there, and is nobody's word beyond.
 *
 * @param all at least one, in the order of their leaves
 */
public record LogNames(List<Since> all) {

    /**
     * The keys that sign together, all under one name.
     *
     * @param leafIndex of the entry that says so: they sign trees that hold it, and none before does
     * @param keys one, or the old and the new one
     */
    public record Since(long leafIndex, List<VerifierKey> keys) {

        public Since {
            keys = List.copyOf(keys);
            if (keys.isEmpty()
                    || keys.stream().map(VerifierKey::name).distinct().count() > 1) {
                throw new IllegalArgumentException("not the keys of one name: keys=" + keys);
            }
        }

        public String name() {
            return keys.get(0).name();
        }
    }

    public LogNames {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a log has a name");
        }
    }

    /** Of a log that has had one name and key only. */
    public static LogNames of(VerifierKey key) {
        return new LogNames(List.of(new Since(0, List.of(key))));
    }

    /** Those that sign now. */
    public Since newest() {
        return all.get(all.size() - 1);
    }

    /** Whether it begins with all of another one: what a log has said of its names and keys is never taken back. */
    boolean goesOnFrom(LogNames earlier) {
        int said = earlier.all.size();
        return said <= all.size() && all.subList(0, said).equals(earlier.all);
    }

    /** Those that sign a tree of this size. */
    public Since at(long size) {
        Since due = all.get(0);
        for (Since since : all) {
            if (since.leafIndex() < size) {
                due = since;
            }
        }
        return due;
    }

    /** Whether the log has, or had, this key under the name that it has now. */
    public boolean isOfNewestName(VerifierKey key) {
        return key.name().equals(newest().name())
                && all.stream().anyMatch(since -> since.keys().contains(key));
    }

    /**
     * The checkpoint in a note that the log has signed: under the name that it had at that size, with all keys that signed then.
     *
     * @throws MalformedException when the note's text is no checkpoint
     * @throws UnverifiedException when it was not signed so
     */
    public Checkpoint verify(SignedNote note) throws MalformedException, UnverifiedException {
        Checkpoint signed = verifyAny(note);
        requireAll(note, at(signed.head().size()));
        return signed;
    }

    /** As {@link #verify}, but one of the keys is enough: for a checkpoint that the log signed when it was another than this. */
    public Checkpoint verifyAny(SignedNote note) throws MalformedException, UnverifiedException {
        Checkpoint claimed = Checkpoint.parse(note.text());
        Since due = at(claimed.head().size());
        if (all.size() > 1 && !claimed.origin().equals(due.name())) {
            throw new UnverifiedException("a checkpoint of size "
                    + claimed.head().size() + " of this log is one of " + due.name() + ", not of " + claimed.origin());
        }
        return Checkpoint.verify(note, due.keys());
    }

    private static void requireAll(SignedNote note, Since due) throws UnverifiedException {
        Set<VerifierKey> signers = note.signersAmong(due.keys());
        for (VerifierKey key : due.keys()) {
            if (!signers.contains(key)) {
                throw new UnverifiedException(
                        "it is not signed by " + key + ", which must sign what holds leaf " + due.leafIndex());
            }
        }
    }
}
