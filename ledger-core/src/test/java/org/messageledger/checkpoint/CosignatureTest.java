package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

class CosignatureTest {

    private final Witnesses witnesses = new Witnesses(1);
    private final Checkpoint checkpoint =
            new Checkpoint(Witnesses.ORIGIN, new TreeHead(1, TreeHasher.leaf(new byte[0])), List.of("extension"));

    /** The format, put together here by hand from the specification. */
    @Test
    void signsAndReadsWhatTheSpecificationSays() throws Exception {
        String message = "cosignature/v1\ntime 1679315147\n" + checkpoint.toText();
        byte[] signature = witnesses.key(0).sign(message.getBytes(StandardCharsets.UTF_8));
        byte[] value = ByteBuffer.allocate(76)
                .put(witnesses.witness(0).keyId())
                .putLong(1_679_315_147)
                .put(signature)
                .array();
        String line = "— witness.example.com/w0 " + StrictBase64.encode(value) + "\n";

        Cosignature signed = witnesses.cosignature(checkpoint, 0);
        assertThat(signed.signature()).hasToString(line);
        assertThat(signed.witness()).isEqualTo(witnesses.witness(0));
        SignedNote note = Published.note(checkpoint.sign(witnesses.log) + line);
        assertThat(note.verify(witnesses.all())).containsExactly(witnesses.witness(0));
        assertThat(WitnessPolicy.of(1, witnesses.all()).check(note).cosignatures())
                .containsExactly(signed);
    }

    @Test
    void verifiesAPublicLogsCheckpointThatAPublicWitnessHasCosigned() throws Exception {
        SignedNote note = Published.note(Published.COSIGNED_CHECKPOINT);
        VerifierKey witness = VerifierKey.parse(Published.WITNESS_KEY);

        Checkpoint published = Checkpoint.verify(note, Set.of(VerifierKey.parse(Published.COSIGNED_LOG_KEY)));
        assertThat(published.head().size()).isEqualTo(1_432_088_532);
        Witnessed witnessed = WitnessPolicy.of(1, Set.of(witness)).check(note);
        assertThat(witnessed.isEnough()).isTrue();
        assertThat(witnessed.cosignatures().get(0).epochSeconds()).isEqualTo(0x6a122120);

        SignedNote altered = Published.note(Published.COSIGNED_CHECKPOINT.replace("1432088532", "1432088533"));
        assertThatThrownBy(() -> WitnessPolicy.of(1, Set.of(witness)).check(altered))
                .isInstanceOf(UnverifiedException.class);
    }

    @Test
    void refusesEveryCosignedCheckpointAlteredInOnePlace() {
        String note = checkpoint.toText() + "\n"
                + witnesses.cosignature(checkpoint, 0).signature();
        Set<VerifierKey> known = Set.of(witnesses.witness(0));
        List<byte[]> altered = Alterations.flips(note);
        altered.addAll(Alterations.edits(note, 6));
        for (byte[] bytes : altered) {
            assertThatThrownBy(() -> SignedNote.parse(bytes).verify(known))
                    .as(new String(bytes, StandardCharsets.UTF_8))
                    .isInstanceOfAny(MalformedException.class, UnverifiedException.class);
        }
    }

    /** A log's signature by the same key pair is no cosignature, and the other way round, whatever the key id says. */
    @Test
    void isNotMistakenForALogsSignature() {
        SignedNote plain = SignedNote.sign(checkpoint.toText(), "w", witnesses.key(0));
        byte[] signature = plain.signatures().get(0).signature();
        assertThatThrownBy(() -> plain.verify(Set.of(witnesses.key(0).cosigner("w"))))
                .isInstanceOf(UnverifiedException.class);

        VerifierKey cosigner = witnesses.key(0).cosigner("w");
        byte[] timed = ByteBuffer.allocate(72).putLong(1).put(signature).array();
        for (byte[] claimed : List.of(signature, timed, new byte[0], new byte[72])) {
            SignedNote disguised = plain.with(NoteSignature.by(cosigner, claimed));
            assertThatThrownBy(() -> disguised.verify(Set.of(cosigner))).isInstanceOf(UnverifiedException.class);
        }
    }

    /** Signed in earnest, so that only the time can be the reason. */
    @Test
    void refusesATimeOf64Bits() {
        VerifierKey cosigner = witnesses.witness(0);
        String message = "cosignature/v1\ntime " + Long.MIN_VALUE + "\n" + checkpoint.toText();
        byte[] timed = ByteBuffer.allocate(72)
                .putLong(Long.MIN_VALUE)
                .put(witnesses.key(0).sign(message.getBytes(StandardCharsets.UTF_8)))
                .array();
        SignedNote note = checkpoint.sign(witnesses.log).with(NoteSignature.by(cosigner, timed));

        assertThatThrownBy(() -> note.verify(Set.of(cosigner))).isInstanceOf(UnverifiedException.class);
    }

    @Test
    void keepsTheLargestTime() throws Exception {
        Cosignature last = Cosignature.sign(checkpoint, "w", witnesses.key(0), Long.MAX_VALUE);
        SignedNote note = SignedNote.parse(
                checkpoint.sign(witnesses.log).with(last.signature()).toBytes());

        assertThat(WitnessPolicy.of(1, Set.of(last.witness())).check(note).cosignatures())
                .containsExactly(last);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void isNotSignedWithoutATime(long epochSeconds) {
        assertThatThrownBy(() -> Cosignature.sign(checkpoint, "w", witnesses.key(0), epochSeconds))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
