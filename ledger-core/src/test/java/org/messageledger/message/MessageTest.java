package org.messageledger.message;

import static org.messageledger.message.MessageSamples.ID;
import static org.messageledger.message.MessageSamples.NOW;
import static org.messageledger.message.MessageSamples.RULES;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.message.MessageSamples.resolved;
import static org.messageledger.message.MessageSamples.retracted;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.message.MessageSamples.sent;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.messageledger.party.Actor;
import org.messageledger.party.Confidential;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;

class MessageTest {

    private static final Actor SENDER = person("member:1");

    private FixtureConfiguration<Message> message = new AggregateTestFixture<>(Message.class);

    @BeforeEach
    void setUp() {
        Threads threads = parent -> Optional.of("thread-of-" + parent);
        message = new AggregateTestFixture<>(Message.class)
                .registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC))
                .registerInjectableResource(RULES)
                .registerInjectableResource(threads);
    }

    @Test
    void sendsAMessage() {
        MessageEvent sent = sent();
        message.givenNoPriorActivity()
                .when(SendSample.send())
                .expectEvents(sent)
                .expectResultMessagePayload(Decision.recorded(sent));
    }

    @Test
    void sendsAReplyInItsParentsThread() {
        SendMessage reply = SendSample.send(s -> s.inReplyTo = new MessageId("portal:0"));
        message.givenNoPriorActivity().when(reply).expectEvents(MessageSent.of(reply, "thread-of-portal:0", List.of()));
    }

    @Test
    void refusesTheSameIdTwiceAndWritesNothing() {
        message.given(sent())
                .when(SendSample.send())
                .expectNoEvents()
                .expectResultMessagePayload(Decision.refused(
                        new Refusal(Refusal.Kind.DUPLICATE_ID, "messageId", List.of(Irregularity.DUPLICATE_ID))));
    }

    @Test
    void recordsAReportOfTheSameIdTwice() {
        SendMessage again = SendSample.send(s -> s.mode = Mode.REPORT);
        message.given(sent())
                .when(again)
                .expectEvents(MessageSent.of(again, ID.value(), List.of(Irregularity.DUPLICATE_ID)));
    }

    @Test
    void routesAMessage() {
        MessageEvent routed = routed("cardiology", "billing");
        message.given(sent())
                .when(route(Mode.ASK))
                .expectEvents(routed)
                .expectResultMessagePayload(Decision.recorded(routed));
    }

    @Test
    void refusesToRouteWhatItDoesNotKnow() {
        message.givenNoPriorActivity()
                .when(route(Mode.ASK))
                .expectNoEvents()
                .expectResultMessagePayload(unknownMessage());
    }

    @Test
    void recordsAReportedRouteOfWhatItDoesNotKnow() {
        message.givenNoPriorActivity()
                .when(route(Mode.REPORT))
                .expectEvents(new MessageRouted(
                        ID,
                        Mode.REPORT,
                        null,
                        null,
                        List.of(Irregularity.UNKNOWN_MESSAGE),
                        Party.pool("cardiology"),
                        Party.pool("billing"),
                        RoutingCause.RULE,
                        null,
                        null,
                        new Confidential.Kept("category")));
    }

    @Test
    void sendsAMessageThatHasBeenRoutedBefore() {
        message.given(routed(null, "billing")).when(SendSample.send()).expectEvents(sent());
    }

    @Test
    void resolvesAMessage() {
        message.given(sent())
                .when(new ResolveMessage(ID, Mode.ASK, null, null, person("dr:1"), Resolution.ANSWERED))
                .expectEvents(resolved())
                .expectResultMessagePayload(Decision.recorded(resolved()));
    }

    @Test
    void refusesToResolveWhatItDoesNotKnow() {
        message.givenNoPriorActivity()
                .when(new ResolveMessage(ID, Mode.ASK, null, null, person("dr:1"), Resolution.ANSWERED))
                .expectNoEvents()
                .expectResultMessagePayload(unknownMessage());
    }

    @Test
    void retractsAMessage() {
        message.given(sent())
                .when(new RetractMessage(ID, Mode.ASK, null, null, SENDER, "wrong pool"))
                .expectEvents(retracted())
                .expectResultMessagePayload(Decision.recorded(retracted()));
    }

    @Test
    void refusesToRetractForAnotherThanTheSender() {
        message.given(sent())
                .when(new RetractMessage(ID, Mode.ASK, null, null, person("dr:1"), "wrong pool"))
                .expectNoEvents()
                .expectResultMessagePayload(Decision.refused(
                        new Refusal(Refusal.Kind.RULE_BROKEN, "actor", List.of(Irregularity.NOT_A_PARTICIPANT))));
    }

    @Test
    void recordsASuspicionAboutWhatItDoesNotKnow() {
        message.givenNoPriorActivity()
                .when(new ReportSuspicion(ID, Mode.ASK, null, null, SENDER, "odd"))
                .expectEvents(new SuspicionReported(
                        ID,
                        Mode.ASK,
                        null,
                        null,
                        List.of(Irregularity.UNKNOWN_MESSAGE),
                        SENDER,
                        new Confidential.Kept("odd")));
    }

    private static RouteMessage route(Mode mode) {
        return new RouteMessage(
                ID,
                mode,
                null,
                null,
                Party.pool("cardiology"),
                Party.pool("billing"),
                RoutingCause.RULE,
                null,
                null,
                "category");
    }

    private static Decision<MessageEvent> unknownMessage() {
        return Decision.refused(
                new Refusal(Refusal.Kind.UNKNOWN_MESSAGE, "messageId", List.of(Irregularity.UNKNOWN_MESSAGE)));
    }
}
