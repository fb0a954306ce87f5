package org.messageledger.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.messageledger.log.Draft;
import org.messageledger.log.Log;
import org.messageledger.party.Confidential;
import org.messageledger.seal.Keyring;
import org.messageledger.seal.SealedField;
import org.messageledger.seal.WrappingKey;
import org.messageledger.wire.EntryMetadata.CommandDigest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The largest legal command of each kind fits an entry, and nothing of it is lost on the way. */
class LargestEntriesTest {

    private static final UUID EVENT_ID = UUID.fromString("ffffffff-ffff-7fff-bfff-ffffffffffff");
    private static final String STREAM = "message/" + LargestEvents.MESSAGE;
    private static final String TIME = "2026-03-02T08:15:31.007Z";
    private static final EntryMetadata METADATA = new EntryMetadata(
            LargestEvents.clear(100),
            new CommandDigest(EVENT_ID, Base64.getEncoder().encodeToString(new byte[32])),
            LargestEvents.clear(100),
            "f".repeat(32));

    private final StoredKeys stored = new StoredKeys();

    @TempDir
    Path home;

    private Keyring keyring;
    private EntryWriter writer;

    @BeforeEach
    void found() throws IOException {
        SecureRandom random = new SecureRandom();
        keyring = Keyring.found(
                WrappingKey.create(home.resolve("wrapping.key"), random), stored, Clock.systemUTC(), random);
        writer = new EntryWriter(keyring, random);
    }

    static Stream<String> names() {
        return LargestEvents.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void fitsAnEntryAndComesBackWhole(String name) throws GeneralSecurityException {
        Object event = Objects.requireNonNull(LargestEvents.all().get(name));

        EncodedEvent encoded = writer.write(EVENT_ID, STREAM, Long.MAX_VALUE, event, METADATA);

        assertThat(encoded.template()).hasSizeLessThanOrEqualTo(Log.ENTRY_BYTES_MAX);
        assertThat(new Draft(EVENT_ID, STREAM, Long.MAX_VALUE, false, encoded.template(), encoded.recordedAtOffset())
                        .sizeBytes())
                .isEqualTo(encoded.template().length);
        stored.addAll(encoded.newKeys());
        byte[] entry = EntryFormatTest.at(encoded, TIME);
        StoredEvent read = new EntryReader().read(entry);
        assertThat(read.metadata()).isEqualTo(METADATA);
        assertThat(read.payload())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(EntryFormatTest.SEALED)
                .isEqualTo(event);
        assertThat(opened(new JsonMapper().readTree(entry), "")).isEqualTo(clearTexts(event));
    }

    @Test
    void coversEveryStoredEvent() {
        Set<String> covered =
                LargestEvents.all().values().stream().map(writer::nameOf).collect(Collectors.toSet());

        assertThat(covered)
                .isEqualTo(
                        EventTypes.ALL.stream().map(EventTypes.EventType::name).collect(Collectors.toSet()));
    }

    private List<String> opened(JsonNode node, String pointer) throws GeneralSecurityException {
        List<String> texts = new ArrayList<>();
        if (node.has("box")) {
            UUID key = UUID.fromString(node.get("key").stringValue());
            byte[] box = Base64.getDecoder().decode(node.get("box").stringValue());
            texts.add(keyring.open(keyring.find(key).orElseThrow(), new SealedField(STREAM, EVENT_ID, pointer), box));
        } else if (node.isObject()) {
            for (String field : node.propertyNames()) {
                texts.addAll(opened(node.get(field), pointer + "/" + field));
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                texts.addAll(opened(node.get(i), pointer + "/" + i));
            }
        }
        return texts;
    }

    /** What the event holds to be sealed, in the order of its fields. */
    private static List<String> clearTexts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof Confidential.Content content) {
            texts.add(content.text());
        } else if (value instanceof Confidential.Kept kept) {
            texts.add(kept.text());
        } else if (value instanceof List<?> list) {
            list.forEach(element -> texts.addAll(clearTexts(element)));
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Object field = field(value, component);
                if (field != null) {
                    texts.addAll(clearTexts(field));
                }
            }
        }
        return texts;
    }

    private static @Nullable Object field(Object of, RecordComponent component) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
