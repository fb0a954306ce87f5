package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TreeHeadTest {

    private static final Hash OTHER = TreeHasher.leaf(new byte[0]);

    @Test
    void ofSizeZeroHasTheEmptyRoot() {
        assertThat(new TreeHead(0, TreeHasher.empty())).isEqualTo(RightEdge.EMPTY.head());
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeHead(0, OTHER));
    }

    @Test
    void refusesANegativeSize() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeHead(-1, TreeHasher.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new TreeHead(-1, OTHER));
    }
}
