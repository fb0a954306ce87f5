package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.messageledger.party.Mode;

/** Which line may go on while which is under way. Everything happens on the test's own thread. */
class CommandOrderTest {

    private static final String LISTING = "{\"command\":\"ListMessages\",\"messageIds\":[\"m:a\",\"m:b\"],\"actor\":"
            + Bodies.ACTOR + ",\"kind\":\"LISTED\",\"purpose\":\"TREAT\"}";
    private static final String RETRACTION = "{\"command\":\"RetractMessage\",\"messageId\":\"m:a\",\"actor\":"
            + Bodies.ACTOR + ",\"reason\":\"in error\"}";
    private static final String REPLY =
            Bodies.sendLine("m:b").replace("{\"command\"", "{\"inReplyTo\":\"m:a\",\"command\"");

    private final CommandReader reader = new CommandReader(emitter -> Mode.ASK);
    private final CommandOrder order = new CommandOrder(Runnable::run);
    private final List<String> begun = new ArrayList<>();
    private final Map<String, CompletableFuture<Boolean>> underWay = new HashMap<>();

    @Test
    void readsOfAMessageDoNotWaitForEachOthersAnswers() {
        submit("first", Bodies.readLine("m:a"));
        submit("second", Bodies.readLine("m:a"));
        submit("listing", LISTING);
        assertThat(begun).containsExactly("first", "second", "listing");
    }

    @Test
    void aChangeWaitsForTheAnswersToAllBeforeIt() {
        submit("first", Bodies.readLine("m:a"));
        submit("second", Bodies.readLine("m:a"));
        submit("retraction", RETRACTION);
        answer("second", true);
        assertThat(begun).containsExactly("first", "second");
        answer("first", true);
        assertThat(begun).containsExactly("first", "second", "retraction");
    }

    @Test
    void whatComesBehindAChangeWaitsForItsAnswer() {
        submit("retraction", RETRACTION);
        submit("read", Bodies.readLine("m:a"));
        submit("reply", REPLY);
        submit("read of the reply", Bodies.readLine("m:b"));
        assertThat(begun).containsExactly("retraction");
        answer("retraction", true);
        assertThat(begun).containsExactly("retraction", "read", "reply");
        answer("reply", true);
        assertThat(begun).containsExactly("retraction", "read", "reply", "read of the reply");
    }

    @Test
    void aReadThatMayNotBeginYetIsNotOvertaken() {
        submit("sending", Bodies.sendLine("m:b"));
        submit("listing", LISTING);
        submit("read", Bodies.readLine("m:a"));
        assertThat(begun).containsExactly("sending");
        answer("sending", true);
        assertThat(begun).containsExactly("sending", "listing", "read");
    }

    @Test
    void triesNothingBehindTroubleAndGoesOnWithOtherMessages() {
        submit("first", Bodies.readLine("m:a"));
        submit("second", Bodies.readLine("m:a"));
        submit("retraction", RETRACTION);
        submit("third", Bodies.readLine("m:a"));
        answer("first", false);
        answer("second", true);
        submit("other", Bodies.readLine("m:c"));
        assertThat(begun).containsExactly("first", "second", "retraction skipped", "third skipped", "other");
    }

    private void submit(String name, String line) {
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        underWay.put(name, answered);
        order.submit(
                reader.line(line.getBytes(StandardCharsets.UTF_8), "portal").command(),
                () -> {
                    begun.add(name);
                    return answered;
                },
                () -> begun.add(name + " skipped"));
    }

    private void answer(String name, boolean settled) {
        Objects.requireNonNull(underWay.get(name)).complete(settled);
    }
}
