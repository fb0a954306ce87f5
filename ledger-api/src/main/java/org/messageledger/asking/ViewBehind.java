package org.messageledger.asking;

/** The view does not have a leaf that the question names, after the longest wait: 503, try again. */
public final class ViewBehind extends RuntimeException {

    private final long leafIndex;
    private final long containedLeafIndex;
    private final long behind;

    ViewBehind(long leafIndex, long containedLeafIndex, long behind) {
        super("view behind: leafIndex=" + leafIndex + " contained=" + containedLeafIndex);
        this.leafIndex = leafIndex;
        this.containedLeafIndex = containedLeafIndex;
        this.behind = behind;
    }

    /** The leaf that was asked for. */
    public long leafIndex() {
        return leafIndex;
    }

    /** The newest leaf that the view has; -1 when it has none. */
    public long containedLeafIndex() {
        return containedLeafIndex;
    }

    /** How many durable leaves the view lacks. */
    public long behind() {
        return behind;
    }
}
