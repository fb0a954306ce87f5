package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.messageledger.checkpoint.Published.ENOCH_LINE;
import static org.messageledger.checkpoint.Published.GO_TEXT;
import static org.messageledger.checkpoint.Published.PETER_LINE;
import static org.messageledger.checkpoint.Published.note;
import static org.messageledger.checkpoint.Published.utf8;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {

    private static final VerifierKey PETER = key(Published.PETER_KEY);
    private static final VerifierKey ENOCH = key(Published.ENOCH_KEY);
    private static final VerifierKey EXAMPLE = key(Published.EXAMPLE_KEY);

    private final SecureRandom random = new SecureRandom();

    private static VerifierKey key(String vkey) {
        try {
            return VerifierKey.parse(vkey);
        } catch (MalformedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void verifiesTheExampleOfTheSpecification() throws Exception {
        SignedNote note = note(Published.EXAMPLE_NOTE);

        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.verify(Set.of(EXAMPLE))).containsExactly(EXAMPLE);
        assertThat(note.toBytes()).isEqualTo(utf8(Published.EXAMPLE_NOTE));
    }

    @Test
    void keepsWhatItDoesNotKnowAndIgnoresIt() throws Exception {
        SignedNote note = note(GO_TEXT + "\n" + PETER_LINE + ENOCH_LINE);

        assertThat(note.verify(Set.of(PETER))).containsExactly(PETER);
        assertThat(note.verify(Set.of(PETER, EXAMPLE))).containsExactly(PETER);
        assertThat(note.verify(Set.of(PETER, ENOCH))).containsExactly(PETER, ENOCH);
        assertThat(note.signatures()).extracting(NoteSignature::name).containsExactly("PeterNeumann", "EnochRoot");
        assertThat(note).hasToString(GO_TEXT + "\n" + PETER_LINE + ENOCH_LINE);
    }

    @Test
    void refusesANoteWithoutASignatureThatItKnows() throws MalformedException {
        SignedNote note = note(GO_TEXT + "\n" + PETER_LINE);

        assertThatThrownBy(() -> note.verify(Set.of()))
                .isInstanceOf(UnverifiedException.class)
                .hasMessageContaining("no signature of a known key");
        assertThatThrownBy(() -> note.verify(Set.of(EXAMPLE))).isInstanceOf(UnverifiedException.class);
    }

    /** Same name, other key id, and the other way round: another key. */
    @Test
    void ignoresAKeyThatSharesOnlyNameOrKeyId() throws Exception {
        LogKey other = LogKey.generate(random);
        SignedNote twoKeysOfOneName = note(GO_TEXT + "\n" + PETER_LINE).signedAlsoBy("PeterNeumann", other);
        assertThat(twoKeysOfOneName.verify(Set.of(PETER))).containsExactly(PETER);
        assertThat(twoKeysOfOneName.verify(Set.of(other.verifier("PeterNeumann"))))
                .hasSize(1);

        String renamed = PETER_LINE.replace("PeterNeumann", "CarmenSandiego");
        assertThat(note(GO_TEXT + "\n" + renamed + PETER_LINE).verify(Set.of(PETER)))
                .containsExactly(PETER);
    }

    @Test
    void refusesTheWholeNoteForAKnownKeysWrongSignature() throws Exception {
        LogKey other = LogKey.generate(random);
        SignedNote wrong = note(GO_TEXT.replace("think", "thank") + "\n" + PETER_LINE);
        SignedNote alsoGood = wrong.signedAlsoBy("other", other);

        assertThat(alsoGood.verify(Set.of(other.verifier("other")))).hasSize(1);
        assertThatThrownBy(() -> alsoGood.verify(Set.of(other.verifier("other"), PETER)))
                .isInstanceOf(UnverifiedException.class)
                .hasMessageContaining("wrong")
                .hasMessageContaining(Published.PETER_KEY);
    }

    /** A second signature under a good one's name and id must not hide behind it. */
    @Test
    void verifiesEverySignatureOfAKnownKeyNotOnlyTheFirst() throws MalformedException {
        String wrong = PETER_LINE.replace("BwJnAM=", "BwJnAI=");
        SignedNote note = note(GO_TEXT + "\n" + PETER_LINE + wrong);

        assertThatThrownBy(() -> note.verify(Set.of(PETER))).isInstanceOf(UnverifiedException.class);
    }

    @Test
    void verifiesAsManySignaturesAsANoteMayHave() throws Exception {
        SignedNote note = note(GO_TEXT + "\n" + PETER_LINE.repeat(SignedNote.SIGNATURES_MAX));

        assertThat(note.signatures()).hasSize(100);
        assertThat(note.verify(Set.of(PETER))).containsExactly(PETER);
        assertThatThrownBy(() -> note(note + PETER_LINE))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("line 101");
    }

    @Test
    void splitsAtTheLastBlankLine() throws Exception {
        LogKey key = LogKey.generate(random);
        for (String text :
                List.of("\n", "a\n", "a\n\n", "\n\na\n", "a\n\n" + PETER_LINE, "a\n\n\n\n", "\u007f—\ufeff\n")) {
            SignedNote signed = SignedNote.sign(text, "log", key);

            SignedNote read = SignedNote.parse(signed.toBytes());
            assertThat(read).isEqualTo(signed);
            assertThat(read.text()).isEqualTo(text);
            assertThat(read.verify(Set.of(key.verifier("log")))).hasSize(1);
        }
    }

    static Stream<String> notNotes() {
        String note = GO_TEXT + "\n" + PETER_LINE;
        String base64 = PETER_LINE.substring("— PeterNeumann ".length(), PETER_LINE.length() - 1);
        return Stream.of(
                "",
                "\n",
                "\n\n",
                GO_TEXT,
                GO_TEXT + "\n",
                "\n" + PETER_LINE,
                GO_TEXT + PETER_LINE,
                note.substring(0, note.length() - 1),
                note + "\n",
                note + "Unexpected line.\n",
                note + "\n" + GO_TEXT,
                note.replace("\n", "\r\n"),
                "\u0001" + note,
                "\t" + note,
                GO_TEXT + "\n" + PETER_LINE.replace("— ", "- "),
                GO_TEXT + "\n" + PETER_LINE.replace("— ", "—"),
                GO_TEXT + "\n" + PETER_LINE.replace("— ", "—  "),
                GO_TEXT + "\n" + PETER_LINE.replace("— ", " — "),
                GO_TEXT + "\n" + PETER_LINE.replace("Peter", "Peter "),
                GO_TEXT + "\n" + PETER_LINE.replace("Peter", "Peter+"),
                GO_TEXT + "\n" + PETER_LINE.replace("Peter", "Peter\u00a0"),
                GO_TEXT + "\n" + PETER_LINE.replace("Peter", "Peter\u0085"),
                GO_TEXT + "\n" + PETER_LINE.replace("=\n", "\n"),
                GO_TEXT + "\n" + PETER_LINE.replace("=\n", "==\n"),
                GO_TEXT + "\n" + PETER_LINE.replace("M=\n", "N=\n"),
                GO_TEXT + "\n" + PETER_LINE.replace("=\n", "= \n"),
                GO_TEXT + "\n— PeterNeumann\n",
                GO_TEXT + "\n— PeterNeumann \n",
                GO_TEXT + "\n— PeterNeumann x08gow==\n",
                GO_TEXT + "\n—  " + base64 + "\n",
                GO_TEXT + "\n— \n");
    }

    @ParameterizedTest
    @MethodSource("notNotes")
    void refusesWhatIsNotANote(String bad) {
        assertThatThrownBy(() -> note(bad)).isInstanceOf(MalformedException.class);
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThatThrownBy(() -> note(GO_TEXT + "\n" + PETER_LINE + PETER_LINE.replace("M=\n", "N=\n")))
                .hasMessageStartingWith("signed note's signatures, line 2: not canonical base64");
        assertThatThrownBy(() -> note("a\nb\u0007\n")).hasMessage("signed note has a control character: line=2");
    }

    /** Overlong, truncated, a surrogate, beyond Unicode: Java's own decoder would put a replacement character there. */
    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0af", "e28094e280", "eda080", "f4908080", "80"})
    void refusesWhatIsNotUtf8(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        byte[] note = utf8("xxxx" + GO_TEXT + "\n" + PETER_LINE);
        System.arraycopy(bad, 0, note, 0, bad.length);
        if (bad.length > 4) {
            note = Arrays.copyOf(bad, bad.length);
        }
        byte[] malformed = note;
        assertThatThrownBy(() -> SignedNote.parse(malformed))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void refusesEveryNoteAlteredInOnePlace() {
        for (byte[] altered : Alterations.flips(Published.EXAMPLE_NOTE)) {
            assertRefused(altered);
        }
        for (byte[] altered : Alterations.edits(Published.EXAMPLE_NOTE, 3)) {
            assertRefused(altered);
        }
    }

    private static void assertRefused(byte[] altered) {
        assertThatThrownBy(() -> SignedNote.parse(altered).verify(Set.of(EXAMPLE)))
                .as(new String(altered, StandardCharsets.UTF_8))
                .isInstanceOfAny(MalformedException.class, UnverifiedException.class);
    }

    @Test
    void neverBreaksOnRandomBytes() {
        Random seeded = new Random(4);
        String alphabet = "—  \n\n\nA+/=é0";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = seeded.nextInt(60); length > 0; length--) {
                text.append(alphabet.charAt(seeded.nextInt(alphabet.length())));
            }
            byte[] bytes = utf8(text.toString());
            if (seeded.nextBoolean()) {
                seeded.nextBytes(bytes);
            }
            try {
                assertThat(SignedNote.parse(bytes).toBytes()).isEqualTo(bytes);
            } catch (MalformedException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    /** Each a text of the largest size that a careless parser would walk again for every line, or split recursively. */
    @Test
    void readsTheLargestHostileTextsInLinearTime() {
        int max = SignedNote.SIZE_BYTES_MAX;
        List<String> hostile = List.of(
                "\n".repeat(max),
                "— ".repeat(max / 4),
                "a\n\n" + "— a ".repeat(max / 8),
                "a\n\n— a " + "A".repeat(max - 20) + "\n",
                "\n".repeat(max / 2) + "— a\n".repeat(max / 16),
                " ".repeat(max));
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            for (String text : hostile) {
                try {
                    note(text);
                } catch (MalformedException e) {
                    assertThat(e.getMessage()).hasSizeLessThan(200);
                }
            }
        });
        assertThatThrownBy(() -> SignedNote.parse(new byte[max + 1]))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining("too large");
    }

    /** Ed25519 is deterministic: what Go signs with this seed, we sign too. */
    @Test
    void signsAsAnotherImplementationDoes() throws Exception {
        SignedNote signed = SignedNote.sign(GO_TEXT, "PeterNeumann", peter());

        assertThat(signed).hasToString(GO_TEXT + "\n" + PETER_LINE);
        assertThat(peter().verifier("PeterNeumann")).isEqualTo(PETER);
    }

    private static LogKey peter() throws GeneralSecurityException {
        byte[] seed = Arrays.copyOfRange(Base64.getDecoder().decode(Published.PETER_SEED), 1, 33);
        byte[] raw = Arrays.copyOfRange(
                Base64.getDecoder().decode(Published.PETER_KEY.substring(Published.PETER_KEY.lastIndexOf('+') + 1)),
                1,
                33);
        return LogKey.fromPem(pem("PRIVATE KEY", "302e020100300506032b657004220420", seed)
                + pem("PUBLIC KEY", "302a300506032b6570032100", raw));
    }

    private static String pem(String label, String prefix, byte[] key) {
        byte[] der = HexFormat.of().parseHex(prefix + HexFormat.of().formatHex(key));
        return "-----BEGIN " + label + "-----\n" + Base64.getEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }

    @Test
    void addsSignaturesAtTheEndAndReplacesAKeysOlderOne() throws Exception {
        LogKey one = LogKey.generate(random);
        LogKey two = LogKey.generate(random);
        SignedNote both = SignedNote.sign("text\n", "one", one).signedAlsoBy("two", two);

        assertThat(both.verify(Set.of(one.verifier("one"), two.verifier("two"))))
                .hasSize(2);
        assertThat(both.signedAlsoBy("one", one).signatures())
                .extracting(NoteSignature::name)
                .containsExactly("two", "one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no newline", "a\tb\n", "a\ud800\n"})
    void signsNothingThatIsNotANotesText(String text) {
        LogKey key = LogKey.generate(random);
        assertThatThrownBy(() -> SignedNote.sign(text, "log", key)).isInstanceOf(IllegalArgumentException.class);
    }
}
