package org.messageledger.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.messageledger.message.Absent.absent;
import static org.messageledger.message.MessageSamples.ID;
import static org.messageledger.message.MessageSamples.person;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.messageledger.party.Actor;
import org.messageledger.party.InvalidField;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;

class CommandFormTest {

    private static final String LONE_SURROGATE = "a\uD83Db";

    @Test
    void limitsRoutes() {
        assertThat(route(Party.pool("p"), "c".repeat(100), bytes(1_000))).isNotNull();
        refuses("to", () -> route(absent(), null, "why"));
        refuses("causeId", () -> route(Party.pool("p"), "c".repeat(101), "why"));
        refuses("reason", () -> route(Party.pool("p"), null, bytes(1_001)));
        refuses("reason", () -> route(Party.pool("p"), null, " "));
        refuses("reason", () -> route(Party.pool("p"), null, absent()));
        refuses(
                "cause",
                () -> new RouteMessage(ID, Mode.ASK, null, null, null, Party.pool("p"), absent(), null, null, "why"));
    }

    @Test
    void limitsWhatActorsDoToAMessage() {
        Actor actor = person("member:1");
        assertThat(new ResolveMessage(ID, Mode.ASK, null, null, actor, Resolution.CALLED))
                .isNotNull();
        refuses("resolution", () -> new ResolveMessage(ID, Mode.ASK, null, null, actor, absent()));
        refuses("actor", () -> new ResolveMessage(ID, Mode.ASK, null, null, absent(), Resolution.CALLED));
        for (Function<String, MessageCommand> command : List.<Function<String, MessageCommand>>of(
                reason -> new RetractMessage(ID, Mode.ASK, null, null, actor, reason),
                reason -> new ReportSuspicion(ID, Mode.ASK, null, null, actor, reason))) {
            assertThat(command.apply(bytes(1_000))).isNotNull();
            refuses("reason", () -> command.apply(bytes(1_001)));
            refuses("reason", () -> command.apply(LONE_SURROGATE));
            refuses("reason", () -> command.apply(absent()));
        }
    }

    @Test
    void limitsDisclosures() {
        assertThat(disclosure(people(20), bytes(1_000), bytes(1_000), null).patientIds())
                .hasSize(20);
        assertThat(disclosure(people(1), "x", null, "request-7")).isNotNull();
        refuses("patientIds", () -> disclosure(List.of(), "x", "why", null));
        refuses("patientIds", () -> disclosure(people(21), "x", "why", null));
        refuses("description", () -> disclosure(people(1), bytes(1_001), "why", null));
        refuses("purposeStatement", () -> disclosure(people(1), "x", bytes(1_001), null));
        refuses("purposeStatement", () -> disclosure(people(1), "x", null, null));
        refuses("requestReference", () -> disclosure(people(1), "x", null, "a b"));
        refuses("name", () -> new DiscloseMessage.Recipient(bytes(1_001), null));
        refuses("address", () -> new DiscloseMessage.Recipient("x", bytes(1_001)));
    }

    @Test
    void printsNoTextOfACommand() {
        assertThat(List.of(
                        SendSample.send(sample -> {
                            sample.subject = "secret";
                            sample.body = "secret";
                        }),
                        route(Party.pool("p"), null, "secret"),
                        new RetractMessage(ID, Mode.ASK, null, null, person("a"), "secret"),
                        new ReportSuspicion(ID, Mode.ASK, null, null, person("a"), "secret"),
                        disclosure(people(1), "secret", "secret", null),
                        new Attachment("a", "secret", "a/b", 1, "0".repeat(64), null),
                        new DiscloseMessage.Recipient("secret", "secret")))
                .noneMatch(command -> command.toString().contains("secret"));
    }

    static DiscloseMessage disclosure(
            List<PersonId> patients, String description, @Nullable String purpose, @Nullable String request) {
        return new DiscloseMessage(
                null,
                Mode.ASK,
                null,
                null,
                patients,
                new DiscloseMessage.Recipient("Court", null),
                description,
                purpose,
                request,
                person("staff:1"),
                LegalBasis.JUDICIAL);
    }

    private static RouteMessage route(Party to, @Nullable String causeId, String reason) {
        return new RouteMessage(ID, Mode.ASK, null, null, null, to, RoutingCause.RULE, causeId, null, reason);
    }

    /** So many bytes of UTF-8, in about half as many characters. */
    static String bytes(int size) {
        return "é".repeat(size / 2) + "a".repeat(size % 2);
    }

    static List<PersonId> people(int size) {
        return IntStream.range(0, size).mapToObj(i -> new PersonId("p" + i)).toList();
    }

    static void refuses(String field, Supplier<?> command) {
        assertThatExceptionOfType(InvalidField.class)
                .isThrownBy(command::get)
                .matches(invalid -> invalid.field().equals(field), "names the field " + field);
    }
}
