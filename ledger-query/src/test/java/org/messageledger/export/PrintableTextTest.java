package org.messageledger.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTextTest {

    @Test
    void keepsWhatTheFontHas() {
        assertThat(PrintableText.of("Dr. Müller (north) \\ 50% €".replace("€", "")))
                .isEqualTo("Dr. Müller (north) \\ 50% ");
    }

    @Test
    void showsTheNumberOfWhatItHasNot() {
        assertThat(PrintableText.of("a\u05d0\u202eb\nc\ud83d\ude00\u00ad"))
                .isEqualTo("a«U+05D0»«U+202E»b«U+000A»c«U+1F600»«U+00AD»");
    }

    @Test
    void letsNobodyWriteWhatLooksLikeANumber() {
        assertThat(PrintableText.of("«U+05D0»")).isEqualTo("«U+00AB»U+05D0«U+00BB»");
    }
}
