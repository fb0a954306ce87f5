package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.messageledger.checkpoint.Published.utf8;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.tree.Frontier;
import org.messageledger.tree.Hash;
import org.messageledger.tree.HashReader;
import org.messageledger.tree.InclusionProof;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

class TlogProofTest {

    private static final String HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";

    private final Witnesses witnesses = new Witnesses(2);
    private final Set<VerifierKey> logKeys = Set.of(witnesses.logKey());
    private final WitnessPolicy both = WitnessPolicy.of(2, witnesses.all());

    private static byte[] entry(long leafIndex) {
        return utf8("entry " + leafIndex);
    }

    private static Hash leaf(long leafIndex) {
        return TreeHasher.leaf(entry(leafIndex));
    }

    private static Hash node(int height, long index) {
        return height == 0
                ? leaf(index)
                : TreeHasher.node(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
    }

    private static Checkpoint checkpoint(int size) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(leaf(i));
        }
        return new Checkpoint(
                Witnesses.ORIGIN, Frontier.EMPTY.extend(leaves).frontier().head());
    }

    private TlogProof proof(long leafIndex, int size, int... cosigners) {
        HashReader reader = TlogProofTest::node;
        return TlogProof.of(InclusionProof.prove(leafIndex, size, reader), witnesses.note(checkpoint(size), cosigners));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 20})
    void verifiesForEveryLeaf(int size) throws Exception {
        for (int leafIndex = 0; leafIndex < size; leafIndex++) {
            TlogProof made = proof(leafIndex, size, 0, 1);
            TlogProof read = TlogProof.parse(made.toBytes());

            assertThat(read).isEqualTo(made).hasSameHashCodeAs(made);
            assertThat(read.toBytes()).isEqualTo(made.toBytes());
            assertThat(read.leafIndex()).isEqualTo(leafIndex);
            Witnessed witnessed = read.verify(entry(leafIndex), logKeys, both);
            assertThat(witnessed.isEnough()).isTrue();
            assertThat(witnessed.cosignatures()).hasSize(2);
        }
    }

    @Test
    void isWrittenAsTheSpecificationSays() {
        TlogProof proof = proof(2, 3, 1);

        assertThat(proof)
                .hasToString("c2sp.org/tlog-proof@v1\nindex 2\n" + node(1, 0).toBase64() + "\n\n" + proof.note());
    }

    @Test
    void saysThatNobodyHasWitnessedWhatNobodyIsAskedAbout() throws Exception {
        Witnessed witnessed = proof(1, 3, 0, 1).verify(leaf(1), logKeys, WitnessPolicy.NONE);

        assertThat(witnessed.isEnough()).isFalse();
        assertThat(witnessed.cosignatures()).isEmpty();
    }

    @Test
    void refusesTooFewWitnesses() throws Exception {
        TlogProof proof = proof(1, 3, 0);

        assertThat(proof.verify(leaf(1), logKeys, WitnessPolicy.of(1, witnesses.all()))
                        .isEnough())
                .isTrue();
        assertThatThrownBy(() -> proof.verify(leaf(1), logKeys, both))
                .isInstanceOf(UnverifiedException.class)
                .hasMessageContaining("too few witnesses")
                .hasMessageContaining("cosignatures=1 knownWitnesses=2");
    }

    @Test
    void refusesAnotherEntryAnotherIndexAndAnotherLog() {
        TlogProof proof = proof(1, 3);

        assertThatThrownBy(() -> proof.verify(entry(0), logKeys, WitnessPolicy.NONE))
                .isInstanceOf(UnverifiedException.class)
                .hasMessage("the entry is not in the log at this index: leafIndex=1 treeSize=3");
        assertThatThrownBy(() -> TlogProof.parse(utf8(proof.toString().replace("index 1", "index 0")))
                        .verify(leaf(1), logKeys, WitnessPolicy.NONE))
                .isInstanceOf(UnverifiedException.class);
        assertThatThrownBy(() -> proof.verify(leaf(1), Set.of(new Witnesses(0).logKey()), WitnessPolicy.NONE))
                .isInstanceOf(UnverifiedException.class)
                .hasMessageContaining("no signature of a known key");
    }

    /** Every signature is asked for here; one that is not, or of an unknown key, may be altered unseen. */
    @Test
    void refusesEveryProofAlteredInOnePlace() {
        String proof = proof(1, 3, 0, 1).toString();
        List<byte[]> altered = Alterations.flips(proof);
        altered.addAll(Alterations.edits(proof, 8));
        for (byte[] bytes : altered) {
            assertThatThrownBy(() -> TlogProof.parse(bytes).verify(leaf(1), logKeys, both))
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isInstanceOfAny(MalformedException.class, UnverifiedException.class);
        }
    }

    @Test
    void readsExtraDataAndBelievesNothingOfIt() throws Exception {
        String text = proof(1, 3).toString().replace("index", "extra AAECAw==\nindex");
        TlogProof read = TlogProof.parse(utf8(text));

        assertThat(read.extra()).containsExactly(0, 1, 2, 3);
        assertThat(read).hasToString(text).isNotEqualTo(proof(1, 3));
        assertThat(read.verify(leaf(1), logKeys, WitnessPolicy.NONE).isEnough()).isFalse();
    }

    static Stream<String> notProofs() {
        String note = new Witnesses(0).note(checkpoint(3)).toString();
        String empty = note.replaceFirst("(?s)\n3\n", "\n0\n");
        return Stream.of(
                "",
                "c2sp.org/tlog-proof@v1",
                "c2sp.org/tlog-proof@v1\n",
                "c2sp.org/tlog-proof@v2\nindex 1\n" + HASH + "\n" + note,
                "\nc2sp.org/tlog-proof@v1\nindex 1\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 1\n" + HASH + note,
                "c2sp.org/tlog-proof@v1\nindex 1\n\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 1\n" + HASH + "\n\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 01\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex -1\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex  1\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 1 \n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 9223372036854775808\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nextra \nindex 1\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nextra\nindex 1\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nextra QR==\nindex 1\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nextra QQ==\nextra QQ==\nindex 1\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 1\nextra QQ==\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 1\n" + HASH.replace("FU=", "FV=") + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 1\n" + HASH.repeat(64) + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 1\n" + HASH,
                "c2sp.org/tlog-proof@v1\nindex 1\n" + HASH + "\n",
                "c2sp.org/tlog-proof@v1\r\nindex 1\r\n" + HASH + "\n" + note,
                "c2sp.org/tlog-proof@v1\nindex 1\n" + HASH + "\n" + note.replace("=\n", "=\n\u0000"),
                "c2sp.org/tlog-proof@v1\nindex 1\n" + HASH + "\n" + note + "x",
                "c2sp.org/tlog-proof@v1\nindex 1\n" + HASH + "\n" + empty,
                "c2sp.org/tlog-proof@v1\nindex 1\n" + HASH.repeat(40_000) + "\n" + note);
    }

    @ParameterizedTest
    @MethodSource("notProofs")
    void refusesWhatIsNotAProof(String bad) {
        assertThatThrownBy(() -> TlogProof.parse(utf8(bad)))
                .isInstanceOf(MalformedException.class)
                .message()
                .hasSizeLessThan(200);
    }

    /** Well-formed, but an index beyond the tree, or of an empty one: a proof of nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"3", "9223372036854775807"})
    void refusesAnIndexBeyondTheTree(String index) throws MalformedException {
        TlogProof proof = TlogProof.parse(utf8(proof(1, 3).toString().replace("index 1", "index " + index)));

        assertThatThrownBy(() -> proof.verify(leaf(1), logKeys, WitnessPolicy.NONE))
                .isInstanceOf(UnverifiedException.class);
    }

    @Test
    void isNotMadeWithAnotherTreesCheckpoint() {
        InclusionProof inclusion = InclusionProof.prove(1, 3, TlogProofTest::node);
        SignedNote other = witnesses.note(new Checkpoint(Witnesses.ORIGIN, new TreeHead(4, node(2, 0))));
        SignedNote noCheckpoint = SignedNote.sign("text\n", "log", witnesses.log);

        assertThatThrownBy(() -> TlogProof.of(inclusion, other)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TlogProof.of(inclusion, noCheckpoint)).isInstanceOf(IllegalArgumentException.class);
    }
}
