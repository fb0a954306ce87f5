package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierKeyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                Published.EXAMPLE_KEY,
                Published.PETER_KEY,
                Published.LOG_KEY,
                Published.ENOCH_KEY,
                Published.WITNESS_KEY
            })
    void readsAndWritesPublishedKeys(String vkey) throws MalformedException {
        VerifierKey key = VerifierKey.parse(vkey);

        assertThat(key).hasToString(vkey);
        assertThat(vkey).contains("+" + HexFormat.of().formatHex(key.keyId()) + "+");
        assertThat(key).isEqualTo(VerifierKey.parse(vkey)).hasSameHashCodeAs(VerifierKey.parse(vkey));
    }

    @Test
    void tellsALogsKeyFromAWitnesss() throws MalformedException {
        assertThat(VerifierKey.parse(Published.EXAMPLE_KEY).type()).isEqualTo(SignatureType.ED25519);

        assertThat(VerifierKey.parse(Published.WITNESS_KEY).type()).isEqualTo(SignatureType.COSIGNATURE);

        LogKey key = LogKey.generate(new SecureRandom());
        assertThat(key.cosigner("w").type()).isEqualTo(SignatureType.COSIGNATURE);
        assertThat(key.cosigner("w").key()).isEqualTo(key.verifier("other").key());
        assertThat(key.cosigner("w")).isNotEqualTo(key.verifier("w"));
        assertThat(VerifierKey.parse(key.cosigner("w").toString())).isEqualTo(key.cosigner("w"));
    }

    @Test
    void refusesAKeyThatIsAlteredInOnePlace() {
        for (String vkey : List.of(Published.EXAMPLE_KEY, Published.WITNESS_KEY)) {
            Alterations.flips(vkey).forEach(VerifierKeyTest::assertRefused);
            Alterations.edits(vkey, 2).forEach(VerifierKeyTest::assertRefused);
        }
    }

    private static void assertRefused(byte[] altered) {
        String vkey = new String(altered, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> VerifierKey.parse(vkey)).as(vkey).isInstanceOf(MalformedException.class);
    }

    /** Another key type, a key too long (both with a key id that fits), and forms of the text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "++",
                "a",
                "a+b",
                "PeterNeumann+c74f20a3+",
                "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
                "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
                " PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void refusesWhatIsNoVerifierKey(String vkey) {
        assertThatThrownBy(() -> VerifierKey.parse(vkey)).isInstanceOf(MalformedException.class);
    }

    /** y = 2 is on no point; y = 2^255 - 1 is not below the field's prime (RFC 8032 section 5.1.3). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0200000000000000000000000000000000000000000000000000000000000000",
                "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void refusesBytesThatEncodeNoPoint(String hex) {
        byte[] key = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> VerifierKey.of("log", key)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a+b",
                "a\nb",
                "a\u00a0b",
                "a\u0085b",
                "a\u2028b",
                "a\u3000",
                "a\tb",
                "a\u0001",
                "\ud800"
            })
    void refusesNamesThatASignedNoteCannotBear(String name) {
        assertThat(VerifierKey.isName(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "example.com/log", "ünïcode", "\ud83d\udcdc", "—"})
    void admitsNamesThatASignedNoteCanBear(String name) {
        assertThat(VerifierKey.isName(name)).isTrue();
    }
}
