package org.messageledger.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {

    private static final UUID EVENT = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final SealedField SUBJECT = new SealedField("message/mail:1", EVENT, "/payload/subject");

    private final SecureRandom random = new SecureRandom();
    private final Rows rows = new Rows();

    @TempDir
    Path home;

    private WrappingKey wrappingKey;
    private Keyring keyring;

    @BeforeEach
    void found() throws IOException {
        wrappingKey = WrappingKey.create(home.resolve("keys/wrapping.key"), random);
        keyring = Keyring.found(wrappingKey, rows, Clock.systemUTC(), random);
        rows.stored.addAll(keyring.foundingRows());
    }

    @Test
    void opensWhatItSealed() throws GeneralSecurityException {
        DataKey key = keyring.newContentKey("mail:1");
        byte[] box = seal(key, "Überweisung – 結果");

        assertThat(keyring.open(key, SUBJECT, box)).isEqualTo("Überweisung – 結果");
        assertThat(box).hasSize(29 + "Überweisung – 結果".getBytes(StandardCharsets.UTF_8).length);
    }

    /** Random ids would touch another page of the index for each message, and of a large log write each anew. */
    @Test
    void namesKeysInTheOrderTheyAreMadeIn() throws GeneralSecurityException {
        Instant made = Instant.parse("2026-03-01T08:00:00Z");
        UUID earlier = keyringAt(made).newContentKey("mail:1").id();
        UUID later = keyringAt(made.plusMillis(1)).newContentKey("mail:2").id();

        assertThat(earlier.version()).isEqualTo(7);
        assertThat(earlier.getMostSignificantBits() >>> 16).isEqualTo(made.toEpochMilli());
        assertThat(later.getMostSignificantBits()).isGreaterThan(earlier.getMostSignificantBits());
        assertThat(keyringAt(made).newContentKey("mail:1").id()).isNotEqualTo(earlier);
    }

    private Keyring keyringAt(Instant time) throws GeneralSecurityException {
        return Keyring.open(wrappingKey, rows, Clock.fixed(time, ZoneOffset.UTC), random);
    }

    private byte[] seal(DataKey key, String text) {
        return keyring.textSeal(key, SUBJECT.stream(), SUBJECT.eventId()).seal(SUBJECT.field(), text);
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        DataKey key = keyring.newContentKey("mail:1");
        TextSeal once = keyring.textSeal(key, SUBJECT.stream(), SUBJECT.eventId());

        assertThat(once.seal(SUBJECT.field(), "text")).isNotEqualTo(once.seal(SUBJECT.field(), "text"));
        assertThat(seal(key, "text")).isNotEqualTo(seal(key, "text"));
    }

    /** Whatever was sealed or refused before on the same thread. */
    @Test
    void opensEveryTextAndKeyOfManyThatItSealed() throws GeneralSecurityException, IOException {
        DataKey content = keyring.newContentKey("mail:1");
        WrappedKey other = WrappingKey.create(home.resolve("other.key"), random).wrap(content, random);
        TextSeal texts = keyring.textSeal(content, SUBJECT.stream(), SUBJECT.eventId());
        TextSeal reasons = keyring.textSeal(keyring.recordKey(), SUBJECT.stream(), SUBJECT.eventId());

        for (int i = 0; i < 3; i++) {
            byte[] text = texts.seal(SUBJECT.field(), "text " + i);
            byte[] reason = reasons.seal(SUBJECT.field(), "reason " + i);
            WrappedKey wrapped = keyring.wrap(content);
            assertThatThrownBy(() -> keyring.unwrap(other)).isInstanceOf(GeneralSecurityException.class);

            DataKey unwrapped = keyring.unwrap(wrapped);
            assertThat(keyring.open(unwrapped, SUBJECT, text)).isEqualTo("text " + i);
            assertThat(keyring.open(keyring.recordKey(), SUBJECT, reason)).isEqualTo("reason " + i);
            assertThatThrownBy(() -> keyring.open(keyring.recordKey(), SUBJECT, text))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void refusesABoxMovedToAnotherMessageEventOrField() {
        DataKey key = keyring.recordKey();
        byte[] box = seal(key, "text");

        for (SealedField elsewhere : List.of(
                new SealedField("message/mail:2", EVENT, "/payload/subject"),
                new SealedField("message/mail:1", UUID.randomUUID(), "/payload/subject"),
                new SealedField("message/mail:1", EVENT, "/payload/body"))) {
            assertThatThrownBy(() -> keyring.open(key, elsewhere, box)).isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void refusesABoxWithAnyByteChanged() {
        DataKey key = keyring.recordKey();
        byte[] box = seal(key, "text");

        for (int index = 0; index < box.length; index++) {
            byte[] altered = box.clone();
            altered[index] ^= 1;
            assertThatThrownBy(() -> keyring.open(key, SUBJECT, altered)).isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> keyring.open(key, SUBJECT, new byte[0])).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void findsContentKeysByTheNameInTheEnvelopeAndNoneOnceDestroyed() throws GeneralSecurityException {
        DataKey key = keyring.newContentKey("mail:1");
        byte[] box = seal(key, "text");
        rows.stored.add(keyring.wrap(key));

        Keyring reopened = Keyring.open(wrappingKey, rows, Clock.systemUTC(), random);
        assertThat(reopened.open(reopened.find(key.id()).orElseThrow(), SUBJECT, box))
                .isEqualTo("text");

        rows.stored.removeIf(row -> row.keyId().equals(key.id()));
        assertThat(reopened.find(key.id())).isEmpty();
    }

    @Test
    void namesTheSameEventForTheSameKeyAfterReopening() throws GeneralSecurityException {
        Keyring reopened = Keyring.open(wrappingKey, rows, Clock.systemUTC(), random);

        assertThat(reopened.eventId("portal", "k", 0)).isEqualTo(keyring.eventId("portal", "k", 0));
        assertThat(keyring.eventId("portal", "k", 0))
                .isNotEqualTo(keyring.eventId("portal", "k", 1))
                .isNotEqualTo(keyring.eventId("portal", "l", 0))
                .isNotEqualTo(keyring.eventId("mobile", "k", 0));
        assertThat(keyring.eventId("a", "b\nc", 0)).isNotEqualTo(keyring.eventId("a\nb", "c", 0));
    }

    @Test
    void digestsEqualContentEquallyUnderOneKeyOnly() {
        byte[] content = "content".getBytes(StandardCharsets.UTF_8);
        DataKey key = keyring.newContentKey("mail:1");

        assertThat(key.digest("attachment", content)).isEqualTo(key.digest("attachment", content));
        assertThat(key.digest("attachment", content)).isNotEqualTo(key.digest("command", content));
        assertThat(key.digest("attachment", content))
                .isNotEqualTo(keyring.newContentKey("mail:1").digest("attachment", content));
    }

    @Test
    void refusesAnotherWrappingKey() throws IOException {
        WrappingKey other = WrappingKey.create(home.resolve("other.key"), random);

        assertThatThrownBy(() -> Keyring.open(other, rows, Clock.systemUTC(), random))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refusesAWrappedKeyMovedToAnotherMessage() {
        WrappedKey row = keyring.wrap(keyring.newContentKey("mail:1"));
        rows.stored.add(new WrappedKey(row.keyId(), row.kind(), "mail:2", row.wrapped()));

        assertThatThrownBy(() -> keyring.find(row.keyId())).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void keepsTheKeyFileToItsOwnerAndNeverOverwritesIt() throws IOException {
        Path file = home.resolve("keys/wrapping.key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> WrappingKey.create(file, random)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Keyring.found(WrappingKey.load(file), rows, Clock.systemUTC(), random))
                .isNotNull();
    }

    @Test
    void refusesAKeyFileThatHoldsSomethingElse() throws IOException {
        Path file = Files.writeString(home.resolve("broken.key"), "not a key");

        assertThatThrownBy(() -> WrappingKey.load(file)).isInstanceOf(IOException.class);
        Files.writeString(file, "AAAA");
        assertThatThrownBy(() -> WrappingKey.load(file)).isInstanceOf(IOException.class);
    }

    private static final class Rows implements KeyStore {

        private final List<WrappedKey> stored = new ArrayList<>();

        @Override
        public Optional<WrappedKey> find(UUID keyId) {
            return stored.stream().filter(row -> row.keyId().equals(keyId)).findFirst();
        }

        @Override
        public List<WrappedKey> ofKind(KeyKind kind) {
            return stored.stream().filter(row -> row.kind() == kind).toList();
        }
    }
}
