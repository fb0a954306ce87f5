package org.messageledger.wire;

import java.util.Objects;
import org.messageledger.party.Confidential;
import org.messageledger.party.ContentDigest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes sealed envelopes, {@code {"key":…,"box":…}}, and keyed digests, {@code {"key":…,"hmac":…}}. */
final class SealingSerializers {

    /** The context attribute that holds the {@link Sealing} of the event being written. */
    static final Object SEALING = Sealing.class;

    private SealingSerializers() {}

    static final class Text extends ValueSerializer<Confidential> {
        @Override
        public void serialize(Confidential value, JsonGenerator json, SerializationContext context)
                throws JacksonException {
            String field = json.streamWriteContext().pathAsPointer().toString();
            Confidential.Sealed sealed = sealing(context).seal(value, field);
            json.writeStartObject();
            json.writeStringProperty("key", sealed.key().toString());
            json.writeStringProperty("box", sealed.box());
            json.writeEndObject();
        }
    }

    static final class Digest extends ValueSerializer<ContentDigest> {
        @Override
        public void serialize(ContentDigest value, JsonGenerator json, SerializationContext context)
                throws JacksonException {
            ContentDigest.Keyed keyed = sealing(context).digest(value);
            json.writeStartObject();
            json.writeStringProperty("key", keyed.key().toString());
            json.writeStringProperty("hmac", keyed.hmac());
            json.writeEndObject();
        }
    }

    private static Sealing sealing(SerializationContext context) {
        return (Sealing) Objects.requireNonNull(context.getAttribute(SEALING), "nothing to seal with");
    }
}
