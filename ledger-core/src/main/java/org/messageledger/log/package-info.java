/**
 * The append-only log: entries in a gap-free order, each in a Merkle tree when it is acknowledged. Holds the contract
 * ({@link org.messageledger.log.Log}), what storage must offer ({@link org.messageledger.log.LogStore}) and the group
 * commit between them. Uses {@code tree} only; knows neither events nor SQL, and refuses to show what is not durable.
 */
@NullMarked
package org.messageledger.log;

import org.jspecify.annotations.NullMarked;
