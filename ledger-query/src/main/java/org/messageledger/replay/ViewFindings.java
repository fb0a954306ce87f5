package org.messageledger.replay;

import org.messageledger.tree.Hash;

/**
 * What a comparison of the live view with the log came to.
 *
 * @param leafIndex the last leaf that was compared; -1 for an empty log
 * @param facts how many follow from the log
 * @param postings how many follow from the log
 * @param differences how many rows differ; 0 means equal
 * @param digest {@link ViewDigest} of what follows from the log
 * @param liveDigest the same of the live view as of that leaf: equal if nothing differs
 */
public record ViewFindings(long leafIndex, long facts, long postings, long differences, Hash digest, Hash liveDigest) {}
