package org.messageledger.message;

/** What handed a message over. */
public enum RoutingCause {
    RULE,
    PERSON,
    MODEL
}
