/** Answers in other clothes: the same rows, in the same order, as files. Uses {@code fact}; asks nothing. */
@NullMarked
package org.messageledger.export;

import org.jspecify.annotations.NullMarked;
