/**
 * The texts that a log exchanges with whoever checks it: signed notes, verifier keys, checkpoints, cosignatures, policies,
 * proofs and requests to witnesses (C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy, tlog-proof,
 * tlog-witness), and the keys that sign them.
 * Values and pure functions, strict to the letter; what a stranger sent is refused with {@code MalformedException} or
 * {@code UnverifiedException} and nothing else. Uses {@code tree} only; does not decide when to sign.
 */
@NullMarked
package org.messageledger.checkpoint;

import org.jspecify.annotations.NullMarked;
