package org.messageledger.party;

import java.util.UUID;

/** The digest of content. A plain one could confirm a guess at what was erased, so the log holds only a keyed one. */
public sealed interface ContentDigest {

    /** As the emitter gives it: SHA-256, 64 lower-case hexadecimal digits. */
    record Plain(String sha256Hex) implements ContentDigest {

        /** Does not tell it. */
        @Override
        public String toString() {
            return "Plain[…]";
        }
    }

    /** As the log holds it: an HMAC under a key that is derived from the content key {@code key}. */
    record Keyed(UUID key, String hmac) implements ContentDigest {}
}
