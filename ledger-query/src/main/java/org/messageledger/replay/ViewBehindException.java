package org.messageledger.replay;

/** The live view does not have the leaves that it is to be compared in: what keeps it up stands still. */
public final class ViewBehindException extends RuntimeException {

    ViewBehindException(long nextLeaf) {
        super("the live view has not got that far: nextLeaf=" + nextLeaf);
    }
}
