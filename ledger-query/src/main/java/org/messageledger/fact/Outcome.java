package org.messageledger.fact;

/** How an access ended. */
public enum Outcome {
    ALLOWED,
    REFUSED
}
