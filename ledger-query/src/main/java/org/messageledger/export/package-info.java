/**
 * Answers in other clothes: the same rows, in the same order, as files; and as signed exports, with a manifest that says what
 * they are and whose rows were each compared with their entries. Uses {@code fact}, and core's log, tree and notes; asks
 * nothing itself. Refuses to sign a row that is not what its entry says.
 */
@NullMarked
package org.messageledger.export;

import org.jspecify.annotations.NullMarked;
