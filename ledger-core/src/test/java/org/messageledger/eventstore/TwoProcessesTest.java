package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.access.MessagesListed;
import org.messageledger.log.Log;
import org.messageledger.log.jdbc.Pools;
import org.messageledger.message.MessageSent;
import org.messageledger.message.RetractMessage;
import org.messageledger.party.Confidential;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.seal.DataKey;
import org.messageledger.seal.SealedField;

/** Two processes of one ledger, without a leader. */
class TwoProcessesTest {

    private static @Nullable EmbeddedPostgres server;

    private final PausingClock clock = new PausingClock();
    private final ExecutorService caller = Executors.newSingleThreadExecutor();

    @TempDir
    Path home;

    private String database;
    private UncertainLog logOfOne;
    private OpenLedger one;
    private OpenLedger other;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void start() throws SQLException {
        database = "ledger_" + UUID.randomUUID().toString().replace('-', '_');
        try (Connection connection =
                        Objects.requireNonNull(server).getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
        one = open(database, clock, real -> logOfOne = new UncertainLog(real));
        other = open(database, Clock.systemUTC(), real -> real);
    }

    private OpenLedger open(String database, Clock itsClock, UnaryOperator<Log> log) {
        return OpenLedger.on(
                Pools.open(Objects.requireNonNull(server).getJdbcUrl("postgres", database), "postgres"),
                home,
                itsClock,
                log);
    }

    @AfterEach
    void stop() {
        caller.shutdownNow();
        one.close();
        other.close();
    }

    @Test
    void recordsBothOfTwoFirstReportsOfOneMessageEachUnderAKeyOfItsOwn() throws Exception {
        Future<Answer> late = inTheMiddleOfItsDecision(null, Commands.send("mail:1", Mode.REPORT));
        Receipt first = other.receipt(Commands.send("mail:1", Mode.REPORT));
        clock.resume();
        Receipt second = ((Answer.Recorded) late.get(30, TimeUnit.SECONDS)).receipt();

        MessageSent known = (MessageSent) one.payload(first.leafIndex());
        MessageSent duplicate = (MessageSent) one.payload(second.leafIndex());
        assertThat(known.irregularities()).isEmpty();
        assertThat(duplicate.irregularities()).containsExactly(Irregularity.DUPLICATE_ID);
        assertThat(((Confidential.Sealed) known.subject()).key())
                .isNotEqualTo(((Confidential.Sealed) duplicate.subject()).key());
        for (OpenLedger reader : List.of(one, other)) {
            assertThat(open(reader, first.eventId(), known.subject())).isEqualTo("knee");
            assertThat(open(reader, second.eventId(), duplicate.subject())).isEqualTo("knee");
        }
    }

    @Test
    void answersACommandThatTheOtherHasRecordedMeanwhileWithThatReceipt() throws Exception {
        Future<Answer> late = inTheMiddleOfItsDecision("k", Commands.send("portal:1"));
        Receipt first = ((Answer.Recorded) other.record("portal", "k", Commands.send("portal:1"))).receipt();
        clock.resume();

        assertThat(late.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(Answer.Recorded.class, answer -> assertThat(answer.receipt())
                        .isEqualTo(first));
        assertThat(other.log.head().size()).isEqualTo(2);
    }

    @Test
    void answersAReadThatTheOtherHasRecordedMeanwhileWithThatReceipt() throws Exception {
        other.receipt(Commands.send("portal:1"));
        Awaitility.await().until(() -> one.log.head().size() == 2);
        Object read = Commands.read("portal:1", Commands.CLINICIAN);
        Future<Answer> late = inTheMiddleOfItsDecision("k", read);
        Receipt first = ((Answer.Recorded) other.record("portal", "k", read)).receipt();
        clock.resume();

        assertThat(((Answer.Recorded) late.get(30, TimeUnit.SECONDS)).receipt()).isEqualTo(first);
        assertThat(other.log.head().size()).isEqualTo(3);
    }

    /** What one takes for the future, the other has recorded between one's look for the key and its refusal. */
    @Test
    void doesNotRefuseWhatTheOtherHasRecordedMeanwhile() {
        one.receipt(Commands.send("portal:1"));
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        RetractMessage retract = new RetractMessage(
                new MessageId("portal:1"), Mode.ASK, ahead.instant(), null, Commands.MEMBER, "wrong person");
        assertThat(one.record(retract)).isInstanceOf(Answer.Refused.class);
        try (OpenLedger fast = open(database, ahead, real -> real)) {
            Receipt[] first = new Receipt[1];
            logOfOne.afterFind(() -> first[0] = ((Answer.Recorded) fast.record("portal", "k", retract)).receipt());

            assertThat(one.record("portal", "k", retract)).isInstanceOfSatisfying(Answer.Recorded.class, answer -> {
                assertThat(answer.replayed()).isTrue();
                assertThat(answer.receipt()).isEqualTo(first[0]);
            });
        }
    }

    @Test
    void answersManyAtATimeWithWhatTheOtherHasRecorded() throws Exception {
        other.receipt(Commands.send("portal:1"));
        List<Answer> first = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            first.add(other.record("portal", "k-" + i, Commands.read("portal:1", Commands.CLINICIAN)));
        }

        List<Answer> again =
                Together.run(40, i -> one.record("portal", "k-" + i, Commands.read("portal:1", Commands.CLINICIAN)));

        for (int i = 0; i < 40; i++) {
            Answer.Recorded answer = (Answer.Recorded) again.get(i);
            assertThat(answer.replayed()).isEqualTo(i < 20);
            if (i < 20) {
                assertThat(answer.receipt()).isEqualTo(((Answer.Recorded) first.get(i)).receipt());
            }
        }
        assertThat(one.log.head().size()).isEqualTo(2 + 40);
    }

    @Test
    void refusesAReadOfWhatTheOtherHasRetracted() {
        one.receipt(Commands.send("portal:1"));
        one.receipt(Commands.read("portal:1", Commands.CLINICIAN));
        retractedByTheOther();

        assertThat(one.record(Commands.read("portal:1", Commands.CLINICIAN)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal().reasons()).containsExactly(Irregularity.RETRACTED));
    }

    /** A listing is appended on no condition, so its states must not age with the cache. */
    @Test
    void marksInAListingWhatTheOtherHasRetracted() {
        one.receipt(Commands.send("portal:1"));
        assertThat(listedWith()).isEmpty();
        retractedByTheOther();

        Awaitility.await().until(() -> listedWith().equals(List.of(Irregularity.RETRACTED)));
    }

    private void retractedByTheOther() {
        Awaitility.await().until(() -> other.log.head().size() == one.log.head().size());
        other.receipt(Commands.retract("portal:1"));
    }

    private List<Irregularity> listedWith() {
        Receipt receipt = one.receipt(Commands.list("portal:1"));
        return ((MessagesListed) one.payload(receipt.leafIndex()))
                .messages()
                .get(0)
                .irregularities();
    }

    private Future<Answer> inTheMiddleOfItsDecision(@Nullable String key, Object command) throws InterruptedException {
        Future<Answer> answer = caller.submit(() -> {
            clock.pauseThisThread();
            return one.record("portal", key, command);
        });
        clock.awaitPaused();
        return answer;
    }

    private static String open(OpenLedger reader, UUID eventId, Confidential text) throws GeneralSecurityException {
        Confidential.Sealed sealed = (Confidential.Sealed) text;
        DataKey key = reader.identity.keyring().find(sealed.key()).orElseThrow();
        return reader.identity
                .keyring()
                .open(
                        key,
                        new SealedField("message/mail:1", eventId, "/payload/subject"),
                        Base64.getDecoder().decode(sealed.box()));
    }
}
