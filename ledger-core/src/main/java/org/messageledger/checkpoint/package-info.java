/**
 * Signed notes (c2sp.org/signed-note) and the key that signs the log's checkpoints. Uses {@code tree} only; does not
 * decide when to sign.
 */
@NullMarked
package org.messageledger.checkpoint;

import org.jspecify.annotations.NullMarked;
