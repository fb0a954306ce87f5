package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.RunningLedger;

/** A person checks a running ledger, and reads what was found. */
class FsckCommandTest {

    @TempDir
    static Path home;

    private static RunningLedger ledger;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home);
        ledger.post("/api/v1/messages", """
                {"messageId":"portal:1","sender":{"id":"member:17","kind":"MEMBER"},"recipients":[{"person":"clinician:8"}],
                 "category":"MEDICATION","channel":"PORTAL","confidentiality":"N","subject":"s","body":"b"}
                """);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    private static CommandRun fsck(String user) {
        return CommandRun.of(
                "fsck",
                "--url",
                "http://localhost:" + ledger.port(),
                "--user",
                user,
                "--password-file",
                home.resolve("passwords").resolve(user).toString());
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = ledger.part(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void saysThatAllIsAsItWasWrittenAndWhatIsNot() throws SQLException {
        CommandRun clean = fsck("auditor");
        assertThat(clean.exitCode()).as(clean.out() + clean.err()).isZero();
        assertThat(clean.out()).startsWith("as it was written: 2 entries, root ");
        assertThat(clean.err()).isEmpty();

        execute("drop trigger entries_append_only");
        execute("create table kept as select * from entries where leaf_index = 1");
        execute("delete from entries where leaf_index = 1");
        execute("insert into entries select leaf_index, event_id, 'message/another', sequence_number, entry from kept");

        CommandRun found = fsck("auditor");
        assertThat(found.exitCode()).as(found.out() + found.err()).isEqualTo(1);
        assertThat(found.out())
                .startsWith("entries, leaf 1: the column stream holds message/another, the entry itself says ")
                .contains("FOUND 1, by table {\"entries\":1}, in 2 entries, root ");
        execute("delete from entries where leaf_index = 1");
        execute("insert into entries select * from kept");
        execute("drop table kept");
    }

    @Test
    void saysWhyNothingWasChecked() {
        CommandRun emitter = fsck("emitter");
        assertThat(emitter.exitCode()).isEqualTo(2);
        assertThat(emitter.err())
                .startsWith("not checked: user emitter may not have this done: it needs the role auditor");

        CommandRun nobody = CommandRun.of(
                "fsck",
                "--url",
                "http://localhost:1",
                "--password-file",
                home.resolve("passwords").resolve("auditor").toString());
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.err()).startsWith("not checked: no ledger answers at http://localhost:1/api/v1/checks");

        CommandRun noUrl = CommandRun.of("fsck", "--url", "somewhere");
        assertThat(noUrl.exitCode()).isEqualTo(2);
        assertThat(noUrl.err()).contains("must look like http://localhost:8080");
        assertThat(CommandRun.of("fsck", "--user", "a:b").exitCode()).isEqualTo(2);
    }
}
