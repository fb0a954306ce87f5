package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.AcknowledgedHead;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.LostHeadException;

/** A backup that is older than what was acknowledged is not taken for the log, though nobody remembers it but the home. */
class RestoredBackupTest {

    @TempDir
    Path home;

    @Test
    void isNotOpenedOnH2() throws Exception {
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

        assertThatThrownBy(() -> append(Pools.open(url, "sa"))).isInstanceOf(LostHeadException.class);
    }

    @Test
    void isNotOpenedOnPostgres() throws Exception {
        String database = Postgres.createDatabase();
        Migrations.migrated(Postgres.pool(database))
                .unwrap(HikariDataSource.class)
                .close();
        append(Postgres.pool(database));
        Postgres.execute("create database " + database + "_backup template " + database);
        append(Postgres.pool(database));
        append(Postgres.pool(database));

        assertThatThrownBy(() -> append(Postgres.pool(database + "_backup"))).isInstanceOf(LostHeadException.class);
    }

    /** As a process does that is started and stopped again. */
    private void append(HikariDataSource pool) {
        try (pool;
                Log log = new GroupCommitLog(
                        new JdbcLogStore(pool, true),
                        LogSettings.defaults(),
                        new AcknowledgedHead(home.resolve("acknowledged-head")))) {
            assertThat(log.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
        }
    }
}
