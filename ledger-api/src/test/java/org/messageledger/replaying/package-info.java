/** Replays, over HTTP. */
@NullMarked
package org.messageledger.replaying;

import org.jspecify.annotations.NullMarked;
