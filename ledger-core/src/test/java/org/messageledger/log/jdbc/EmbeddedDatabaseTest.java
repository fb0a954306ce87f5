package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.StorageException;

class EmbeddedDatabaseTest {

    @TempDir
    private Path home;

    /** A web server interrupts threads, of requests that are cancelled and when it stops. */
    @Test
    @Timeout(120)
    void outlivesReadersThatAreInterrupted() throws InterruptedException {
        HikariDataSource pool =
                pool(EmbeddedDatabase.url(home) + ";CACHE_SIZE=0"); // so that each reading reads the file
        Migrations.migrated(pool);
        int appended = 0;
        try (Log log = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults())) {
            for (int round = 0; round < 40; round++) {
                List<Thread> readers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    readers.add(new Thread(() -> readInterrupted(pool)));
                }
                readers.forEach(Thread::start);
                for (int i = 0; i < 5; i++) {
                    assertThat(log.append(Drafts.alone()).join()).isInstanceOf(AppendOutcome.Appended.class);
                    appended++;
                }
                for (Thread reader : readers) {
                    reader.join();
                }
            }
            assertThat(log.read(0, 1_000)).hasSize(appended);
        } finally {
            pool.close();
        }
        HikariDataSource again = pool(EmbeddedDatabase.url(home));
        try (Log log = new GroupCommitLog(new JdbcLogStore(again), LogSettings.defaults())) {
            assertThat(LogContract.leaves(log)).hasSize(appended);
        } finally {
            again.close();
        }
    }

    private static void readInterrupted(DataSource pool) {
        for (int i = 0; i < 20; i++) {
            Thread.currentThread().interrupt();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select entry from entries")) {
                while (rows.next()) {
                    rows.getBytes(1);
                }
            } catch (SQLException e) {
                // Whoever is interrupted may go without an answer.
            }
        }
    }

    @Test
    void opensWhatAnEarlierProgramWroteInThePlainFile() {
        HikariDataSource plain =
                pool("jdbc:h2:file:" + home.resolve("ledger") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        Migrations.migrated(plain);
        try (Log log = new GroupCommitLog(new JdbcLogStore(plain), LogSettings.defaults())) {
            log.append(Drafts.alone()).join();
        } finally {
            plain.close();
        }

        HikariDataSource pool = pool(EmbeddedDatabase.url(home));
        try (Log log = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults())) {
            assertThat(log.read(0, 10)).hasSize(1);
            assertThat(log.append(Drafts.alone()).join()).isInstanceOf(AppendOutcome.Appended.class);
        } finally {
            pool.close();
        }
        assertThat(home.resolve("ledger.mv.db")).exists();
    }

    @Test
    void mustNotBeInMemory() {
        try (HikariDataSource memory = pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")) {
            Migrations.migrated(memory);
            try (JdbcLogStore store = new JdbcLogStore(memory)) {
                assertThatThrownBy(store::open)
                        .isInstanceOf(StorageException.class)
                        .hasMessageContaining("in memory");
            }
        }
    }

    @Test
    void isOpenInOneProcessAtATime() throws IOException, InterruptedException {
        HikariDataSource pool = pool(EmbeddedDatabase.url(home));
        Migrations.migrated(pool);
        try (Log log = new GroupCommitLog(new JdbcLogStore(pool), LogSettings.defaults())) {
            log.append(Drafts.alone()).join();

            assertThat(open(EmbeddedDatabase.url(home))).isEqualTo(Opening.LOCKED_OUT);
            assertThat(open("jdbc:h2:file:" + home.resolve("ledger"))).isEqualTo(Opening.LOCKED_OUT);
        } finally {
            pool.close();
        }
        assertThat(open(EmbeddedDatabase.url(home))).isEqualTo(Opening.OPENED);
    }

    private static int open(String url) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Opening.class.getName(), url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** A process of its own that opens the database. */
    static final class Opening {

        static final int OPENED = 11;
        static final int LOCKED_OUT = 12;

        /** H2's DATABASE_ALREADY_OPEN_1, by which the program explains it. */
        private static final int ALREADY_OPEN = 90020;

        private Opening() {}

        public static void main(String[] arguments) {
            try {
                DriverManager.getConnection(arguments[0], "sa", "").close();
                System.exit(OPENED);
            } catch (SQLException e) {
                System.exit(e.getErrorCode() == ALREADY_OPEN ? LOCKED_OUT : 1);
            }
        }
    }

    private static HikariDataSource pool(String url) {
        return Pools.open(url, "sa");
    }
}
