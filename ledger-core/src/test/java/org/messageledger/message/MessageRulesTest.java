package org.messageledger.message;

import static org.messageledger.message.MessageSamples.NOW;
import static org.messageledger.message.MessageSamples.RULES;
import static org.messageledger.message.MessageSamples.STRICT;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.messageledger.party.Mode;

/** Every rule about messages, kept and broken, through the aggregate: what is decided is what is answered and applied. */
class MessageRulesTest {

    /** Disclosures are not the aggregate's. */
    static Stream<Arguments> commands() {
        return Stream.of(BrokenRules.all(), KeptRules.all(), MessageDecisionTest.claims())
                .flatMap(rules -> rules)
                .map(Arguments::get)
                .map(rule -> rule[0] instanceof String ? List.of(rule[1], rule[2]) : List.of(rule[0], rule[1]))
                .filter(rule -> !(command(rule.get(0), Mode.ASK) instanceof DiscloseMessage))
                .map(rule -> Arguments.of(rule.get(0), rule.get(1)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void holdsInTheAggregate(Function<Mode, MessageCommand> rule, MessageState state) {
        for (Mode mode : Mode.values()) {
            for (DecisionRules rules : List.of(RULES, STRICT)) {
                MessageCommand command = rule.apply(mode);
                Decision<MessageEvent> decision = Commands.decide(command, state, rules);

                new AggregateTestFixture<>(Message.class)
                        .registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC))
                        .registerInjectableResource(rules)
                        .registerInjectableResource(Commands.THREADS)
                        .given(Objects.requireNonNull(Commands.HISTORIES.get(state), "no history"))
                        .when(command)
                        .expectEvents(decision.events().toArray())
                        .expectResultMessagePayload(decision);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static MessageCommand command(Object rule, Mode mode) {
        return ((Function<Mode, MessageCommand>) rule).apply(mode);
    }
}
