package org.messageledger.ledger;

/** What the ledger records about itself, in the stream {@link LedgerFounded#STREAM}: who it is from this leaf on. */
public sealed interface OwnEvent permits LedgerFounded, LogKeyAnnounced, LogKeyRetired {}
