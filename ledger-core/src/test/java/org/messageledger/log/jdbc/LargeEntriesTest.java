package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Draft;
import org.messageledger.log.Drafts;
import org.messageledger.log.Entry;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.tree.Hash;

/** A log of the largest entries there may be is read in pages that fit into a small heap. */
class LargeEntriesTest {

    private static final int ENTRIES = 200;
    private static final int PAGE = 140; // the first count of entries that is not below 8 MiB

    @Test
    void comeInPagesOfBoundedBytesOnH2() {
        comeInPagesOfBoundedBytes(Pools.passingH2());
    }

    @Test
    void comeInPagesOfBoundedBytesOnPostgres() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            comeInPagesOfBoundedBytes(server.getPostgresDatabase());
        }
    }

    private static void comeInPagesOfBoundedBytes(DataSource database) {
        Migrations.migrated(database);
        List<Hash> leaves;
        try (Log log = open(database)) {
            List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < ENTRIES; i++) {
                outcomes.add(log.append(new Append(List.of(largest()), List.of(), List.of())));
            }
            assertThat(outcomes).allMatch(outcome -> outcome.join() instanceof Appended);

            assertThat(log.read(0, 1_000)).hasSize(PAGE);
            assertThat(log.read(PAGE, 1_000))
                    .hasSize(ENTRIES - PAGE)
                    .extracting(Entry::leafIndex)
                    .startsWith(140L);
            assertThat(log.read(3, 5)).extracting(Entry::leafIndex).containsExactly(3L, 4L, 5L, 6L, 7L);
            assertThat(log.read(ENTRIES - 1, 1)).hasSize(1);
            assertThat(log.read(ENTRIES, 1)).isEmpty();
            leaves = LogContract.leaves(log);
        }
        try (Log log = open(database)) {
            assertThat(log.head().tree().root()).isEqualTo(LogContract.naiveRoot(leaves));
            assertThat(log.rootAt(ENTRIES - 7)).isEqualTo(LogContract.naiveRoot(leaves.subList(0, ENTRIES - 7)));
        }
    }

    private static Log open(DataSource database) {
        return new GroupCommitLog(new JdbcLogStore(database, true), LogSettings.defaults());
    }

    private static Draft largest() {
        UUID eventId = Drafts.id();
        String small = "{\"recordedAt\":\"0000-00-00T00:00:00.000Z\",\"eventId\":\"" + eventId + "\"}";
        byte[] bytes = Arrays.copyOf(small.getBytes(StandardCharsets.UTF_8), Log.ENTRY_BYTES_MAX);
        return new Draft(eventId, eventId.toString(), 0, true, bytes, small.indexOf("0000-00"));
    }
}
