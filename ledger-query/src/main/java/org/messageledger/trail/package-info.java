/**
 * Questions 1 and 4: what happened to a message, to a thread, and how a message stands as of a leaf. Uses {@code fact};
 * keeps nothing, so every answer can be given as of any leaf.
 */
@NullMarked
package org.messageledger.trail;

import org.jspecify.annotations.NullMarked;
