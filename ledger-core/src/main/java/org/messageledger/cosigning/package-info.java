/**
 * Has this log's checkpoints cosigned (c2sp.org/tlog-witness, the log's side): sends each published checkpoint to every
 * witness of a policy, verifies and keeps what they answer, and says in words who vouches for the log and who contradicts
 * it. Uses {@code checkpoint} and {@code tree}. It only reports: no witness, whatever it says, stops an append or a
 * signature (ADR 6).
 */
@NullMarked
package org.messageledger.cosigning;

import org.jspecify.annotations.NullMarked;
