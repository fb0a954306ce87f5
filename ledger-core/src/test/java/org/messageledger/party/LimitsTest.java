package org.messageledger.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final String LONE_HIGH = "a\uD83D";
    private static final String LONE_LOW = "\uDE00a";
    private static final String SWAPPED = "\uDE00\uD83D";

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c:d@e-f", "0", ":", "...", "a:..", "member:17"})
    void takesIdsOfTheAlphabet(String id) {
        assertThat(Limits.id("id", id)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "é", "a\n", "a\u0000", "ａ", "a\uD83D", "a+b", ".", ".."})
    void refusesIdsOutsideTheAlphabet(String id) {
        refuses("id", () -> Limits.id("id", id));
    }

    @Test
    void takesAnIdOfAHundredCharactersAndNoMore() {
        assertThat(Limits.id("id", "a".repeat(100))).hasSize(100);
        refuses("id", () -> Limits.id("id", "a".repeat(101)));
    }

    @Test
    void letsAnOptionalIdBeAbsentButNotEmpty() {
        assertThat(Limits.optionalId("id", null)).isNull();
        refuses("id", () -> Limits.optionalId("id", ""));
    }

    @ParameterizedTest
    @CsvSource({"a, 10", "é, 5", "€, 3", "😀, 2"})
    void countsBytesOfUtf8NotCharacters(String character, int fitsInTenBytes) {
        String atBound = character.repeat(fitsInTenBytes);
        String beyond = character.repeat(fitsInTenBytes + 1);
        assertThat(Limits.text("text", atBound, 10)).isEqualTo(atBound);
        assertThat(Limits.clear("text", atBound, 10)).isEqualTo(atBound);
        refuses("text", () -> Limits.text("text", beyond, 10));
        refuses("text", () -> Limits.clear("text", beyond, 10));
        refuses("text", () -> Limits.optionalText("text", beyond, 10));
        refuses("text", () -> Limits.optionalClear("text", beyond, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {LONE_HIGH, LONE_LOW, SWAPPED, "\uD83D\uD83D\uDE00"})
    void refusesLoneSurrogatesEverywhere(String text) {
        refuses("text", () -> Limits.text("text", text, 100));
        refuses("text", () -> Limits.optionalText("text", text, 100));
        refuses("text", () -> Limits.clear("text", text, 100));
        refuses("text", () -> Limits.optionalClear("text", text, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\tb", "a\u0000", "\u001Fa", "a\u007F", "a\u0085"})
    void refusesControlCharactersInClearTextAndKeepsThemInSealedText(String text) {
        refuses("text", () -> Limits.clear("text", text, 100));
        refuses("text", () -> Limits.optionalClear("text", text, 100));
        assertThat(Limits.text("text", text, 100)).isEqualTo(text);
        assertThat(Limits.optionalText("text", text, 100)).isEqualTo(text);
    }

    @Test
    void refusesABlankTextThatIsRequired() {
        refuses("text", () -> Limits.text("text", " \n", 100));
        refuses("text", () -> Limits.clear("text", "  ", 100));
        refuses("text", () -> Limits.text("text", null, 100));
        assertThat(Limits.optionalText("text", "", 100)).isEmpty();
        assertThat(Limits.optionalClear("text", null, 100)).isNull();
    }

    @Test
    void boundsListsAndKeepsWhatIsNamedTwiceOnce() {
        assertThat(Limits.list("list", null, 0, 2)).isEmpty();
        assertThat(Limits.list("list", List.of("b", "a"), 1, 2)).containsExactly("b", "a");
        assertThat(Limits.list("list", List.of("b", "a", "b"), 1, 3)).containsExactly("b", "a");
        refuses("list", () -> Limits.list("list", null, 1, 2));
        refuses("list", () -> Limits.list("list", List.of("a", "b", "c"), 1, 2));
        refuses("list", () -> Limits.list("list", Arrays.asList("a", null), 1, 2));
    }

    @Test
    void handsOutListsThatNobodyCanChange() {
        List<String> given = new ArrayList<>(List.of("a"));
        List<String> kept = Limits.list("list", given, 0, 2);
        given.add("b");
        assertThat(kept).containsExactly("a");
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> kept.add("c"));
    }

    @Test
    void cutsTimesToMillisecondsOfAFourDigitYear() {
        assertThat(Limits.time("time", null)).isNull();
        assertThat(Limits.time("time", Instant.parse("2026-01-02T03:04:05.678999Z")))
                .isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(Limits.time("time", Instant.parse("9999-12-31T23:59:59.999999999Z")))
                .isEqualTo(Instant.parse("9999-12-31T23:59:59.999Z"));
        refuses("time", () -> Limits.time("time", Instant.parse("+10000-01-01T00:00:00Z")));
        refuses("time", () -> Limits.time("time", Instant.parse("-0001-12-31T23:59:59.999Z")));
    }

    @Test
    void neverRepeatsTheInputInItsText() {
        assertThatExceptionOfType(InvalidField.class)
                .isThrownBy(() -> Limits.id("id", "top secret"))
                .withMessage("id: must be 1 to 100 characters of [A-Za-z0-9._:@-], and not . or ..");
    }

    private static void refuses(String field, ThrowingCallable call) {
        assertThatExceptionOfType(InvalidField.class)
                .isThrownBy(call)
                .matches(invalid -> invalid.field().equals(field))
                .matches(invalid -> !Objects.requireNonNull(invalid.problem()).isBlank());
    }
}
