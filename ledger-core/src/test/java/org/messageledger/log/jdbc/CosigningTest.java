package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.CheckpointPublisher;
import org.messageledger.checkpoint.CheckpointSigner;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.KeptNote;
import org.messageledger.checkpoint.LeafProofs;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.LogKeys;
import org.messageledger.checkpoint.LogNames;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.TlogPolicy;
import org.messageledger.checkpoint.TlogProof;
import org.messageledger.cosigning.Cosigning;
import org.messageledger.cosigning.CosigningStatus;
import org.messageledger.cosigning.Pace;
import org.messageledger.cosigning.WitnessStatus;
import org.messageledger.log.AppendOutcome.Appended;
import org.messageledger.log.Drafts;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHead;
import org.messageledger.witness.RunningWitness;

/** A log and witnesses that talk HTTP: what is cosigned, kept, published, and what is said when they do not agree. */
@SuppressWarnings("NullAway.Init") // made before each test
class CosigningTest extends LogContract {

    private static final String ORIGIN = "example.org/log";
    private static final LogKey KEY = LogKey.generate(new SecureRandom());
    private static final Hash SOME_ROOT = Hash.of(new byte[Hash.SIZE_BYTES]);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pace QUICK = new Pace(Duration.ofSeconds(20), Duration.ofMillis(50), Duration.ofMillis(200));

    @TempDir
    Path folder;

    private final List<Publishing> processes = new ArrayList<>();
    private final List<RunningWitness> witnesses = new ArrayList<>();

    /** What of a process of the log publishes and has it cosigned. */
    private record Publishing(CheckpointPublisher publisher, Cosigning cosigning) {

        static Publishing start(Log log, HikariDataSource database, Path home, String policy, Pace pace)
                throws Exception {
            Files.createDirectories(home);
            CheckpointSigner signer = new CheckpointSigner(
                    ORIGIN,
                    () -> LogNames.of(KEY.verifier(ORIGIN)),
                    LogKeys.only(KEY),
                    new JdbcCheckpointStore(database),
                    new KeptNote(home.resolve("checkpoint")),
                    () -> log.headNow().tree(),
                    log::tile);
            CheckpointPublisher publisher = new CheckpointPublisher(
                    signer,
                    () -> log.head().size(),
                    log::stop,
                    Duration.ofMillis(100),
                    Duration.ofMillis(1),
                    Clock.systemUTC());
            Cosigning cosigning = new Cosigning(
                    TlogPolicy.parse(policy.getBytes(StandardCharsets.UTF_8)),
                    publisher,
                    new JdbcCosignatureStore(database),
                    () -> log.headNow().size(),
                    log::tile,
                    Clock.systemUTC(),
                    pace);
            publisher.start();
            cosigning.start();
            return new Publishing(publisher, cosigning);
        }

        CosigningStatus status() {
            return cosigning.status();
        }

        WitnessStatus witness(int index) {
            return status().witnesses().get(index);
        }

        void await(Predicate<CosigningStatus> condition) {
            org.awaitility.Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(status())
                    .matches(condition));
        }

        /** Until the checkpoint of this size is witnessed. */
        void awaitWitnessed(long size) {
            await(status -> status.isWitnessed() && status.witnessedSize() == size);
        }

