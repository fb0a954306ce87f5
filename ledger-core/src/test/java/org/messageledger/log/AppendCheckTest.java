package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AppendCheckTest {

    private static final LogSettings SETTINGS = LogSettings.defaults();

    @Test
    void refusesADecisionOnOneStreamAtTwoPlaces() {
        Append append = new Append(
                List.of(Drafts.alone(Drafts.id())),
                List.of(new StreamPosition("a", 3), new StreamPosition("a", 4)),
                List.of());

        assertThatThrownBy(() -> AppendCheck.check(append, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("decided on one stream at two places");
    }

    @Test
    void takesADecisionThatNamesAStreamTwiceAtOnePlace() {
        Append append = new Append(
                List.of(Drafts.in("a", 4)), List.of(new StreamPosition("a", 3), new StreamPosition("a", 3)), List.of());

        assertThatCode(() -> AppendCheck.check(append, SETTINGS)).doesNotThrowAnyException();
    }

    @Test
    void refusesKeysThatNoQueueCouldEverTake() {
        KeyRow large = new KeyRow(UUID.randomUUID(), "CONTENT", "a", new byte[1 << 20]);
        long count = SETTINGS.queueBytesMax() / large.wrapped().length + 1;
        Append append = new Append(
                List.of(Drafts.alone(Drafts.id())),
                List.of(),
                Stream.generate(() -> large).limit(count).toList());

        assertThatThrownBy(() -> AppendCheck.check(append, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not fit into a batch");
    }
}
