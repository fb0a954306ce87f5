package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

class WitnessPolicyTest {

    private final Witnesses witnesses = new Witnesses(3);
    private final Checkpoint checkpoint = new Checkpoint(Witnesses.ORIGIN, new TreeHead(0, TreeHasher.empty()));

    @Test
    void countsToItsThreshold() throws Exception {
        WitnessPolicy twoOfThree = WitnessPolicy.of(2, witnesses.all());

        assertThat(twoOfThree.check(witnesses.note(checkpoint)).isEnough()).isFalse();
        assertThat(twoOfThree.check(witnesses.note(checkpoint, 1)).isEnough()).isFalse();
        assertThat(twoOfThree.check(witnesses.note(checkpoint, 2, 0)).isEnough())
                .isTrue();
        Witnessed all = twoOfThree.check(witnesses.note(checkpoint, 2, 0, 1));
        assertThat(all.isEnough()).isTrue();
        assertThat(all.cosignatures())
                .extracting(Cosignature::witness)
                .containsExactly(witnesses.witness(2), witnesses.witness(0), witnesses.witness(1));
        assertThat(all.cosignatures().get(0).epochSeconds()).isEqualTo(Witnesses.NOON + 2);
    }

    @Test
    void neverCallsACheckpointWitnessedWithoutAWitness() throws Exception {
        Witnessed witnessed = WitnessPolicy.NONE.check(witnesses.note(checkpoint, 0, 1, 2));

        assertThat(witnessed.isEnough()).isFalse();
        assertThat(witnessed.cosignatures()).isEmpty();
        assertThat(WitnessPolicy.NONE.asksForWitnesses()).isFalse();
        assertThatThrownBy(() -> WitnessPolicy.of(0, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WitnessPolicy.of(0, witnesses.all())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WitnessPolicy.of(4, witnesses.all())).isInstanceOf(IllegalArgumentException.class);
    }

    /** The same line twice, and the same witness at two times. */
    @Test
    void countsAWitnessOnce() throws Exception {
        WitnessPolicy twoOfThree = WitnessPolicy.of(2, witnesses.all());
        SignedNote note = witnesses.note(checkpoint, 0);
        NoteSignature later = Cosignature.sign(
                        checkpoint, witnesses.witness(0).name(), witnesses.key(0), Witnesses.NOON + 60)
                .signature();
        List<NoteSignature> repeated = new ArrayList<>(note.signatures());
        repeated.addAll(note.signatures());
        repeated.add(later);

        Witnessed witnessed = twoOfThree.check(new SignedNote(note.text(), repeated));
        assertThat(witnessed.isEnough()).isFalse();
        assertThat(witnessed.cosignatures())
                .extracting(Cosignature::epochSeconds)
                .containsExactly(Witnesses.NOON, Witnesses.NOON + 60);
    }

    @Test
    void refusesOneKeyUnderTwoNames() {
        List<VerifierKey> twice =
                List.of(witnesses.key(0).cosigner("one"), witnesses.key(0).cosigner("other"));
        assertThatThrownBy(() -> WitnessPolicy.of(2, twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void refusesALogsKey() {
        assertThatThrownBy(() -> WitnessPolicy.of(1, List.of(witnesses.logKey())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no witness");
    }

    @Test
    void refusesAKnownWitnesssCosignatureOfAnotherCheckpoint() throws Exception {
        Checkpoint other = new Checkpoint(Witnesses.ORIGIN, new TreeHead(1, TreeHasher.empty()));
        SignedNote mixed = witnesses
                .note(checkpoint, 0, 1)
                .with(witnesses.cosignature(other, 2).signature());

        assertThatThrownBy(() -> WitnessPolicy.of(2, witnesses.all()).check(mixed))
                .isInstanceOf(UnverifiedException.class)
                .hasMessageContaining(witnesses.witness(2).toString());
        assertThat(WitnessPolicy.of(2, witnesses.all().subList(0, 2))
                        .check(mixed)
                        .isEnough())
                .isTrue();
    }
}