        void close() {
            cosigning.close();
            publisher.close();
        }
    }

    @BeforeEach
    void startWitnesses() throws Exception {
        for (int i = 0; i < 3; i++) {
            witnesses.add(RunningWitness.start(folder.resolve("w" + i), "witness.example/w" + i, KEY.verifier(ORIGIN)));
        }
        appendMany(3);
    }

    @AfterEach
    void stop() {
        processes.forEach(Publishing::close);
        witnesses.forEach(RunningWitness::close);
    }

    private String policy(String rule) {
        StringBuilder policy = new StringBuilder();
        for (int i = 0; i < witnesses.size(); i++) {
            policy.append(witnesses.get(i).line("w" + i));
        }
        return policy + rule;
    }

    private String twoOfThree() {
        return policy("group all 2 w0 w1 w2\nquorum all\n");
    }

    private Publishing process(String policy) throws Exception {
        return process(folder.resolve("ledger"), policy, QUICK);
    }

    private Publishing process(Path ledgerHome, String policy, Pace pace) throws Exception {
        Publishing process = Publishing.start(log, database, ledgerHome, policy, pace);
        processes.add(process);
        return process;
    }

    @Test
    void isCosignedByAllAsItGrows() throws Exception {
        Publishing process = process(twoOfThree());
        for (int round = 0; round < 4; round++) {
            process.await(status -> status.cosigners().size() == 3);
            long size = log.head().size();
            process.awaitWitnessed(size);
            SignedNote shown = process.publisher().shown().orElseThrow();
            assertThat(Checkpoint.parse(shown.text()).head())
                    .isEqualTo(log.head().tree());
            assertThat(shown.signatures()).hasSize(4);
            appendMany(7);
            await().atMost(PATIENCE).until(() -> process.publisher().newestSize() == size + 7);
        }
        CosigningStatus status = process.status();
        assertThat(status.witnesses()).allMatch(witness -> witness.trouble() == null && witness.cosignedSize() >= 24);
        assertThat(witnesses).allMatch(witness -> witness.reports().isEmpty());
    }

    @Test
    void isWitnessedOnceEnoughHaveCosigned() throws Exception {
        witnesses.get(2).stop();
        Publishing process = process(twoOfThree());
        process.awaitWitnessed(3);
        process.await(status -> status.witnesses().get(2).trouble() != null);
        assertThat(process.status().statement())
                .contains("of 3 entries, is witnessed by witness.example/w0, witness.example/w1")
                .contains("The witness witness.example/w2 cannot be reached.");

        witnesses.get(1).stop();
        appendMany(1);
        process.await(status -> !status.isWitnessed()
                && status.cosigners().equals(List.of("witness.example/w0"))
                && status.witnesses().get(1).trouble() != null);
        assertThat(process.status().witnessedSize()).isEqualTo(3);
        assertThat(process.status().statement())
                .contains("of 4 entries, is not witnessed: 2 of (witness.example/w0, witness.example/w1,"
                        + " witness.example/w2) must have cosigned it, witness.example/w0 has.")
                .contains("The first 3 entries are witnessed; what came after them the operator could rewrite.");
        assertThat(process.witness(1).troubleAt()).isNotNull();
        assertThat(process.witness(1).cosignedSize()).isEqualTo(3);
        assertThat(process.status().isContradicted()).isFalse();

        witnesses.get(1).start();
        process.awaitWitnessed(4);
        assertThat(process.witness(1).trouble()).isNull();
        assertThat(process.witness(1).troubleAt()).isNull();
    }

    @Test
    void saysThatNobodyWitnesses() throws Exception {
        Publishing nobody = process("quorum none\n");
        assertThat(nobody.status().statement())
                .isEqualTo("Nobody witnesses this log: the operator could rewrite the log, and only who has kept a"
                        + " checkpoint would notice.");
        Publishing unasked = process(folder.resolve("unasked"), policy("quorum none\n"), QUICK);
        unasked.await(status -> status.cosigners().size() == 3);
        assertThat(unasked.status().isWitnessed()).isFalse();
        assertThat(unasked.status().policy()).isNull();
        assertThat(unasked.status().statement()).contains("no checkpoint counts as witnessed", "could rewrite");
    }

    @Test
    void givesProofsThatAreWitnessed() throws Exception {
        Publishing process = process(twoOfThree());
        process.awaitWitnessed(3);
        witnesses.forEach(RunningWitness::stop);
        appendMany(2);
        await().atMost(PATIENCE).until(() -> process.publisher().newestSize() == 5);

        LeafProofs proofs = new LeafProofs(process.publisher(), log::tile);
        TlogPolicy policy = TlogPolicy.parse(twoOfThree().getBytes(StandardCharsets.UTF_8));
        byte[] entry = log.read(2, 1).get(0).bytes();
        TlogProof proof = proofs.of(2, Duration.ZERO).orElseThrow();
        assertThat(proof.verify(entry, List.of(KEY.verifier(ORIGIN)), policy.policy())
                        .isEnough())
                .isTrue();
        assertThat(Checkpoint.parse(
                                proofs.of(4, Duration.ZERO).orElseThrow().note().text())
                        .head()
                        .size())
                .isEqualTo(5);
    }

    @Test
    void keepsWhatWasCosignedOverARestart() throws Exception {
        Publishing before = process(twoOfThree());
        before.await(status -> status.cosigners().size() == 3);
        SignedNote published = before.publisher().newest().orElseThrow();
        before.close();
        witnesses.forEach(RunningWitness::stop);

        Publishing after = process(twoOfThree());
        after.await(status -> status.cosigners().size() == 3 && status.isWitnessed());
        assertThat(after.publisher().newest().orElseThrow().signatures())
                .containsExactlyInAnyOrderElementsOf(published.signatures());
        after.close();

        appendMany(1);
        Publishing later = process(twoOfThree());
        assertThat(later.status().witnessedSize()).isEqualTo(3);
        assertThat(later.status().witnesses()).allMatch(witness -> witness.cosignedSize() == 3);
        for (RunningWitness witness : witnesses) {
            witness.start();
        }
        later.awaitWitnessed(4);
    }

    /** It is not known here, and only told by the witness: no rest between. */
    @Test
    void goesOnFromWhatTheWitnessHasCosigned() throws Exception {
        SignedNote older = new Checkpoint(ORIGIN, new TreeHead(2, log.rootAt(2))).sign(KEY);
        for (RunningWitness witness : witnesses) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(witness.url() + "add-checkpoint"))
                    .POST(BodyPublishers.ofByteArray(new AddCheckpoint(0, List.of(), older).toBytes()))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
        Pace patient = new Pace(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(5));
        process(folder.resolve("ledger"), twoOfThree(), patient)
                .await(status -> status.cosigners().size() == 3);
    }

    /** The home has what was signed, without cosignatures: else the signer would not know it again. */
    @Test
    void leavesWhatWasSignedAsItWas() throws Exception {
        Publishing process = process(twoOfThree());
        process.awaitWitnessed(3);
        SignedNote kept = new KeptNote(folder.resolve("ledger").resolve("checkpoint"))
                .read()
                .orElseThrow();
        assertThat(kept.signatures()).hasSize(1);
        for (String sql : List.of(
                "update cosignatures set size = 0", "delete from cosignatures", "truncate table cosignatures")) {
            assertThatThrownBy(() -> execute(sql)).isInstanceOf(SQLException.class);
        }
    }

    /** A process that cannot reach the witnesses publishes what another has got of them. */
    @Test
    void sharesWhatAnotherProcessHasGot() throws Exception {
        int nowhere;
        try (ServerSocket free = new ServerSocket(0)) {
            nowhere = free.getLocalPort();
        }
        String unreachable = twoOfThree().replaceAll("localhost:\\d+", "localhost:" + nowhere);
        Publishing alone = process(folder.resolve("alone"), unreachable, QUICK);
        alone.await(status -> status.witnesses().stream().allMatch(witness -> witness.trouble() != null));
        assertThat(alone.status().isWitnessed()).isFalse();

        Publishing connected = process(twoOfThree());
        connected.awaitWitnessed(3);
        alone.awaitWitnessed(3);
        alone.await(status -> status.witnesses().stream().allMatch(witness -> witness.trouble() == null));
    }

    @Test
    void agreesWithItselfWhileTwoProcessesSend() throws Exception {
        Publishing one = process(folder.resolve("one"), twoOfThree(), QUICK);
        Publishing two = process(folder.resolve("two"), twoOfThree(), QUICK);
        for (int round = 0; round < 8; round++) {
            appendMany(3);
            await().atMost(PATIENCE)
                    .until(() -> one.publisher().newestSize() == log.head().size()
                            || two.publisher().newestSize() == log.head().size());
        }
        one.awaitWitnessed(log.head().size());
        two.awaitWitnessed(log.head().size());
        assertThat(witnesses).allMatch(witness -> witness.reports().isEmpty());
        assertThat(one.status().isContradicted() || two.status().isContradicted())
                .isFalse();
    }

    /** One that takes the request and says nothing. */
    @Test
    void isHeldUpByNoSlowWitness() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String policy = policy("").replaceFirst("localhost:\\d+", "localhost:" + silent.getLocalPort());
            Publishing process = process(
                    folder.resolve("ledger"),
                    policy + "group all 2 w0 w1 w2\nquorum all\n",
                    new Pace(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofMinutes(5)));
            for (int round = 0; round < 3; round++) {
                process.awaitWitnessed(log.head().size());
                appendMany(1);
                await().atMost(PATIENCE)
                        .until(() ->
                                process.publisher().newestSize() == log.head().size());
            }
            process.awaitWitnessed(log.head().size());
            assertThat(process.witness(0).cosignedSize()).isZero();
            long start = System.nanoTime();
            process.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
        }
    }

    /** All but one of its witnesses have been away for long. */
    @Test
    void findsWhatWasWitnessedBehindManyThatOneHasCosigned() throws Exception {
        LogKey one = LogKey.generate(new SecureRandom());
        LogKey two = LogKey.generate(new SecureRandom());
        String nowhere = " http://localhost:1/\n";
        String policy = "witness one " + one.cosigner("one.example") + nowhere + "witness two "
                + two.cosigner("two.example") + nowhere + "group all 2 one two\nquorum all\n";
        for (int i = 0; i < 11; i++) {
            appendMany(100);
        }
        try (Connection connection = database.getConnection();
                PreparedStatement checkpoints = connection.prepareStatement("insert into checkpoints values (?, ?)");
                PreparedStatement lines = connection.prepareStatement("insert into cosignatures values (?, ?, ?)")) {
            for (long size = 1; size <= 1002; size++) {
                Checkpoint checkpoint =
                        new Checkpoint(ORIGIN, new TreeHead(size, size == 1002 ? log.rootAt(size) : SOME_ROOT));
                checkpoints.setLong(1, size);
                checkpoints.setBytes(2, checkpoint.sign(KEY).toBytes());
                checkpoints.addBatch();
                cosigned(lines, size, Cosignature.sign(checkpoint, "one.example", one, 1));
                if (size == 1) {
                    cosigned(lines, size, Cosignature.sign(checkpoint, "two.example", two, 1));
                }
            }
            checkpoints.executeBatch();
            lines.executeBatch();
        }
        Publishing process = process(policy);
        assertThat(process.status().witnessedSize()).isEqualTo(1);
        assertThat(process.status().witnesses().get(0).cosignedSize()).isEqualTo(1002);
    }

    private static void cosigned(PreparedStatement lines, long size, Cosignature cosignature) throws SQLException {
        lines.setLong(1, size);
        lines.setString(2, cosignature.witness().toString());
        lines.setBytes(3, cosignature.signature().toString().getBytes(StandardCharsets.UTF_8));
        lines.addBatch();
    }

    /** It says that it has cosigned more; so may be what another process has sent, and it is no trouble. */
    @Test
    void doesNotAskAWitnessThatIsAheadWithoutAPause() throws Exception {
        List<Long> askedAt = new CopyOnWriteArrayList<>();
        HttpServer ahead = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ahead.createContext("/add-checkpoint", exchange -> {
            try (exchange) {
                askedAt.add(System.nanoTime());
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "text/x.tlog.size");
                exchange.sendResponseHeaders(409, 5);
                exchange.getResponseBody().write("1000\n".getBytes(StandardCharsets.UTF_8));
            }
        });
        ahead.start();
        String policy = "witness w0 " + KEY.cosigner("ahead.example") + " http://localhost:"
                + ahead.getAddress().getPort() + "/\nquorum w0\n";
        try (Cosigning cosigning = new Cosigning(
                TlogPolicy.parse(policy.getBytes(StandardCharsets.UTF_8)),
                process("quorum none\n").publisher(),
                new JdbcCosignatureStore(database),
                () -> 2000,
                log::tile,
                Clock.systemUTC(),
                QUICK)) {
            cosigning.start();
            await().atMost(PATIENCE).until(() -> askedAt.size() >= 3);
            assertThat(Duration.ofNanos(askedAt.get(2) - askedAt.get(0))).isGreaterThan(Duration.ofSeconds(1));
            assertThat(cosigning.status().witnesses().get(0).trouble()).isNull();
        } finally {
            ahead.stop(0);
        }
    }

    @Test
    void goesOnAfterATroubleOfTheDatabase() throws Exception {
        Publishing process = process(twoOfThree());
        process.awaitWitnessed(3);
        execute("alter table cosignatures rename to away");
        appendMany(1);
        process.await(status -> status.witnesses().stream()
                .allMatch(witness -> witness.trouble() != null
                        && witness.trouble().contains("the ledger's own storage or program is in trouble")));
        assertThat(process.status().isContradicted()).isFalse();
        execute("alter table away rename to cosignatures");
        process.awaitWitnessed(4);
    }

    @Test
    void saysThatItWasForked() throws Exception {
        process(twoOfThree()).await(status -> status.cosigners().size() == 3);
        inAnotherHistory(20, forked -> {
            forked.await(status -> status.witnesses().stream().allMatch(WitnessStatus::contradicts));
            assertThat(forked.status().statement())
                    .startsWith("WARNING: the witness witness.example/w0 does not take the proof that these 20 entries"
                            + " only grew from the 3 that it has cosigned: this log was forked or rewritten since then,"
                            + " unless the witness is wrong.")
                    .contains("is not witnessed");
            assertThat(forked.status().isContradicted()).isTrue();
        });
        assertThat(witnesses).allMatch(witness -> witness.reports().get(0).contains("REFUSED"));
    }

    @Test
    void saysThatItHasAnotherTreeOfTheSameSize() throws Exception {
        process(twoOfThree()).await(status -> status.cosigners().size() == 3);
        inAnotherHistory(3, forked -> {
            forked.await(status -> status.witnesses().stream().allMatch(WitnessStatus::contradicts));
            assertThat(forked.status().statement()).contains("has cosigned another tree of the same 3 entries");
        });
    }

    @Test
    void saysThatItWasCutOff() throws Exception {
        process(twoOfThree()).await(status -> status.cosigners().size() == 3);
        inAnotherHistory(2, shorter -> {
            shorter.await(status -> status.witnesses().stream().allMatch(WitnessStatus::contradicts));
            assertThat(shorter.status().statement())
                    .contains("has cosigned 3 entries of this log, which holds only 2: it was cut off, or restored from"
                            + " an old backup, unless the witness is wrong");
        });
    }

    private interface Work {
        void with(Publishing process) throws Exception;
    }

    /** The same origin and key over another database, in which something else happened. It goes on whatever is said. */
    private void inAnotherHistory(int size, Work work) throws Exception {
        try (HikariDataSource other = on.empty(Files.createTempDirectory(home, "other"));
                Log history = new GroupCommitLog(new JdbcLogStore(other, true), LogSettings.defaults())) {
            for (int i = 0; i < size; i++) {
                assertThat(history.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
            }
            Publishing process = Publishing.start(history, other, folder.resolve("other"), twoOfThree(), QUICK);
            try {
                work.with(process);
                assertThat(history.append(Drafts.alone()).join()).isInstanceOf(Appended.class);
                assertThat(history.status().appending()).isTrue();
            } finally {
                process.close();
            }
        }
    }

    @Test
    void asksAgainWhoContradictsUntilItAgrees() throws Exception {
        Publishing before = process(twoOfThree());
        before.await(status -> status.cosigners().size() == 3);
        before.close();
        inAnotherHistory(20, forked -> {
            forked.await(CosigningStatus::isContradicted);
            // Whoever runs the witnesses has seen to it.
            for (RunningWitness witness : witnesses) {
                witness.stop();
                try (var logs = Files.newDirectoryStream(
                        folder.resolve("w" + witnesses.indexOf(witness)).resolve("logs"))) {
                    for (Path log : logs) {
                        Files.delete(log);
                    }
                }
                witness.start();
            }
            forked.await(status -> !status.isContradicted() && status.isWitnessed());
        });
    }

    @Test
    void takesNoPolicyWithoutAddresses() throws MalformedException {
        String policy = "witness w0 " + witnesses.get(0).key() + "\nquorum w0\n";
        assertThatThrownBy(() -> process(policy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the policy has no URL of the witness witness.example/w0");
    }
}
