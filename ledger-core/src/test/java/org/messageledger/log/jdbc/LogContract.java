package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Drafts;
import org.messageledger.log.Entry;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;

/** Makes an empty log for each test, which runs unchanged on each {@link LogDatabase}. */
@ParameterizedClass
@EnumSource(LogDatabase.class)
@SuppressWarnings("NullAway.Init") // made before each test
abstract class LogContract {

    @Parameter
    LogDatabase on;

    @TempDir
    Path home;

    HikariDataSource database;
    FaultyDataSource faulty;
    Log log;

    @BeforeEach
    void open() {
        database = on.empty(home);
        faulty = new FaultyDataSource(database);
        log = open(LogSettings.defaults());
    }

    @AfterEach
    void close() {
        log.close();
        database.close();
    }

    Log open(LogSettings settings) {
        return new GroupCommitLog(new JdbcLogStore(faulty, true), settings);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Log another() {
        return new GroupCommitLog(new JdbcLogStore(database, true), LogSettings.defaults());
    }

    void reopen() {
        log.close();
        log = open(LogSettings.defaults());
    }

    /** Makes the writer wait in a commit, so that what follows gathers into one batch. */
    CompletableFuture<AppendOutcome> holdWriter() {
        faulty.hold();
        CompletableFuture<AppendOutcome> held = log.append(Drafts.alone());
        faulty.awaitHeld();
        return held;
    }

    List<Appended> appendMany(int count) {
        List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outcomes.add(log.append(Drafts.alone()));
        }
        return outcomes.stream().map(outcome -> (Appended) outcome.join()).toList();
    }

    AppendOutcome outcome(Append append) {
        return log.append(append).join();
    }

    Appended appended(Append append) {
        return (Appended) outcome(append);
    }

    /** Every acknowledgement is what the log holds: contiguous, in the tree, under the head that it named. */
    static void assertTrue(Log log, List<Appended> acknowledged) {
        List<Hash> leaves = leaves(log);
        assertThat(log.head().size()).isEqualTo(leaves.size());
        assertThat(log.head().tree().root()).isEqualTo(naiveRoot(leaves));
        Set<Long> indexes = new HashSet<>();
        for (Appended appended : acknowledged) {
            assertThat(indexes.add(appended.firstLeafIndex())).isTrue();
            assertThat(appended.head().size()).isGreaterThan(appended.firstLeafIndex());
            assertThat(log.batchOf(appended.firstLeafIndex())).isEqualTo(appended.head());
            assertThat(appended.head().tree().root())
                    .isEqualTo(naiveRoot(leaves.subList(0, (int) appended.head().size())));
        }
    }

    static List<Hash> leaves(Log log) {
        List<Hash> leaves = new ArrayList<>();
        for (List<Entry> page = log.read(0, 1_000); !page.isEmpty(); page = log.read(leaves.size(), 1_000)) {
            for (Entry entry : page) {
                assertThat(entry.leafIndex()).isEqualTo(leaves.size());
                leaves.add(TreeHasher.leaf(entry.bytes()));
            }
        }
        return leaves;
    }

    /** RFC 6962 section 2.1, as it is written there. */
    static Hash naiveRoot(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return TreeHasher.empty();
        }
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return TreeHasher.node(naiveRoot(leaves.subList(0, split)), naiveRoot(leaves.subList(split, leaves.size())));
    }
}
