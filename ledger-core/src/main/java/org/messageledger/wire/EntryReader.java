package org.messageledger.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.messageledger.wire.EventTypes.EventType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads entries of every revision that was ever written. Opens nothing that is sealed. Thread-safe. */
public final class EntryReader {

    private final JsonMapper mapper = CanonicalJson.mapper();
    private final EventTypes types;
    private final Map<String, Upcaster> upcasters = new HashMap<>();

    public EntryReader() {
        this(EventTypes.ALL, List.of());
    }

    EntryReader(List<EventType> types, List<Upcaster> upcasters) {
        this.types = new EventTypes(types);
        upcasters.forEach(upcaster -> this.upcasters.put(upcaster.event() + " " + upcaster.fromRevision(), upcaster));
    }

    /** An entry read back, and everything in it that keys are needed for. */
    public record WithSealed(StoredEvent event, List<SealedValue> sealed) {}

    private interface Form<T> {
        T of(JsonNode root);
    }

    /** Reads an entry; older revisions come back as the current one. @throws UnreadableEntryException if it cannot */
    public StoredEvent read(byte[] entry) {
        return read(entry, this::event);
    }

    /** The same, and what is sealed where. */
    public WithSealed readWithSealed(byte[] entry) {
        return read(entry, root -> new WithSealed(event(root), SealedValue.in(root)));
    }

    private <T> T read(byte[] entry, Form<T> form) {
        try {
            return form.of(mapper.readTree(entry));
        } catch (JacksonException | IllegalArgumentException | ClassCastException | DateTimeException e) {
            throw new UnreadableEntryException("entry cannot be read", e);
        }
    }

    private StoredEvent event(JsonNode root) {
        String name = text(root, "event");
        EventType type =
                types.named(name).orElseThrow(() -> new UnreadableEntryException("unknown event: event=" + name));
        ObjectNode payload = upcast(type, root.required("revision").intValue(), (ObjectNode) root.required("payload"));
        return new StoredEvent(
                UUID.fromString(text(root, "eventId")),
                text(root, "stream"),
                root.required("sequenceNumber").longValue(),
                name,
                Instant.parse(text(root, "recordedAt")),
                mapper.treeToValue(root.required("metadata"), EntryMetadata.class),
                mapper.treeToValue(payload, type.type()));
    }

    private ObjectNode upcast(EventType type, int revision, ObjectNode payload) {
        ObjectNode current = payload;
        for (int from = revision; from != type.revision(); from++) {
            Upcaster upcaster = upcasters.get(type.name() + " " + from);
            if (upcaster == null) {
                throw new UnreadableEntryException(
                        "no upcaster: event=" + type.name() + " revision=" + from + " current=" + type.revision());
            }
            current = upcaster.upcast(current);
        }
        return current;
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).stringValue();
    }
}
