package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.log.Append;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.KeyRow;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.seal.KeyKind;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

/** On PostgreSQL the schema belongs to one role, and the service is another that can only add. */
@SuppressWarnings("NullAway.Init") // made before each test
class ServiceRoleTest {

    private HikariDataSource owner;
    private HikariDataSource service;

    @BeforeEach
    void open() {
        String unique = UUID.randomUUID().toString().replace('-', '_');
        String database = Postgres.createDatabase();
        Postgres.execute("create role owner_" + unique + " login");
        Postgres.execute("create role service_" + unique + " login");
        Postgres.execute("alter database " + database + " owner to owner_" + unique);
        owner = Postgres.pool(database, "owner_" + unique);
        service = Postgres.pool(database, "service_" + unique);
        Migrations.migrated(owner, "service_" + unique);
    }

    @AfterEach
    void close() {
        service.close();
        owner.close();
    }

    @Test
    void doesAllThatALogDoes() {
        KeyRow key = new KeyRow(UUID.randomUUID(), KeyKind.CONTENT.name(), "a", new byte[] {1});
        try (Log log = new GroupCommitLog(new JdbcLogStore(service, true), LogSettings.defaults())) {
            for (int i = 0; i < 300; i++) {
                log.append(Drafts.next("a", i)).join();
            }
            assertThat(log.append(new Append(List.of(Drafts.alone(Drafts.id())), List.of(), List.of(key)))
                            .join())
                    .isInstanceOf(Appended.class);
            assertThat(LogContract.leaves(log)).hasSize(301);
            assertThat(new JdbcKeyStore(service).find(key.keyId())).isPresent();
        }
        try (JdbcLogStore store = new JdbcLogStore(service, true)) {
            assertThat(store.fence(Instant.EPOCH).size()).isEqualTo(301);
        }
    }

    @Test
    void keepsCheckpointsAndWhatWitnessesSayOfThem() throws Exception {
        Checkpoint checkpoint = new Checkpoint("log.example", new TreeHead(0, TreeHasher.empty()));
        LogKey key = LogKey.generate(new SecureRandom());
        SignedNote signed = checkpoint.sign(key);
        Cosignature cosignature = Cosignature.sign(checkpoint, "witness.example", key, 1);
        JdbcCosignatureStore cosignatures = new JdbcCosignatureStore(service);
        assertThat(new JdbcCheckpointStore(service).step(last -> Optional.of(signed)))
                .contains(signed);
        assertThat(cosignatures.find(0)).isEmpty();

        cosignatures.add(0, cosignature);
        cosignatures.add(0, Cosignature.sign(checkpoint, "witness.example", key, 2));
        SignedNote cosigned = signed.with(cosignature.signature());
        assertThat(cosignatures.find(0)).contains(cosigned);
        assertThat(cosignatures.newest(1, 10)).containsExactly(cosigned);
        assertThat(cosignatures.newest(2, 10)).isEmpty();
        assertThatThrownBy(() -> cosignatures.add(1, cosignature)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update entries set sequence_number = 1",
                "delete from entries",
                "truncate entries cascade",
                "update batches set size = 0",
                "delete from tiles",
                "delete from head",
                "update checkpoints set size = 0",
                "delete from cosignatures",
                "truncate cosignatures cascade",
                "alter table entries disable trigger all",
                "drop table entries cascade",
                "insert into entries_are_kept values (0)"
            })
    void isRefusedMoreThanThat(String sql) throws SQLException {
        try (Connection connection = service.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOf(SQLException.class)
                    .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        }
    }

    @Test
    void isToldApartFromARoleThatCouldChangeWhatIsStored() {
        try (JdbcLogStore ours = new JdbcLogStore(service, true);
                JdbcLogStore tooMuch = new JdbcLogStore(owner, true)) {
            assertThat(ours.couldChangeEntries()).isFalse();
            assertThat(tooMuch.couldChangeEntries()).isTrue();
        }
    }
}
