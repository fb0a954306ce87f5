package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64Test {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_ \n";

    private final Random random = new Random(1);

    @Test
    void readsBackWhatItWrites() throws MalformedException {
        for (int length = 0; length < 70; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(StrictBase64.decode(StrictBase64.encode(bytes))).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QQ",
                "QQ=",
                "QR==",
                "Qf==",
                "QUI",
                "QUJ=",
                "QQ==\n",
                " QQ==",
                "Q Q=",
                "Q",
                "=",
                "====",
                "QQ==QQ==",
                "-_-_",
                "QUJD=",
                "QUJD\r\nQUJD",
                "é",
                "QQ=\u013d"
            })
    void refusesWhatIsNotTheOneTextOfItsBytes(String text) {
        assertThatThrownBy(() -> StrictBase64.decode(text)).isInstanceOf(MalformedException.class);
    }

    @Test
    void readsNoTwoTextsAsTheSameBytes() throws MalformedException {
        byte[] bytes = new byte[31];
        random.nextBytes(bytes);
        String text = StrictBase64.encode(bytes);
        for (int i = 0; i < text.length(); i++) {
            for (int j = 0; j < ALPHABET.length(); j++) {
                char other = ALPHABET.charAt(j);
                if (other != text.charAt(i)) {
                    String altered = text.substring(0, i) + other + text.substring(i + 1);
                    assertThat(readsAs(altered, bytes)).as(altered).isFalse();
                }
            }
        }
    }

    private static boolean readsAs(String text, byte[] bytes) {
        try {
            return Arrays.equals(StrictBase64.decode(text), bytes);
        } catch (MalformedException e) {
            return false;
        }
    }
}
