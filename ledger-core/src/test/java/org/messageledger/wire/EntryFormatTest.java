package org.messageledger.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.message.MessageSent;
import org.messageledger.party.Confidential;
import org.messageledger.seal.DataKey;
import org.messageledger.seal.Keyring;
import org.messageledger.seal.SealedField;
import org.messageledger.seal.WrappingKey;
import org.messageledger.wire.EntryMetadata.CommandDigest;
import tools.jackson.databind.node.ObjectNode;

class EntryFormatTest {

    private static final String TIME = "2026-03-02T08:15:31.007Z";
    private static final EntryMetadata METADATA = new EntryMetadata(
            "portal",
            new CommandDigest(UUID.fromString("00000000-0000-4000-8000-0000000000ff"), "aG1hYw=="),
            "request-1",
            "4bf92f3577b34da6a3ce929d0e0e4736");

    static final String SEALED =
            "subject|body|attachments|reason|justification|refusalReason|query|description|purposeStatement|recipient(Name|Address)";

    private final EntryReader reader = new EntryReader();
    private final StoredKeys stored = new StoredKeys();

    @TempDir
    Path home;

    private Keyring keyring;
    private EntryWriter writer;

    @BeforeEach
    void found() throws IOException {
        SecureRandom random = new FixedRandom();
        keyring = Keyring.found(
                WrappingKey.create(home.resolve("wrapping.key"), random),
                stored,
                Clock.fixed(Instant.parse(TIME), ZoneOffset.UTC),
                random);
        writer = new EntryWriter(keyring, random);
    }

    static Stream<String> names() {
        return WrittenEvents.all().keySet().stream();
    }

    /** A stored form never changes. A new revision gets a new golden file; the old one stays and must stay readable. */
    @ParameterizedTest
    @MethodSource("names")
    void writesTheGoldenEntryAndReadsItBack(String name) throws IOException {
        Object event = event(name);
        String entry = new String(at(write(event)), StandardCharsets.UTF_8);

        assertThat(entry).isEqualTo(golden(name, entry));
        StoredEvent read = reader.read(entry.getBytes(StandardCharsets.UTF_8));
        assertThat(read.event()).isEqualTo(name);
        assertThat(read.eventId()).isEqualTo(WrittenEvents.EVENT_ID);
        assertThat(read.stream()).isEqualTo(WrittenEvents.STREAM);
        assertThat(read.sequenceNumber()).isEqualTo(3);
        assertThat(read.recordedAt()).isEqualTo(Instant.parse(TIME));
        assertThat(read.metadata()).isEqualTo(METADATA);
        assertThat(read.payload())
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(SEALED)
                .isEqualTo(event);
    }

