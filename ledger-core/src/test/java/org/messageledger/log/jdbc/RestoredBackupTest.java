package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;

/** A backup that is older than what was acknowledged is not taken for the log, though nobody remembers it but the home. */
class RestoredBackupTest {

    @TempDir
    Path home;

    @Test
    void takesNothingOnH2() throws Exception {
        String url = EmbeddedDatabase.url(home);
        Path file = home.resolve("ledger.mv.db");
        Path backup = home.resolve("backup");
        Migrations.migrated(Pools.open(url, "sa"))
                .unwrap(HikariDataSource.class)
                .close();
        append(Pools.open(url, "sa"));
        Files.copy(file, backup);
        append(Pools.open(url, "sa"));
        append(Pools.open(url, "sa"));
        Files.copy(backup, file, StandardCopyOption.REPLACE_EXISTING);

        takesNothing(Pools.open(url, "sa"));
        takesNothing(Pools.open(url, "sa"));
    }

    @Test
    void takesNothingOnPostgres() throws Exception {
        String database = Postgres.createDatabase();
        Migrations.migrated(Postgres.pool(database))
                .unwrap(HikariDataSource.class)
                .close();
        append(Postgres.pool(database));
        Postgres.execute("create database " + database + "_backup template " + database);
        append(Postgres.pool(database));
        append(Postgres.pool(database));

        takesNothing(Postgres.pool(database + "_backup"));
        takesNothing(Postgres.pool(database + "_backup"));
    }

    /** As a process does that is started and stopped again. */
    private void append(HikariDataSource pool) {
        try (pool;
                Log log = open(pool)) {
            assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
        }
    }

    private Log open(HikariDataSource pool) {
        return new GroupCommitLog(
                new JdbcLogStore(pool, true),
                LogSettings.defaults(),
                new AcknowledgedHead(home.resolve("acknowledged-head")));
    }

    private void takesNothing(HikariDataSource pool) {
        try (pool;
                Log log = open(pool)) {
            assertThat(log.status().appending()).isFalse();
            assertThat(log.status().statement())
                    .contains("head is behind the acknowledged one", "acknowledgedSize=3", "readSize=1");
            assertThat(log.append(Drafts.alone()).join()).isInstanceOf(AppendOutcome.Pushback.class);
            assertThat(log.read(0, 10)).as("it can still be asked").hasSize(1);
        }
    }
}
