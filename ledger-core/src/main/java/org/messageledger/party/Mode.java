package org.messageledger.party;

/** What an emitter wants from the ledger. */
public enum Mode {
    /** It asks before it acts: the ledger decides. */
    ASK,
    /** It has already happened: the ledger never refuses a fact, but marks what it would have refused. */
    REPORT
}