    @Test
    void writesAFoundingAfterARestoredBackupAndReadsItBack() throws IOException {
        LedgerFounded event = WrittenEvents.foundedAgain();
        EncodedEvent encoded = new EntryWriter(keyring, new FixedRandom())
                .write(WrittenEvents.EVENT_ID, LedgerFounded.STREAM, 1, event, METADATA);
        String entry = new String(at(encoded), StandardCharsets.UTF_8);

        assertThat(entry).isEqualTo(golden("LedgerFounded.restored", entry));
        assertThat(reader.read(entry.getBytes(StandardCharsets.UTF_8)).payload())
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("names")
    void holdsOneLineWithoutTheClearTextThatItSeals(String name) {
        byte[] bytes = at(write(event(name)));
        String entry = new String(bytes, StandardCharsets.UTF_8);

        assertThat(entry.lines()).hasSize(1);
        assertThat(entry).doesNotContain("\n", "\r", "\u0085", "\u2028", "\u2029");
        assertThat(entry)
                .doesNotContain(
                        "Ergebnis",
                        "Guten Tag",
                        "ecg.pdf",
                        "ab".repeat(32),
                        "chest pain",
                        "County",
                        "Main Street",
                        "immunisation",
                        "required report",
                        "wrong recipient",
                        "password",
                        "unconscious",
                        "curious",
                        "care team",
                        "from:dr-who");
    }

    @Test
    void opensWhatItSealedWithTheKeysThatItHandedOut() throws GeneralSecurityException {
        EncodedEvent encoded = write(WrittenEvents.sent());
        stored.addAll(encoded.newKeys());
        MessageSent read = (MessageSent) reader.read(at(encoded)).payload();

        assertThat(encoded.newKeys()).hasSize(1);
        assertThat(open(read.subject(), "/payload/subject")).isEqualTo("Ergebnis – 結果");
        assertThat(open(read.body(), "/payload/body")).isEqualTo("Guten Tag,\n\u2028\ud83d\ude00");
        assertThat(open(read.attachments().get(0).name(), "/payload/attachments/0/name"))
                .isEqualTo("ecg.pdf");
    }

    @Test
    void writesTheSameEventWithAnotherSaltEachTime() {
        assertThat(at(write(event("MessageResolved")))).isNotEqualTo(at(write(event("MessageResolved"))));
    }

    @Test
    void escapesTheLineTerminatorsThatJsonLeavesAlone() {
        EntryMetadata odd = new EntryMetadata("a\u0085b\u2028c\u2029d\u00e9\"\\", null, null, null);
        EncodedEvent encoded = writer.write(WrittenEvents.EVENT_ID, "ledger", 0, event("LedgerFounded"), odd);

        assertThat(new String(encoded.template(), StandardCharsets.UTF_8))
                .contains("\"emitter\":\"a\\u0085b\\u2028c\\u2029dé\\\"\\\\\"");
        assertThat(reader.read(at(encoded)).metadata()).isEqualTo(odd);
    }

    @Test
    void refusesALoneSurrogate() {
        EntryMetadata broken = new EntryMetadata("a\ud800b", null, null, null);

        assertThatThrownBy(() -> writer.write(WrittenEvents.EVENT_ID, "ledger", 0, event("LedgerFounded"), broken))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnEventThatIsNotStored() {
        assertThatThrownBy(() -> writer.write(WrittenEvents.EVENT_ID, "ledger", 0, "text", METADATA))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void refusesToReadWhatItDoesNotUnderstand(String from, String to) {
        String entry = new String(at(write(event("MessageResolved"))), StandardCharsets.UTF_8);
        String damaged = entry.replace(from, to);

        assertThat(damaged).isNotEqualTo(entry);
        assertThatThrownBy(() -> reader.read(damaged.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableEntryException.class);
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of("MessageResolved", "MessageDissolved"),
                Arguments.of("\"revision\":1", "\"revision\":2"),
                Arguments.of("\"resolution\":", "\"solution\":"),
                Arguments.of("CALLED", "CURSED"),
                Arguments.of("\"mode\":\"ASK\"", "\"mode\":\"ASK\",\"mode\":\"ASK\""),
                Arguments.of("\"recordedAt\":\"2", "\"recordedAt\":\"x"),
                Arguments.of("}}", "}"));
    }

    @Test
    void readsAnOlderRevisionThroughItsUpcasters() {
        record Renamed(String origin, String verifierKey, String comment) {}
        List<EventTypes.EventType> types = List.of(new EventTypes.EventType("LedgerFounded", 3, Renamed.class));
        Upcaster renames = upcaster(1, payload -> {
            payload.set("verifierKey", payload.get("logKey"));
            payload.remove("logKey");
            payload.remove("format");
        });
        Upcaster comments = upcaster(2, payload -> payload.put("comment", "none"));
        byte[] entry = at(write(event("LedgerFounded")));

        Object payload =
                new EntryReader(types, List.of(renames, comments)).read(entry).payload();
        assertThat(payload).isEqualTo(new Renamed("ledger.example/1", "ledger.example/1+00000000+AQ==", "none"));
        assertThatThrownBy(() -> new EntryReader(types, List.of(renames)).read(entry))
                .isInstanceOf(UnreadableEntryException.class);
    }

    private static Upcaster upcaster(int from, Consumer<ObjectNode> change) {
        return new Upcaster() {
            @Override
            public String event() {
                return "LedgerFounded";
            }

            @Override
            public int fromRevision() {
                return from;
            }

            @Override
            public ObjectNode upcast(ObjectNode payload) {
                change.accept(payload);
                return payload;
            }
        };
    }

    private static Object event(String name) {
        return Objects.requireNonNull(WrittenEvents.all().get(name), name);
    }

    private EncodedEvent write(Object event) {
        return writer.write(WrittenEvents.EVENT_ID, WrittenEvents.STREAM, 3, event, METADATA);
    }

    /** As the log does: the time goes into the place that is kept for it. */
    static byte[] at(EncodedEvent encoded, String time) {
        byte[] bytes = encoded.template().clone();
        System.arraycopy(time.getBytes(StandardCharsets.US_ASCII), 0, bytes, encoded.recordedAtOffset(), time.length());
        return bytes;
    }

    private static byte[] at(EncodedEvent encoded) {
        return at(encoded, TIME);
    }

    private String open(@Nullable Confidential text, String field) throws GeneralSecurityException {
        Confidential.Sealed sealed = (Confidential.Sealed) Objects.requireNonNull(text);
        DataKey key = keyring.find(sealed.key()).orElseThrow();
        return keyring.open(
                key,
                new SealedField(WrittenEvents.STREAM, WrittenEvents.EVENT_ID, field),
                Base64.getDecoder().decode(sealed.box()));
    }

    private static String golden(String name, String written) throws IOException {
        String file = name + ".1.json";
        try (InputStream golden = EntryFormatTest.class.getResourceAsStream(file)) {
            if (golden == null) {
                Files.writeString(
                        Files.createDirectories(Path.of("target/golden")).resolve(file), written + "\n");
                throw new AssertionError("no golden file; what was written lies in target/golden: file=" + file);
            }
            return new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
