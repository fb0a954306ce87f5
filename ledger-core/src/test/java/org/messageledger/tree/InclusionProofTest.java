package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InclusionProofTest {

    private static final int SIZE_MAX = 300;
    private static final NaiveTree TREE = new NaiveTree(SIZE_MAX + 1);

    @Test
    void isThePathOfTheRfcForEveryLeafOfEveryTree() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int index = 0; index < size; index++) {
                InclusionProof proof = InclusionProof.prove(index, size, TREE.reader(size));
                assertThat(proof).isEqualTo(new InclusionProof(index, size, TREE.path(index, size)));
                assertThat(proof.verifies(TREE.leafHash(index), TREE.root(size)))
                        .isTrue();
            }
        }
    }

    @Test
    void failsForEveryOtherLeafOfTheTree() {
        for (int size : new int[] {1, 2, 3, 7, 8, 100, 300}) {
            for (int index = 0; index < size; index++) {
                List<Hash> path = TREE.path(index, size);
                for (int other = -1; other <= size; other++) {
                    assertThat(new InclusionProof(other, size, path).verifies(TREE.leafHash(index), TREE.root(size)))
                            .isEqualTo(other == index);
                }
            }
        }
    }

    @Test
    void failsForTheHeadOfTheNextOrPreviousSize() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int index = 0; index < size; index++) {
                Hash leaf = TREE.leafHash(index);
                List<Hash> path = TREE.path(index, size);
                assertThat(new InclusionProof(index, size - 1, path).verifies(leaf, TREE.root(size - 1)))
                        .isFalse();
                assertThat(new InclusionProof(index, size + 1, path).verifies(leaf, TREE.root(size + 1)))
                        .isFalse();
            }
        }
    }

    @Test
    void failsForAWrongSizeUnlessThePathLooksTheSameThere() {
        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int index = 0; index < size; index++) {
                List<Hash> path = TREE.path(index, size);
                for (int wrong : new int[] {size - 1, size + 1, 2 * size}) {
                    boolean sameShape =
                            index < wrong && NaiveTree.shape(index, wrong).equals(NaiveTree.shape(index, size));
                    assertThat(new InclusionProof(index, wrong, path).verifies(TREE.leafHash(index), TREE.root(size)))
                            .isEqualTo(sameShape);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "0, 2",
        "1, 2",
        "2, 3",
        "0, 8",
        "5, 8",
        "1, 5",
        "4, 5",
        "63, 100",
        "99, 100",
        "0, 300",
        "299, 300"
    })
    void failsWhenAnythingIsTamperedWith(int index, int size) {
        Hash leaf = TREE.leafHash(index);
        Hash root = TREE.root(size);
        List<Hash> path = TREE.path(index, size);
        for (List<Hash> tampered : Tampering.variants(path, List.of(leaf, root, TreeHasher.empty()))) {
            assertThat(new InclusionProof(index, size, tampered).verifies(leaf, root))
                    .isFalse();
        }
        InclusionProof proof = new InclusionProof(index, size, path);
        for (Hash flipped : Tampering.flips(leaf)) {
            assertThat(proof.verifies(flipped, root)).isFalse();
        }
        for (Hash flipped : Tampering.flips(root)) {
            assertThat(proof.verifies(leaf, flipped)).isFalse();
        }
    }

    @Test
    void refusesAProofBeyondTheTreeSize() {
        HashReader reader = TREE.reader(8);
        assertThatIllegalArgumentException().isThrownBy(() -> InclusionProof.prove(8, 8, reader));
        assertThatIllegalArgumentException().isThrownBy(() -> InclusionProof.prove(0, 0, reader));
        assertThatIllegalArgumentException().isThrownBy(() -> InclusionProof.prove(-1, 8, reader));
    }

    @Test
    void isFalseForHostileNumbersAndLengths() {
        Hash hash = TREE.leafHash(0);
        long[] numbers = {Long.MIN_VALUE, -1, 0, 1, 2, 62, 1L << 62, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        for (long index : numbers) {
            for (long size : numbers) {
                for (int length : new int[] {0, 1, 62, 63, 64, 10_000}) {
                    InclusionProof proof = new InclusionProof(index, size, Collections.nCopies(length, hash));
                    boolean trivial = index == 0 && size == 1 && length == 0;
                    assertThat(proof.verifies(hash, hash)).isEqualTo(trivial);
                }
            }
        }
    }

    @Test
    void verifiesInTheLargestTree() {
        HashReader reader = (height, index) -> TreeHasher.leaf((height + "/" + index).getBytes(StandardCharsets.UTF_8));
        long size = Long.MAX_VALUE;
        InclusionProof last = InclusionProof.prove(size - 1, size, reader);
        Hash root = reader.hash(0, size - 1);
        for (Hash sibling : last.hashes()) {
            root = TreeHasher.node(sibling, root);
        }
        assertThat(last.hashes()).hasSize(62);
        assertThat(last.verifies(reader.hash(0, size - 1), root)).isTrue();
    }
}
