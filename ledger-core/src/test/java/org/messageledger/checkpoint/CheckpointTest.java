package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.messageledger.checkpoint.Published.note;

import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

class CheckpointTest {

    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final String EMPTY_ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final String TEXT = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

    private final LogKey key = LogKey.generate(new SecureRandom());

    @Test
    void readsTheExampleOfTheSpecification() throws MalformedException {
        assertThat(Checkpoint.parse(TEXT))
                .isEqualTo(new Checkpoint(
                        "example.com/behind-the-sofa", new TreeHead(20_852_163, Hash.fromBase64(ROOT)), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TEXT,
                TEXT + "an extension\n — another\n",
                "go.sum database tree\n9223372036854775807\n" + ROOT + "\n",
                "a+b\n0\n" + EMPTY_ROOT + "\n"
            })
    void writesWhatItHasRead(String text) throws MalformedException {
        assertThat(Checkpoint.parse(text).toText()).isEqualTo(text);
    }

    static Stream<String> notCheckpoints() {
        return Stream.of(
                "",
                "\n",
                "a\n",
                "a\n1\n",
                "a\n1\n" + ROOT,
                "\n1\n" + ROOT + "\n",
                TEXT + "\n",
                TEXT + "\nx\n",
                TEXT + "x",
                TEXT + "x\ty\n",
                "a\tb\n1\n" + ROOT + "\n",
                TEXT.replace("20852163", ""),
                TEXT.replace("20852163", "020852163"),
                TEXT.replace("20852163", "00"),
                TEXT.replace("20852163", "+1"),
                TEXT.replace("20852163", "-1"),
                TEXT.replace("20852163", " 1"),
                TEXT.replace("20852163", "1 "),
                TEXT.replace("20852163", "1e3"),
                TEXT.replace("20852163", "\u0661"),
                TEXT.replace("20852163", "9223372036854775808"),
                TEXT.replace("20852163", "18446744073709551617"),
                TEXT.replace("20852163", "9".repeat(100_000)),
                TEXT.replace("2I=", "2J="),
                TEXT.replace("2I=", "2I"),
                TEXT.replace(ROOT, ""),
                TEXT.replace(ROOT, ROOT + " "),
                TEXT.replace(ROOT, "AAAA"),
                TEXT.replace(ROOT, "A".repeat(100_000)));
    }

    @ParameterizedTest
    @MethodSource("notCheckpoints")
    void refusesWhatIsNotACheckpoint(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text))
                .isExactlyInstanceOf(MalformedException.class)
                .message()
                .startsWith("checkpoint, line ")
                .hasSizeLessThan(200);
    }

    @Test
    void refusesAnEmptyTreeWithAnotherRootInAWayThatAWitnessCanTell() {
        assertThatThrownBy(() -> Checkpoint.parse("a\n0\n" + ROOT + "\n")).isInstanceOf(WrongEmptyRootException.class);
        assertThatThrownBy(() -> Checkpoint.parse("a\n0\n" + ROOT + "\n\n"))
                .isExactlyInstanceOf(MalformedException.class);
    }

    @Test
    void believesACheckpointThatItsLogHasSigned() throws Exception {
        VerifierKey published = VerifierKey.parse(Published.LOG_KEY);

        Checkpoint checkpoint = Checkpoint.verify(note(Published.LOG_CHECKPOINT), Set.of(published));
        assertThat(checkpoint.origin()).isEqualTo("example.com/log/testdata");
        assertThat(checkpoint.head().size()).isEqualTo(15);
    }

    @Test
    void refusesEveryCheckpointAlteredInOnePlace() throws MalformedException {
        VerifierKey published = VerifierKey.parse(Published.LOG_KEY);
        Stream.concat(
                        Alterations.flips(Published.LOG_CHECKPOINT).stream(),
                        Alterations.edits(Published.LOG_CHECKPOINT, 5).stream())
                .forEach(altered -> assertThatThrownBy(
                                () -> Checkpoint.verify(SignedNote.parse(altered), Set.of(published)))
                        .isInstanceOfAny(MalformedException.class, UnverifiedException.class));
    }

    @Test
    void signsUnderItsOrigin() throws Exception {
        Checkpoint checkpoint = new Checkpoint("example.com/log", new TreeHead(0, TreeHasher.empty()));
        SignedNote signed = SignedNote.parse(checkpoint.sign(key).toBytes());

        assertThat(Checkpoint.verify(signed, Set.of(key.verifier("example.com/log"))))
                .isEqualTo(checkpoint);
    }

    /** A log that signs in another log's name. */
    @Test
    void refusesACheckpointThatOnlyAnotherLogHasSigned() throws Exception {
        LogKey other = LogKey.generate(new SecureRandom());
        SignedNote forged = SignedNote.sign(TEXT, "example.com/other", other);
        Set<VerifierKey> known =
                Set.of(key.verifier("example.com/behind-the-sofa"), other.verifier("example.com/other"));

        assertThatThrownBy(() -> Checkpoint.verify(forged, known))
                .isInstanceOf(UnverifiedException.class)
                .hasMessageContaining("origin");
        assertThat(Checkpoint.verify(forged.signedAlsoBy("example.com/behind-the-sofa", key), known)
                        .toText())
                .isEqualTo(TEXT);
    }

    /** Rotation: the old and the new key both sign; whoever knows one of them is content. */
    @Test
    void believesAnyOfTheLogsKeys() throws Exception {
        LogKey next = LogKey.generate(new SecureRandom());
        Checkpoint checkpoint = new Checkpoint("log", new TreeHead(0, TreeHasher.empty()));
        SignedNote note = checkpoint.sign(key).signedAlsoBy("log", next);

        for (LogKey known : List.of(key, next)) {
            assertThat(Checkpoint.verify(note, Set.of(known.verifier("log")))).isEqualTo(checkpoint);
        }
        assertThat(note.verify(Set.of(key.verifier("log"), next.verifier("log"))))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\tb"})
    void isNotMadeOfLinesThatANoteCannotHold(String line) {
        TreeHead head = new TreeHead(0, TreeHasher.empty());
        assertThatThrownBy(() -> new Checkpoint(line, head)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Checkpoint("a", head, List.of(line))).isInstanceOf(IllegalArgumentException.class);
    }
}
