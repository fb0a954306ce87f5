package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightEdgeTest {

    private static final List<String> PUBLISHED_LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final Set<Integer> LARGE_SIZES = Set.of(65_535, 65_536, 65_537, 70_000);

    @Test
    void hasThePublishedRoots() {
        RightEdge edge = RightEdge.EMPTY;
        assertRoot(edge, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        edge = edge.append(TreeHasher.leaf(HexFormat.of().parseHex(PUBLISHED_LEAVES.get(0))));
        assertRoot(edge, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        for (String leaf : PUBLISHED_LEAVES.subList(1, 8)) {
            edge = edge.append(TreeHasher.leaf(HexFormat.of().parseHex(leaf)));
        }
        assertRoot(edge, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    private static void assertRoot(RightEdge edge, String hex) {
        assertThat(edge.root().toBytes()).asHexString().isEqualToIgnoringCase(hex);
    }

    @Test
    void hasTheRootOfTheWholeTreeAtEverySize() {
        NaiveTree tree = new NaiveTree(70_000);
        RightEdge edge = RightEdge.EMPTY;
        for (int size = 0; size <= 70_000; size++) {
            if (size <= 1_000 || LARGE_SIZES.contains(size)) {
                assertThat(edge.head()).isEqualTo(new TreeHead(size, tree.root(size)));
                assertThat(RightEdge.fromBytes(size, edge.toBytes())).isEqualTo(edge);
            }
            if (size < 70_000) {
                edge = edge.append(tree.leafHash(size));
            }
        }
    }

    @Test
    void isNotChangedByAppending() {
        NaiveTree tree = new NaiveTree(8);
        RightEdge seven = RightEdge.EMPTY;
        for (Hash leaf : tree.leafHashes(0, 7)) {
            seven = seven.append(leaf);
        }
        seven.append(tree.leafHash(7));
        assertThat(seven.head()).isEqualTo(new TreeHead(7, tree.root(7)));
    }

    @Test
    void refusesBytesThatDoNotFitTheSize() {
        for (int roots = 0; roots < 5; roots++) {
            byte[] bytes = new byte[32 * roots];
            if (roots == 3) {
                assertThat(RightEdge.fromBytes(7, bytes).toBytes()).isEqualTo(bytes);
            } else {
                assertThatIllegalArgumentException().isThrownBy(() -> RightEdge.fromBytes(7, bytes));
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> RightEdge.fromBytes(1, new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> RightEdge.fromBytes(-1, new byte[64 * 32]));
    }
}
