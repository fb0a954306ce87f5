package org.messageledger.replay;

/** Hears how far a check or a replay is, several times a second, on the thread that does it. */
@FunctionalInterface
public interface Progress {

    /** What is being done. */
    enum Phase {
        /** Writing facts and postings anew. */
        REBUILDING,
        /** Reading both, in step. */
        COMPARING,
        /** Putting the new ones in the place of the old ones. */
        SWAPPING,
        /** Removing what is no longer needed; the report is there. */
        REMOVING
    }

    /**
     * May wait, to be slower, for less than a second; or throw, to end it. Who throws while rows are being removed leaves the
     * rest to whoever comes next.
     *
     * @param done events of {@code total}; while comparing, as many as the share of rows that was compared
     */
    void at(Phase phase, long done, long total);
}
