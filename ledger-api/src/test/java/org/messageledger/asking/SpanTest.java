package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** {@code from} and {@code to}: half open, about what the emitter says and else about what we know. */
@ExtendWith(SharedLedger.class)
class SpanTest {

    private final Asking asking;

    SpanTest(Asking asking) {
        this.asking = asking;
    }

    private List<Long> trail(String query) {
        return asking.leaves("/messages/span:1/trail?" + query);
    }

    private static String occurred(Instant time) {
        return "\"mode\":\"REPORT\",\"occurredAt\":\"" + time + "\",";
    }

    @Test
    void isHalfOpen() {
        Instant eight = Instant.parse("2026-03-01T08:00:00Z");
        long atEight = asking.send("span:1", occurred(eight));
        long atNine = asking.read("span:1", "clinician:8", occurred(eight.plusSeconds(3_600)));
        long justAfter = asking.read(
                "span:1", "clinician:8", occurred(eight.plusSeconds(3_600).plusMillis(1)));
        long now = asking.read("span:1");

        assertThat(trail("from=2026-03-01T08:00:00Z&to=2026-03-01T09:00:00Z")).containsExactly(atEight);
        assertThat(trail("from=2026-03-01T09:00:00Z&to=2026-03-01T09:00:00.001Z"))
                .containsExactly(atNine);
        assertThat(trail("from=2026-03-01T09:00:00.000000001Z&to=2026-03-01T10:00:00Z"))
                .containsExactly(justAfter);
        assertThat(trail("to=2026-03-01T09:00:00Z")).containsExactly(atEight);
        assertThat(trail("from=2026-03-01T09:00:00Z&to=2026-03-01T09:00:00Z")).isEmpty();
        assertThat(trail("from=2026-03-01T09:00:00Z")).containsExactly(atNine, justAfter, now);
        assertThat(trail("from=2026-03-02T00:00:00Z"))
                .as("without occurredAt it is recordedAt that counts")
                .containsExactly(now);
    }

    @Test
    void canBeAboutRecordingAlone() {
        asking.send("span:2", occurred(Instant.parse("2026-03-01T08:00:00Z")));
        List<JsonNode> items = asking.items("/messages/span:2/trail");
        String recordedAt = items.get(0).path("recordedAt").asString();
        String after = Instant.parse(recordedAt).plusMillis(1).toString();
        String trail = "/messages/span:2/trail?time=recorded&";

        assertThat(asking.items(trail + "to=" + recordedAt)).isEmpty();
        assertThat(asking.items(trail + "to=" + after)).isEqualTo(items);
        assertThat(asking.items(trail + "from=" + recordedAt)).isEqualTo(items);
        assertThat(asking.items(trail + "from=" + after)).isEmpty();
        assertThat(asking.items(trail + "to=2026-03-02T00:00:00Z")).isEmpty();
        assertThat(asking.items("/messages/span:2/trail?time=occurred&to=2026-03-02T00:00:00Z"))
                .isEqualTo(items);
    }
}
