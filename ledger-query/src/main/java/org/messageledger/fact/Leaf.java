package org.messageledger.fact;

import org.messageledger.wire.StoredEvent;

/** An entry and its place. */
record Leaf(long leafIndex, StoredEvent stored) {}
