package org.messageledger.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messageledger.message.MessageSamples.after;
import static org.messageledger.message.MessageSamples.person;
import static org.messageledger.message.MessageSamples.resolved;
import static org.messageledger.message.MessageSamples.retracted;
import static org.messageledger.message.MessageSamples.routed;
import static org.messageledger.message.MessageSamples.sent;
import static org.messageledger.message.MessageStateTest.suspicion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.messageledger.party.Party;
import org.messageledger.party.PoolId;

class MessageStateModelTest {

    /** Against a model that applies the rules' words to growing lists, over many seeded histories. */
    @Test
    void followsTheModelThroughAnyHistory() {
        for (long seed = 0; seed < 500; seed++) {
            List<MessageEvent> history = history(new Random(seed));
            MessageState state = MessageState.UNKNOWN;
            Model model = new Model();
            for (MessageEvent event : history) {
                state = state.evolve(event);
                model.apply(event);
                assertThat(state.at()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(model.at);
                assertThat(state.formerPools()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(model.left);
                assertThat(state.known()).as("seed %d", seed).isEqualTo(model.sent != null);
                assertThat(state.retracted()).as("seed %d", seed).isEqualTo(model.retracted);
                assertThat(state.resolved()).as("seed %d", seed).isEqualTo(model.resolved);
                assertThat(state.sender())
                        .as("seed %d", seed)
                        .isEqualTo(
                                model.sent == null ? null : model.sent.sender().id());
            }
            assertThat(after(history.toArray(new MessageEvent[0]))).isEqualTo(state);
        }
    }

    private static final class Model {
        private final Set<Party> at = new LinkedHashSet<>();
        private final Set<PoolId> left = new LinkedHashSet<>();
        private @Nullable MessageSent sent;
        private boolean retracted;
        private boolean resolved;

        void apply(MessageEvent event) {
            retracted |= event instanceof MessageRetracted;
            resolved |= event instanceof MessageResolved;
            if (event instanceof MessageSent first && sent == null) {
                sent = first;
                at.addAll(first.recipients());
                at.removeIf(party -> party instanceof Party.Pool pool && left.contains(pool.pool()));
            }
            if (event instanceof MessageRouted route) {
                Party from = route.from();
                if (from instanceof Party.Pool pool && (at.contains(from) || sent == null)) {
                    left.add(pool.pool());
                }
                if (from != null) {
                    at.remove(from);
                }
                at.add(route.to());
                if (route.to() instanceof Party.Pool pool) {
                    left.remove(pool.pool());
                }
            }
        }
    }

    private static List<MessageEvent> history(Random random) {
        List<MessageEvent> events = new ArrayList<>();
        int size = random.nextInt(30);
        for (int i = 0; i < size; i++) {
            events.add(
                    switch (random.nextInt(8)) {
                        case 0 -> resolved();
                        case 1 -> random.nextInt(4) == 0 ? retracted() : suspicion();
                        case 2 ->
                            MessageSent.of(
                                    SendSample.send(s -> {
                                        s.sender = person("p" + random.nextInt(3));
                                        s.recipients = IntStream.rangeClosed(0, random.nextInt(3))
                                                .mapToObj(n -> party(random))
                                                .toList();
                                    }),
                                    "t",
                                    List.of());
                        default -> routed(random.nextInt(3) == 0 ? null : party(random), party(random));
                    });
        }
        return events;
    }

    private static Party party(Random random) {
        return random.nextBoolean() ? Party.pool("p" + random.nextInt(4)) : Party.person("p" + random.nextInt(4));
    }
}
