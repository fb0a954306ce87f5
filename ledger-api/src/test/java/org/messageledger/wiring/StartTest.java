package org.messageledger.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.eventstore.IdentityException;

/** Starting, stopping, starting again, and refusing to start. */
class StartTest {

    private static final String SEND = """
            {"messageId":"portal:1","sender":{"id":"member:17","kind":"MEMBER"},"recipients":[{"person":"clinician:8"}],
             "category":"MEDICATION","channel":"PORTAL","confidentiality":"N","subject":"s","body":"b"}
            """;

    @TempDir
    Path home;

    @Test
    void givesTheSameReceiptAfterARestart() {
        HttpResponse<String> first;
        String entry;
        try (RunningLedger ledger = RunningLedger.start(home)) {
            first = ledger.post("/api/v1/messages", SEND, "Idempotency-Key", "first");
            assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
            entry = ledger.get("auditor", "/api/v1/log/entries/1").body();
        }
        try (RunningLedger ledger = RunningLedger.start(home)) {
            HttpResponse<String> again = ledger.post("/api/v1/messages", SEND, "Idempotency-Key", "first");
            assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
            assertThat(RunningLedger.json(again)).isEqualTo(RunningLedger.json(first));
            assertThat(ledger.get("auditor", "/api/v1/log/entries/1").body()).isEqualTo(entry);
            assertThat(ledger.get("auditor", "/api/v1/log/entries/2").statusCode())
                    .isEqualTo(404);
            assertThat(ledger.post("/api/v1/messages", SEND).statusCode()).isEqualTo(409);
        }
    }

    @Test
    void refusesToStartUnderAnotherOriginOrWithOtherKeys() throws IOException {
        RunningLedger.start(home, "--ledger.origin=ledger.example/one").close();

        assertThatThrownBy(() -> RunningLedger.start(home, "--ledger.origin=ledger.example/two"))
                .hasRootCauseInstanceOf(IdentityException.class);

        Path others = home.resolve("others");
        RunningLedger.start(others).close();
        assertThatThrownBy(() -> RunningLedger.start(home, "--ledger.keys=" + others.resolve("keys")))
                .hasRootCauseInstanceOf(IdentityException.class);

        Files.move(home.resolve("keys"), home.resolve("lost"));
        assertThatThrownBy(() -> RunningLedger.start(home)).rootCause().isInstanceOf(IOException.class);
        assertThat(home.resolve("keys")).doesNotExist();
    }

    @Test
    void saysInWordsWhyAnotherProcessCannotHaveTheSameHome() throws Exception {
        try (RunningLedger ledger = RunningLedger.start(home)) {
            assertThat(ledger.logSize()).isEqualTo(1);
            String said = ChildLedger.refusedStart(Map.of(), "--ledger.home=" + home);
            assertThat(said)
                    .contains("APPLICATION FAILED TO START", "Another process has this ledger open", "LEDGER_HOME")
                    .doesNotContain("\tat org.");
        }
    }

    @Test
    void saysInWordsThatTheOriginIsAnother() throws Exception {
        RunningLedger.start(home, "--ledger.origin=ledger.example/one").close();
        assertThat(ChildLedger.refusedStart(Map.of(), "--ledger.home=" + home, "--ledger.origin=ledger.example/two"))
                .contains("APPLICATION FAILED TO START", "leaf0=ledger.example/one", "ledger.origin")
                .doesNotContain("\tat org.");
    }

    /** Else it would found another log under the same key. */
    @Test
    void saysInWordsThatTheDatabaseIsGone() throws Exception {
        RunningLedger.start(home).close();
        Files.delete(home.resolve("ledger.mv.db"));

        assertThat(ChildLedger.refusedStart(Map.of(), "--ledger.home=" + home))
                .contains("APPLICATION FAILED TO START", "acknowledged-head", "empty home")
                .doesNotContain("\tat org.");
    }

