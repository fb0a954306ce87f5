package org.messageledger.seal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Where a sealed text stands. Bound into its ciphertext as associated data, so that no box can be moved to another
 * message, event or field.
 *
 * @param stream the event's stream, which names the message
 * @param field JSON pointer within the event's payload
 */
public record SealedField(String stream, UUID eventId, String field) {

    byte[] associated() {
        return ("sealed-text\n" + stream + "\n" + eventId + "\n" + field).getBytes(StandardCharsets.UTF_8);
    }
}
