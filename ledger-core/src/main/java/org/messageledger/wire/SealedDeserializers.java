package org.messageledger.wire;

import java.util.UUID;
import org.messageledger.party.Confidential;
import org.messageledger.party.ContentDigest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads envelopes and keyed digests as they are: nothing is opened here. */
final class SealedDeserializers {

    private SealedDeserializers() {}

    private record Envelope(UUID key, String box) {}

    private record KeyedDigest(UUID key, String hmac) {}

    static final class Text extends ValueDeserializer<Confidential> {
        @Override
        public Confidential deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
            Envelope envelope = context.readValue(parser, Envelope.class);
            return new Confidential.Sealed(envelope.key(), envelope.box());
        }
    }

    static final class Digest extends ValueDeserializer<ContentDigest> {
        @Override
        public ContentDigest deserialize(JsonParser parser, DeserializationContext context) throws JacksonException {
            KeyedDigest digest = context.readValue(parser, KeyedDigest.class);
            return new ContentDigest.Keyed(digest.key(), digest.hmac());
        }
    }
}
