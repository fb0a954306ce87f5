package org.messageledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.LogSettings;
import org.messageledger.log.Settings;
import org.messageledger.log.jdbc.Pools;
import org.messageledger.message.MessageSent;
import org.messageledger.party.Irregularity;

/**
 * Two processes, of which each learns of the other's appends only when it has to: whoever was acknowledged by one is not
 * refused by the other for what that one does not know yet.
 */
@SuppressWarnings("NullAway.Init") // made before each test
class RefusalNowTest {

    @TempDir
    Path home;

    private EmbeddedPostgres server;
    private OpenLedger one;
    private OpenLedger other;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        LogSettings rarely = Settings.polling(Duration.ofHours(1));
        one = OpenLedger.on(pool(), home, rarely);
        other = OpenLedger.on(pool(), home, rarely);
    }

    private HikariDataSource pool() {
        return Pools.open(server.getJdbcUrl("postgres", "postgres"), "postgres");
    }

    @AfterEach
    void stop() throws IOException {
        one.close();
        other.close();
        server.close();
    }

    @Test
    void doesNotRefuseForAMessageThatTheOtherHasAcknowledged() {
        other.receipt(Commands.send("portal:1"));
        assertThat(one.log.head().size()).as("does not know yet").isEqualTo(1);

        assertThat(one.record(Commands.retract("portal:1"))).isInstanceOf(Answer.Recorded.class);
    }

    @Test
    void answersWhatTheOtherHasRecordedUnderTheSameKeyInsteadOfRefusingIt() {
        other.receipt(Commands.send("portal:1"));
        Answer.Recorded first = (Answer.Recorded) other.record("portal", "k", Commands.retract("portal:1"));

        assertThat(one.record("portal", "k", Commands.retract("portal:1")))
                .isEqualTo(new Answer.Recorded(first.receipt(), one.payload(2), true));
    }

    @Test
    void stillRefusesWhatNobodyHasMadeLegal() {
        other.receipt(Commands.send("portal:1"));

        assertThat(one.record(Commands.retract("portal:2")))
                .isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(
                                refused.refusal().reasons())
                        .containsExactly(Irregularity.UNKNOWN_MESSAGE));
    }

    @Test
    void putsAReplyIntoTheThreadOfAMessageThatTheOtherHasAcknowledged() {
        other.receipt(Commands.send("portal:1"));

        Receipt reply = one.receipt(Commands.reply("portal:2", "portal:1"));

        assertThat(((MessageSent) one.payload(reply.leafIndex())).threadId()).isEqualTo("portal:1");
    }

    @Test
    void takesAReplyToAMessageThatNobodyHasSentHoweverMuchIsKnownOfIt() {
        other.record(Commands.suspect("portal:1"));

        Receipt reply = one.receipt(Commands.reply("portal:2", "portal:1"));
        Receipt toItself = one.receipt(Commands.reply("portal:3", "portal:3"));

        assertThat(((MessageSent) one.payload(reply.leafIndex())).threadId()).isEqualTo("portal:2");
        assertThat(((MessageSent) one.payload(toItself.leafIndex())).threadId()).isEqualTo("portal:3");
    }
}
