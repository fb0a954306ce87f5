package org.messageledger.replay;

/**
 * What to replay.
 *
 * @param size how many leaves; at most the log's size
 * @param swap whether the new view takes the place of the live one when they are equal; only for all leaves
 * @param repair whether it does so too when they differ; only with {@code swap}
 */
public record ReplayOrder(long size, boolean swap, boolean repair) {

    public ReplayOrder {
        if (repair && !swap) {
            throw new IllegalArgumentException("a repair is a swap");
        }
    }
}
