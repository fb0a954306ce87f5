package org.messageledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.messageledger.message.Absent.absent;
import static org.messageledger.message.MessageSamples.NOW;
import static org.messageledger.message.MessageSamples.person;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.messageledger.party.InvalidField;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.PersonId;
import org.messageledger.party.Purpose;

class AccessFormTest {

    /** A thousand bytes in five hundred characters. */
    private static final String TEXT = "é".repeat(500);

    static Stream<Arguments> readsThatAreMalformed() {
        return Stream.of(
                read("messageId", sample -> sample.messageId = absent()),
                read("mode", sample -> sample.mode = absent()),
                read("actor", sample -> sample.actor = absent()),
                read("kind", sample -> sample.kind = absent()),
                read("kind", sample -> sample.kind = AccessKind.LISTED),
                read("kind", sample -> sample.kind = AccessKind.FOUND),
                read("purpose", sample -> sample.purpose = absent()),
                read("occurredAt", sample -> sample.occurredAt = Instant.MIN),
                read("attachmentId", sample -> sample.attachmentId = "a\u0000"),
                read("justification", sample -> sample.justification = TEXT + "a"),
                read("justification", sample -> sample.justification = "\uD83D"),
                read("refusedBy", sample -> sample.refusedBy = "a b"),
                read("refusedBy", sample -> sample.refusalReason = "blocked"),
                read("refusalReason", sample -> {
                    sample.refusedBy = "portal";
                    sample.refusalReason = TEXT + "a";
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readsThatAreMalformed")
    void namesTheOffendingFieldOfARead(String field, Consumer<ReadSample> change) {
        refuses(field, () -> ReadSample.read(change));
    }

    @Test
    void takesAReadWithEveryTextAtItsBound() {
        ReadMessage read = ReadSample.read(sample -> {
            sample.occurredAt = NOW.plusNanos(1);
            sample.justification = TEXT;
            sample.refusedBy = "portal";
            sample.refusalReason = TEXT;
            sample.authority = new Authority("r".repeat(100), new PersonId("boss"));
        });
        assertThat(read.justification()).isEqualTo(TEXT);
        assertThat(read.occurredAt()).isEqualTo(NOW);
        assertThat(read).asString().doesNotContain("é");
    }

    @Test
    void limitsAuthorities() {
        refuses("reference", () -> new Authority("r".repeat(101), new PersonId("boss")));
        refuses("reference", () -> new Authority("case 7\n", new PersonId("boss")));
        refuses("reference", () -> new Authority(absent(), new PersonId("boss")));
        refuses("approvedBy", () -> new Authority("case-7", absent()));
    }

    @Test
    void limitsListings() {
        assertThat(list(ids(200), AccessKind.LISTED, TEXT).messageIds()).hasSize(200);
        assertThat(list(List.of(new MessageId("a:1"), new MessageId("a:1")), AccessKind.FOUND, null)
                        .messageIds())
                .containsExactly(new MessageId("a:1"));
        refuses("messageIds", () -> list(List.of(), AccessKind.LISTED, null));
        refuses("messageIds", () -> list(ids(201), AccessKind.LISTED, null));
        refuses("query", () -> list(ids(1), AccessKind.FOUND, TEXT + "a"));
        assertThat(list(ids(1), AccessKind.FOUND, TEXT)).asString().doesNotContain("é");
    }

    @ParameterizedTest
    @EnumSource(AccessKind.class)
    void takesAKindOfLookWhereItBelongs(AccessKind kind) {
        if (kind.isListing()) {
            assertThat(list(ids(1), kind, null).kind()).isEqualTo(kind);
        } else {
            refuses("kind", () -> list(ids(1), kind, null));
            assertThat(ReadSample.read(sample -> sample.kind = kind).kind()).isEqualTo(kind);
        }
    }

    private static ListMessages list(List<MessageId> ids, AccessKind kind, @Nullable String query) {
        return new ListMessages(ids, Mode.ASK, null, null, person("dr:1"), kind, new Purpose("TREAT"), query);
    }

    private static List<MessageId> ids(int size) {
        return IntStream.range(0, size).mapToObj(i -> new MessageId("a:" + i)).toList();
    }

    private static Arguments read(String field, Consumer<ReadSample> change) {
        return Arguments.of(field, change);
    }

    private static void refuses(String field, Supplier<?> command) {
        assertThatExceptionOfType(InvalidField.class)
                .isThrownBy(command::get)
                .matches(invalid -> invalid.field().equals(field), "names the field " + field);
    }
}
