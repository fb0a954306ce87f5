package org.messageledger.party;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Text that the log keeps sealed. Decisions make events with clear text; it is sealed when the event becomes an entry, and
 * an event read back holds what was sealed. No form of it prints its text.
 */
public sealed interface Confidential {

    /** Clear text to seal with the message's content key, which erasure destroys: subject, body, attachment names. */
    record Content(String text) implements Confidential {
        @Override
        public String toString() {
            return "Content[…]";
        }
    }

    /** Clear text to seal with the record key, which erasure leaves alone: justifications, reasons, queries. */
    record Kept(String text) implements Confidential {
        @Override
        public String toString() {
            return "Kept[…]";
        }
    }

    /**
     * As the log holds it.
     *
     * @param key the data key that opens it
     * @param box base64
     */
    record Sealed(UUID key, String box) implements Confidential {}

    static @Nullable Confidential content(@Nullable String text) {
        return text == null ? null : new Content(text);
    }

    static @Nullable Confidential kept(@Nullable String text) {
        return text == null ? null : new Kept(text);
    }
}
