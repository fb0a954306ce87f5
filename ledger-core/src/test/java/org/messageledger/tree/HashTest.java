package org.messageledger.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTest {

    private static final String EMPTY_ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void refusesAnyOtherLength(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.of(new byte[length]));
    }

    @Test
    void isNotChangedThroughTheArraysItCameFromOrGave() {
        byte[] bytes = new byte[32];
        Hash hash = Hash.of(bytes);
        bytes[0] = 1;
        hash.toBytes()[1] = 1;
        assertThat(hash.toBytes()).isEqualTo(new byte[32]);
    }

    @Test
    void survivesBase64() {
        assertThat(Hash.fromBase64(EMPTY_ROOT)).isEqualTo(TreeHasher.empty()).hasToString(EMPTY_ROOT);
    }

    @Test
    void refusesAnAlteredLastCharacterThatJavasDecoderAccepts() {
        String altered = EMPTY_ROOT.replace("U=", "V=");
        assertThat(Base64.getDecoder().decode(altered))
                .isEqualTo(TreeHasher.empty().toBytes());
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.fromBase64(altered));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFUA",
                "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA=="
            })
    void refusesAnythingButCanonicalBase64OfThirtyTwoBytes(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.fromBase64(text));
    }

    @Test
    void isReadAndWrittenInTheMiddleOfAnArray() {
        byte[] bytes = new byte[40];
        TreeHasher.empty().copyTo(bytes, 5);
        assertThat(Hash.at(bytes, 5)).isEqualTo(TreeHasher.empty());
        assertThat(Hash.at(bytes, 6)).isNotEqualTo(TreeHasher.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 9, 40, Integer.MAX_VALUE})
    void refusesToReadOrWriteBeyondTheArray(int offset) {
        assertThatThrownBy(() -> Hash.at(new byte[40], offset)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> TreeHasher.empty().copyTo(new byte[40], offset))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
