/**
 * Replays over HTTP, for auditors: one is begun, watched and cancelled here. What a replay does, {@code replay} knows;
 * this only says it. Refuses what it does not understand.
 */
@NullMarked
package org.messageledger.replaying;

import org.jspecify.annotations.NullMarked;
