package org.messageledger.wire;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.messageledger.seal.Keyring;
import org.messageledger.wire.EventTypes.EventType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes entries:
 *
 * <pre>{"salt":…,"eventId":…,"stream":…,"sequenceNumber":…,"event":…,"revision":…,"recordedAt":…,"metadata":{…},"payload":{…}}</pre>
 *
 * in the form of {@code CanonicalJson}. The salt, 128 random bits in base64, keeps an entry from being guessed by its
 * hash, which is public. Thread-safe.
 */
public final class EntryWriter {

    private static final int SALT_BYTES = 16;
    private static final String TIME_PLACEHOLDER = "0000-00-00T00:00:00.000Z";

    private final JsonMapper mapper = CanonicalJson.mapper();
    private final ObjectWriter metadataWriter = mapper.writerFor(EntryMetadata.class);
    private final ObjectWriter eventWriter = mapper.writer();
    private final EventTypes types = new EventTypes(EventTypes.ALL);
    private final Keyring keyring;
    private final SecureRandom random;

    public EntryWriter(Keyring keyring, SecureRandom random) {
        this.keyring = keyring;
        this.random = random;
    }

    /**
     * Seals and writes an event.
     *
     * @throws IllegalArgumentException when it is none of the stored events, or holds a lone surrogate
     */
    public EncodedEvent write(UUID eventId, String stream, long sequenceNumber, Object event, EntryMetadata metadata) {
        EventType type = types.of(event);
        Sealing sealing = new Sealing(keyring, stream, eventId);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        int recordedAtOffset;
        try (JsonGenerator json = mapper.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("salt", salt());
            json.writeStringProperty("eventId", eventId.toString());
            json.writeStringProperty("stream", stream);
            json.writeNumberProperty("sequenceNumber", sequenceNumber);
            json.writeStringProperty("event", type.name());
            json.writeNumberProperty("revision", type.revision());
            json.writeName("recordedAt");
            json.flush();
            recordedAtOffset = bytes.size() + ":\"".length();
            json.writeString(TIME_PLACEHOLDER);
            json.writeName("metadata");
            metadataWriter.writeValue(json, metadata);
            json.writeName("payload");
            eventWriter.withAttribute(SealingSerializers.SEALING, sealing).writeValue(json, event);
            json.writeEndObject();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("event cannot be written: event=" + type.name(), e);
        }
        return new EncodedEvent(type.name(), bytes.toByteArray(), recordedAtOffset, sealing.newKeys());
    }

    /** The name that the event is stored under. @throws IllegalArgumentException when it is none of the stored events */
    public String nameOf(Object event) {
        return types.of(event).name();
    }

    private String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return Base64.getEncoder().encodeToString(salt);
    }
}
