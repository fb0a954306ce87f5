/**
 * The scope of an incident: a phished account over a span, or a message that was reported as suspicious. Which messages and
 * patients are concerned, what was opened apart from what was merely listed, and until when people must be told. Decides over
 * facts; uses {@code fact} alone, keeps nothing, and refuses what is too much to be told whole.
 */
@NullMarked
package org.messageledger.incident;

import org.jspecify.annotations.NullMarked;