    @Test
    void goesOnWithABackupThatWasRestoredOnPurpose() throws IOException {
        Path database = home.resolve("ledger.mv.db");
        Path backup = home.resolve("backup");
        String entry;
        String trail;
        try (RunningLedger ledger = RunningLedger.start(home)) {
            assertThat(ledger.post("/api/v1/messages", SEND).statusCode()).isEqualTo(201);
            entry = ledger.get("auditor", "/api/v1/log/entries/1").body();
        }
        Files.copy(database, backup);
        String oldKey;
        try (RunningLedger ledger = RunningLedger.start(home)) {
            assertThat(ledger.post("/api/v1/messages", SEND.replace("portal:1", "portal:2"))
                            .statusCode())
                    .isEqualTo(201);
            oldKey = ledger.get("auditor", "/api/v1/log/key").body();
        }
        Files.copy(backup, database, StandardCopyOption.REPLACE_EXISTING);
        try (RunningLedger ledger = RunningLedger.start(home)) {
            assertThat(ledger.get("emitter", "/actuator/health/readiness").statusCode())
                    .isEqualTo(503);
            assertThat(ledger.post("/api/v1/messages", SEND).statusCode()).isEqualTo(503);
            trail = ledger.get("auditor", "/api/v1/messages/portal:1/trail").body();
            assertThat(trail).contains("MessageSent");
        }
        try (RunningLedger ledger = RunningLedger.start(home, "--ledger.restored-backup=true")) {
            assertThat(ledger.get("emitter", "/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
            assertThat(ledger.get("auditor", "/api/v1/log/entries/1").body()).isEqualTo(entry);
            assertThat(ledger.get("auditor", "/api/v1/log/entries/2").body())
                    .contains("\"event\":\"LedgerFounded\"", "\"firstLostLeaf\":2");
            assertThat(ledger.get("auditor", "/api/v1/log/key").body()).isNotEqualTo(oldKey);
            assertThat(ledger.post("/api/v1/messages", SEND.replace("portal:1", "portal:2"))
                            .statusCode())
                    .isEqualTo(201);
            assertThat(ledger.get("auditor", "/api/v1/messages/portal:2/trail").body())
                    .contains("MessageSent");
        }
        try (RunningLedger ledger = RunningLedger.start(home)) {
            assertThat(ledger.post("/api/v1/messages", SEND.replace("portal:1", "portal:3"))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void saysInWordsThatNothingWasLost() throws Exception {
        RunningLedger.start(home).close();

        assertThat(ChildLedger.refusedStart(Map.of(), "--ledger.home=" + home, "--ledger.restored-backup=true"))
                .contains("APPLICATION FAILED TO START", "nothing was lost", "After a restored backup")
                .doesNotContain("\tat org.");
    }

    @Test
    void isNotReadyOnceItsLogTakesNoMore() {
        try (RunningLedger ledger = RunningLedger.start(home)) {
            ledger.part(org.messageledger.log.Log.class).close();
            assertThat(ledger.get("emitter", "/actuator/health/readiness").statusCode())
                    .isEqualTo(503);
            assertThat(ledger.get("emitter", "/actuator/health/liveness").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> pushedBack = ledger.post("/api/v1/messages", SEND);
            assertThat(pushedBack.statusCode()).as(pushedBack.body()).isEqualTo(503);
            assertThat(pushedBack.headers().firstValue("Retry-After")).isPresent();
        }
    }

    /** Axon's update checker calls home from a thread of its own; the program never makes one. */
    @Test
    void neverStartsAxonsUpdateChecker() throws JMException {
        try (RunningLedger ledger = RunningLedger.start(home)) {
            assertThat(ledger.logSize()).isPositive();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("update"));
            assertThat(loadedClasses())
                    .contains("org.messageledger.eventstore.Recorder")
                    .doesNotContain("org.axonframework.updates.");
        }
    }

    /** All classes of this virtual machine, as {@code jcmd VM.class_hierarchy} lists them. */
    private static String loadedClasses() throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmClassHierarchy",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
    }
}
