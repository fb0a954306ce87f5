package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.RunningLedger;

/** {@code replay}, against a ledger that runs. */
class ReplayCommandTest {

    private static final String SEND = """
            {"command":"SendMessage","messageId":"portal:%s","sender":{"id":"member:17","kind":"MEMBER"},\
            "recipients":[{"person":"clinician:8"}],"category":"MEDICATION","channel":"PORTAL","confidentiality":"N",\
            "subject":"s","body":"b"}""";

    @TempDir
    static Path home;

    private static RunningLedger ledger;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home);
        ledger.bulk(IntStream.range(0, 50).mapToObj(SEND::formatted).toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    @Test
    void tellsEqualFromDifferentAndNamesTheRows() {
        CommandRun equal = replay("auditor", "--up-to", "20");
        assertThat(equal.exitCode()).as("%s", equal).isZero();
        assertThat(equal.err()).isEmpty();
        assertThat(equal.out().lines())
                .anyMatch(line -> line.startsWith("21 facts and "))
                .anyMatch(line -> line.matches("digest [A-Za-z0-9+/]{43}="))
                .last()
                .isEqualTo("equal");

        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> {
            try (Connection connection = ledger.part(DataSource.class).getConnection();
                    Statement statement = connection.createStatement()) {
                return statement.executeUpdate("update facts set purpose = 'X' where leaf_index = 17") == 1;
            }
        });
        CommandRun different = awaitOther();
        assertThat(different.exitCode()).as("%s", different).isEqualTo(1);
        assertThat(different.out().lines())
                .contains("leaf 17: fact differs from the log in purpose")
                .last()
                .isEqualTo("DIFFERENT: 1 rows");
    }

    /** The first one's rows may not all be removed yet. */
    private static CommandRun awaitOther() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> replay("auditor"), run -> run.exitCode() != 2);
    }

    @Test
    void saysWhyItCouldNot() {
        assertThat(replay("emitter"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("may not have this done: it needs the role auditor"));
        assertThat(replay("auditor", "--up-to", "100000").err())
                .contains("status 400")
                .contains("field upTo");
        assertThat(replay("auditor", "--up-to", "1", "--swap").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("replay", "--url", "localhost").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of(
                                "replay",
                                "--url",
                                "http://localhost:1",
                                "--password-file",
                                home.resolve("passwords").resolve("auditor").toString())
                        .err())
                .contains("no ledger answers");
    }

    private static CommandRun replay(String user, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--url",
                "http://localhost:" + ledger.port(),
                "--user",
                user,
                "--password-file",
                home.resolve("passwords").resolve(user).toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
