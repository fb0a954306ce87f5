package org.messageledger.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A sealed text, or a keyed digest, as it stands in an entry.
 *
 * @param pointer where, as a JSON pointer into the entry: what binds a box to its place
 * @param key the data key that is needed for it
 * @param box base64 of a sealed text; absent for a digest
 */
public record SealedValue(
        String pointer, UUID key, @Nullable String box) {

    private static final String KEY = "key";
    private static final String BOX = "box";
    private static final String DIGEST = "hmac";

    static List<SealedValue> in(JsonNode entry) {
        List<SealedValue> found = new ArrayList<>();
        collect(entry, "", found);
        return found;
    }

    private static void collect(JsonNode node, String pointer, List<SealedValue> found) {
        if (node.isObject() && node.has(KEY) && (node.has(BOX) || node.has(DIGEST))) {
            String box = node.has(BOX) ? node.get(BOX).stringValue() : null;
            found.add(new SealedValue(pointer, UUID.fromString(node.get(KEY).stringValue()), box));
        } else if (node.isObject()) {
            node.properties().forEach(field -> collect(field.getValue(), pointer + "/" + field.getKey(), found));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, found);
            }
        }
    }

    /** Whether it is not the event's own, but compares repeated commands. */
    public boolean isInMetadata() {
        return pointer.startsWith("/metadata/");
    }
}
