package org.messageledger.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;

/** Typed settings: taken, or refused by name before anything is opened. */
class SettingsTest {

    private static final String READ =
            "{\"actor\":{\"id\":\"clinician:8\",\"kind\":\"CLINICIAN\"},\"kind\":\"OPENED\",\"purpose\":\"TREAT\"%s}";

    @TempDir
    Path home;

    @Test
    void takesTheDefaultModeOfAnEmitter() {
        try (RunningLedger ledger = RunningLedger.start(home, "--ledger.emitters.emitter.mode=REPORT")) {
            assertThat(ledger.post("/api/v1/messages/portal:unknown/reads", READ.formatted(""))
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void takesBoundsOfTheLogAndKeepsTheOthersDefaults() {
        try (RunningLedger ledger =
                RunningLedger.start(home, "--ledger.log.retry-after=7s", "--ledger.log.queue-size-max=16MB")) {
            LogSettings defaults = LogSettings.defaults();
            assertThat(ledger.part(LogSettings.class))
                    .isEqualTo(new LogSettings(
                            defaults.queueAppendsMax(),
                            16 * 1024 * 1024,
                            defaults.batchEntriesMax(),
                            defaults.batchBytesMax(),
                            defaults.streamsKnownMax(),
                            defaults.appendDeadline(),
                            defaults.headAheadMax(),
                            defaults.headPollInterval(),
                            Duration.ofSeconds(7)));

            ledger.part(Log.class).close();
            HttpResponse<String> pushedBack = ledger.post("/api/v1/messages/portal:unknown/reads", READ.formatted(""));
            assertThat(pushedBack.statusCode()).as(pushedBack.body()).isEqualTo(503);
            assertThat(pushedBack.headers().firstValue("Retry-After")).hasValue("7");
        }
    }

    /** The README's example. */
    @Test
    void takesSettingsFromTheEnvironment() throws Exception {
        try (ChildLedger ledger = ChildLedger.start(home, Map.of("LEDGER_DECISIONS_LATEAFTER", "7d"))) {
            assertThat(readDaysAgo(ledger, 6)).doesNotContain("LATE");
            assertThat(readDaysAgo(ledger, 8)).contains("LATE");
        }
    }

    private static String readDaysAgo(CalledLedger ledger, int days) {
        String time = Instant.now().minus(Duration.ofDays(days)).toString();
        return ledger.post("/api/v1/messages/portal:unknown/reads", READ.formatted(",\"occurredAt\":\"" + time + "\""))
                .body();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ledger.recording.bulk-workers=0",
                "ledger.recording.deadline=0s",
                "ledger.recording.bulk-window-size=0B",
                "ledger.decisions.late-after=-1d",
                "ledger.decisions.late-after=soon",
                "ledger.guidance.emergency=",
                "ledger.http.send-silence=0s",
                "ledger.log.queue-appends-max=0",
                "ledger.log.batch-size-max=1GB",
                "ledger.emitters.emitter.mode=MAYBE",
                "ledger.witness-policy=/nowhere/policy",
                "ledger.witness-policy=/"
            })
    void refusesSettingsThatMakeNoSense(String setting) {
        assertThatThrownBy(() -> RunningLedger.start(home, "--" + setting)).isInstanceOf(RuntimeException.class);
        assertThat(home.resolve("ledger.mv.db")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "LEDGER_LOG_APPENDDEADLINE, 0s, ledger.log, appendDeadline",
        "LEDGER_DECISIONS_AHEADMAX, -1s, ledger.decisions.ahead-max, at least",
        "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI, https://id.example, issuer-uri, not there yet",
        "LEDGER_WITNESSPOLICY, /nowhere/policy, ledger.witness-policy, the file cannot be read: /nowhere/policy",
        "LEDGER_RECORDING_BULKWORKERS, 0, ledger.recording.bulkWorkers, greater than or equal to 1",
    })
    void namesTheSettingThatItRefuses(String variable, String value, String name, String why) throws Exception {
        assertThat(ChildLedger.refusedStart(Map.of(variable, value), "--ledger.home=" + home))
                .contains("APPLICATION FAILED TO START", name, why)
                .doesNotContain("\tat org.");
        assertThat(home.resolve("ledger.mv.db")).doesNotExist();
    }
}
