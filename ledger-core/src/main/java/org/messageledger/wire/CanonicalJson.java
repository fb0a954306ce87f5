package org.messageledger.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Confidential;
import org.messageledger.party.ContentDigest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The one JSON form of entries: UTF-8, no white space, fields in the order of the record's components, absent fields
 * left out, times with three digits of milliseconds. Escaped are the quotation mark, the backslash, U+0000 to U+001F
 * (short forms where JSON has them, else {@code \}{@code u00XX} in upper case) and the line terminators U+0085, U+2028
 * and U+2029, so that an entry is one line for every reader; everything else stands as itself.
 */
final class CanonicalJson {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private CanonicalJson() {}

    static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .characterEscapes(new LineTerminators())
                // The default pool is one queue that all writers meet at.
                .recyclerPool(JsonRecyclerPools.threadLocalPool())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        SimpleModule types = new SimpleModule("entry");
        types.addSerializer(String.class, new PairedStringSerializer());
        types.addSerializer(Instant.class, new TimeSerializer());
        types.addSerializer(Confidential.class, new SealingSerializers.Text());
        types.addSerializer(ContentDigest.class, new SealingSerializers.Digest());
        types.addDeserializer(Confidential.class, new SealedDeserializers.Text());
        types.addDeserializer(ContentDigest.class, new SealedDeserializers.Digest());
        return JsonMapper.builder(factory)
                .addModule(types)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .changeDefaultPropertyInclusion(inclusion -> inclusion
                        .withValueInclusion(JsonInclude.Include.NON_NULL)
                        .withContentInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    private static final class TimeSerializer extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) throws JacksonException {
            json.writeString(TIME.format(value));
        }
    }

    /** Half a surrogate pair has no UTF-8 form; Jackson would write an escape that not every reader takes. */
    private static final class PairedStringSerializer extends ValueSerializer<String> {
        @Override
        public void serialize(String value, JsonGenerator json, SerializationContext context) throws JacksonException {
            if (hasLoneSurrogate(value)) {
                context.reportMappingProblem("a lone surrogate");
            }
            json.writeString(value);
        }

        private static boolean hasLoneSurrogate(String value) {
            for (int i = 0; i < value.length(); i++) {
                if (Character.isSurrogate(value.charAt(i))) {
                    return value.codePoints()
                            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
                }
            }
            return false;
        }
    }

    private static final class LineTerminators extends CharacterEscapes {

        private static final int[] ASCII = standardAsciiEscapesForJSON();

        @Override
        public int[] getEscapeCodesForAscii() {
            return ASCII.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return switch (character) {
                case 0x85 -> new SerializedString("\\u0085");
                case 0x2028 -> new SerializedString("\\u2028");
                case 0x2029 -> new SerializedString("\\u2029");
                default -> null;
            };
        }
    }
}
