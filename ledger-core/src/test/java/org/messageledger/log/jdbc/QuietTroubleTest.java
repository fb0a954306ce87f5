package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.KeyRow;
import org.messageledger.log.Log;
import org.messageledger.log.Settings;
import org.messageledger.seal.KeyKind;

/** What the log says of a trouble, to callers, in its status and in lines that are kept, holds no entry and no key. */
class QuietTroubleTest {

    private static final byte[] KEY = "a wrapped key, to be destroyed".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"entries", "data_keys"})
    void saysNothingOfWhatCannotBeWritten(String table) throws Exception {
        String name = Postgres.createDatabase();
        try (HikariDataSource pool = Postgres.pool(name)) {
            Migrations.migrated(pool);
            try (var connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create function full_disk() returns trigger language plpgsql as"
                        + " $$ begin raise exception 'disk full' using errcode = '53100'; end $$");
                statement.execute("create trigger full_disk before insert on " + table
                        + " for each row execute function full_disk()");
            }
            try (Log log = new GroupCommitLog(new JdbcLogStore(pool, true), Settings.impatient(500))) {
                Append append = new Append(
                        List.of(Drafts.alone(Drafts.id())),
                        List.of(),
                        List.of(new KeyRow(Drafts.id(), KeyKind.CONTENT.name(), "a", KEY)));

                AppendOutcome outcome = log.append(append).join();

                assertThat(outcome).isInstanceOf(AppendOutcome.Pushback.class);
                assertQuiet(log.status().statement());
                assertQuiet(((AppendOutcome.Pushback) outcome).reason());
            }
        }
    }

    private static void assertQuiet(String said) {
        assertThat(said)
                .doesNotContain(HexFormat.of().formatHex(KEY))
                .doesNotContain(HexFormat.of().formatHex("recordedAt".getBytes(StandardCharsets.US_ASCII)))
                .doesNotContain("recordedAt\"")
                .hasSizeLessThan(1_000);
    }
}
