package org.messageledger.proving;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Entries are served exactly as they were hashed. */
class EntryTest {

    private static final String SEND = """
            {"messageId":"portal:%s","sender":{"id":"member:17","kind":"MEMBER"},"recipients":[{"person":"clinician:8"}],
             "category":"MEDICATION","channel":"PORTAL","confidentiality":"N","subject":"s \\u00fc \\"quoted\\"","body":"b"}
            """;

    @TempDir
    static Path home;

    private static RunningLedger ledger;

    @BeforeAll
    static void start() {
        ledger = RunningLedger.start(home);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    private static JsonNode receipt(String id) {
        return RunningLedger.json(ledger.post("/api/v1/messages", SEND.formatted(id)));
    }

    private static HttpResponse<String> entry(String user, String leafIndex) {
        return ledger.get(user, "/api/v1/log/entries/" + leafIndex);
    }

    @Test
    void leadToTheRootOfEveryReceipt() {
        for (int i = 0; i < 20; i++) {
            JsonNode receipt = receipt("root." + i);

            assertThat(NaiveRoot.of(ledger, receipt.path("treeSize").asLong()))
                    .isEqualTo(receipt.path("rootHash").asString());
            JsonNode entry = RunningLedger.json(
                    entry("auditor", receipt.path("leafIndex").asString()));
            assertThat(entry.path("eventId")).isEqualTo(receipt.path("eventId"));
            assertThat(entry.path("recordedAt")).isEqualTo(receipt.path("recordedAt"));
        }
    }

    @Test
    void areNotThereBeyondTheLog() {
        HttpResponse<String> answer = entry("auditor", Long.toString(ledger.logSize()));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(RunningLedger.json(answer).path("treeSize").asLong()).isEqualTo(ledger.logSize());
        assertThat(entry("auditor", "999999999999999999").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", "00", "01", "9999999999999999999", "%D9%A1", "0?at=1"})
    void areAskedForByLeafIndexAlone(String leafIndex) {
        HttpResponse<String> answer = entry("auditor", leafIndex);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"auditor, 200, 200", "compliance, 403, 200", "emitter, 403, 403", "privacy, 403, 403", "admin, 403, 403"
    })
    void areForAuditorsAndForComplianceWhereItsAnswersHaveThem(String user, int founded, int sent) {
        String leafIndex = receipt("roles." + user).path("leafIndex").asString();

        assertThat(entry(user, "0").statusCode()).isEqualTo(founded);
        assertThat(entry(user, leafIndex).statusCode()).isEqualTo(sent);
        assertThat(entry(user, leafIndex).headers().firstValue("Cache-Control")).hasValue("no-store");
    }
}
