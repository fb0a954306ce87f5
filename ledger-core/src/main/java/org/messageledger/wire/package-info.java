/**
 * How an event becomes an entry's bytes and back: stable names, revisions, upcasters, canonical JSON, sealing on the way
 * in. Uses the event types and {@code seal}. Once an entry is in a log its bytes never change: what is stored under a
 * name and revision today must be readable for ever, and golden files in the tests hold that.
 */
@NullMarked
package org.messageledger.wire;

import org.jspecify.annotations.NullMarked;
