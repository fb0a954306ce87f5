/**
 * Sealed text and its keys: AES-256-GCM under a content key for each message, which erasure can destroy, or the record
 * key, which stays; keyed digests of what depends on content; data keys wrapped by a key file. Knows values of
 * {@code party} only; never logs or returns a key outside its own types.
 */
@NullMarked
package org.messageledger.seal;

import org.jspecify.annotations.NullMarked;
