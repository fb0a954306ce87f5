package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Two who report the same unknown message at once: both acts are facts, and one message is known. */
@ExtendWith(SharedLedger.class)
class RacingSendsTest {

    private static final int MESSAGES = 50;

    private final Asking asking;

    RacingSendsTest(Asking asking) {
        this.asking = asking;
    }

    @Test
    void bothAreRecordedAndTheSecondChangesNothing() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        CyclicBarrier start = new CyclicBarrier(2);
        try {
            for (int i = 0; i < MESSAGES; i++) {
                String messageId = "race:" + i;
                Future<Long> one = two.submit(() -> sendOf(start, messageId, "one"));
                Future<Long> other = two.submit(() -> sendOf(start, messageId, "other"));
                check(messageId, Math.min(one.get(), other.get()), Math.max(one.get(), other.get()));
            }
        } finally {
            two.shutdownNow();
        }
    }

    private long sendOf(CyclicBarrier start, String messageId, String thread) throws Exception {
        start.await();
        return asking.send(
                messageId,
                "\"mode\":\"REPORT\",\"threadId\":\"race:" + thread + "\",\"patientIds\":[\"patient:" + thread
                        + "\"],");
    }

    private void check(String messageId, long first, long second) throws SQLException {
        List<JsonNode> items = asking.items("/messages/" + messageId + "/trail");
        assertThat(items.stream().map(item -> item.path("leafIndex").asLong())).containsExactly(first, second);
        assertThat(items.get(0).path("irregularities")).isEmpty();
        assertThat(items.get(1).path("irregularities").toString()).isEqualTo("[\"DUPLICATE_ID\"]");

        JsonNode message = asking.ask("/messages/" + messageId);
        assertThat(message.path("sent").path("leafIndex").asLong()).isEqualTo(first);
        assertThat(message.path("threadId")).isEqualTo(items.get(0).path("threadId"));
        assertThat(message.path("patientIds")).isEqualTo(items.get(0).path("patientIds"));
        String oneKey = contentKey(first);
        String otherKey = contentKey(second);
        assertThat(oneKey).isNotEqualTo(otherKey);
        assertThat(keeps(oneKey)).isTrue();
        assertThat(keeps(otherKey)).isTrue();
    }

    /** The key that the entry's envelope names. */
    private String contentKey(long leafIndex) {
        return RunningLedger.json(asking.ledger.get("auditor", "/api/v1/log/entries/" + leafIndex))
                .path("payload")
                .path("subject")
                .path("key")
                .asString();
    }

    private boolean keeps(String key) throws SQLException {
        try (Connection connection = asking.ledger.part(DataSource.class).getConnection();
                PreparedStatement keys =
                        connection.prepareStatement("select 1 from data_keys where kind = 'CONTENT' and key_id = ?")) {
            keys.setObject(1, UUID.fromString(key));
            try (ResultSet row = keys.executeQuery()) {
                return row.next();
            }
        }
    }
}
