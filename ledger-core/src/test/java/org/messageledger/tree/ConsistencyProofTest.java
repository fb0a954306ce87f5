package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsistencyProofTest {

    private static final int SIZE_MAX = 300;
    private static final NaiveTree TREE = new NaiveTree(SIZE_MAX + 1);

    private static boolean verifies(int from, int to, List<Hash> hashes) {
        return new ConsistencyProof(from, to, hashes)
                .verifies(TREE.root(Math.max(0, from)), TREE.root(Math.max(0, to)));
    }

    @Test
    void isTheProofOfTheRfcBetweenAllSizes() {
        for (int to = 1; to <= SIZE_MAX; to++) {
            for (int from = 1; from <= to; from++) {
                ConsistencyProof proof = ConsistencyProof.prove(from, to, TREE.reader(to));
                assertThat(proof).isEqualTo(new ConsistencyProof(from, to, TREE.consistency(from, to)));
                assertThat(proof.verifies(TREE.root(from), TREE.root(to))).isTrue();
            }
        }
    }

    @Test
    void failsForTheHeadOfTheNextOrPreviousSize() {
        for (int to = 2; to <= SIZE_MAX; to++) {
            for (int from = 1; from < to; from++) {
                List<Hash> hashes = TREE.consistency(from, to);
                assertThat(verifies(from - 1, to, hashes)).isFalse();
                assertThat(verifies(from + 1, to, hashes)).isFalse();
                assertThat(verifies(from, to - 1, hashes)).isFalse();
                assertThat(verifies(from, to + 1, hashes)).isFalse();
                assertThat(verifies(to, from, hashes)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 2",
        "1, 8",
        "2, 3",
        "3, 4",
        "4, 8",
        "6, 8",
        "2, 5",
        "7, 100",
        "64, 100",
        "299, 300",
        "255, 300"
    })
    void failsWhenAnythingIsTamperedWith(int from, int to) {
        Hash fromRoot = TREE.root(from);
        Hash toRoot = TREE.root(to);
        List<Hash> hashes = TREE.consistency(from, to);
        for (List<Hash> tampered : Tampering.variants(hashes, List.of(fromRoot, toRoot, TreeHasher.empty()))) {
            assertThat(new ConsistencyProof(from, to, tampered).verifies(fromRoot, toRoot))
                    .isFalse();
        }
        ConsistencyProof proof = new ConsistencyProof(from, to, hashes);
        for (Hash flipped : Tampering.flips(fromRoot)) {
            assertThat(proof.verifies(flipped, toRoot)).isFalse();
        }
        for (Hash flipped : Tampering.flips(toRoot)) {
            assertThat(proof.verifies(fromRoot, flipped)).isFalse();
        }
        assertThat(proof.verifies(toRoot, fromRoot)).isEqualTo(from == to);
    }

    @Test
    void provesNothingFromTheEmptyTree() {
        assertThat(verifies(0, 0, List.of())).isFalse();
        assertThat(verifies(0, 1, List.of())).isFalse();
        assertThat(verifies(0, 1, List.of(TREE.root(1)))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.prove(0, 0, TREE.reader(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.prove(0, 8, TREE.reader(8)));
    }

    @Test
    void refusesAProofToASmallerTree() {
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.prove(8, 7, TREE.reader(8)));
        assertThatIllegalArgumentException().isThrownBy(() -> ConsistencyProof.prove(-1, 8, TREE.reader(8)));
    }

    @Test
    void isFalseForHostileNumbersAndLengths() {
        Hash hash = TREE.leafHash(0);
        long[] numbers = {Long.MIN_VALUE, -1, 0, 1, 2, 62, 1L << 62, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        for (long from : numbers) {
            for (long to : numbers) {
                for (int length : new int[] {0, 1, 62, 63, 64, 126, 10_000}) {
                    ConsistencyProof proof = new ConsistencyProof(from, to, Collections.nCopies(length, hash));
                    boolean trivial = from == to && from > 0 && length == 0;
                    assertThat(proof.verifies(hash, hash)).isEqualTo(trivial);
                }
            }
        }
    }
}
