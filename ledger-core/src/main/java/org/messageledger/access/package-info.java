/**
 * A look at messages, one or a list: its command, the decision over the message's state, and the event of what was
 * allowed or refused. Uses {@code message} and {@code party}; knows no stream and no storage, and refuses to let an
 * attempt go unrecorded.
 */
@NullMarked
package org.messageledger.access;

import org.jspecify.annotations.NullMarked;
