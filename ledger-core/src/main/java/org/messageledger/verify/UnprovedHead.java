package org.messageledger.verify;

import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.tree.TreeHead;

/**
 * A checkpoint kept from before that none of the given keys has signed. It may be of a key, or a name, that the log has had: its
 * own entries, once they are believed, say so.
 */
final class UnprovedHead implements EarlierHead {

    private final String place;
    private final SignedNote note;
    private final KnownHead claimed;
    private @Nullable TreeHead then;

    UnprovedHead(String place, SignedNote note, Checkpoint claimed) {
        this.place = place;
        this.note = note;
        this.claimed = new KnownHead(place, claimed.head());
    }

    @Override
    public long size() {
        return claimed.size();
    }

    /** Is only remembered: who has signed comes first. */
    @Override
    public void compare(TreeHead now) {
        then = now;
    }

    /**
     * Judges, once the tree has been gone through.
     *
     * @param names as the log's entries have them; null when they say nothing
     */
    void judge(@Nullable LogNames names) throws LogFault {
        if (names == null) {
            throw new LogFault(place, "is signed by none of the given keys");
        }
        try {
            Checkpoint unused = names.verify(note);
        } catch (MalformedException | UnverifiedException e) {
            throw new LogFault(place, e);
        }
        if (then != null) {
            claimed.compare(then);
        }
    }
}
