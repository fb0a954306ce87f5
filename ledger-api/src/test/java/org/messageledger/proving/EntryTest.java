package org.messageledger.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.checkpoint.TlogProof;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.checkpoint.WitnessPolicy;
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

    @Test
    void areProvedToBeInATreeThatTheLogHasSigned() throws Exception {
        VerifierKey key = VerifierKey.parse(
                ledger.get("auditor", "/api/v1/log/key").body().strip());
        for (int i = 0; i < 3; i++) {
            String leafIndex = receipt("proof." + i).path("leafIndex").asString();
            HttpResponse<String> answer = entry("auditor", leafIndex + "/proof");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
            TlogProof proof = TlogProof.parse(answer.body().getBytes(StandardCharsets.UTF_8));
            assertThat(proof.leafIndex()).isEqualTo(Long.parseLong(leafIndex));
            byte[] entry = entry("auditor", leafIndex).body().getBytes(StandardCharsets.UTF_8);
            assertThatCode(() -> proof.verify(entry, List.of(key), WitnessPolicy.NONE))
                    .doesNotThrowAnyException();
            entry[20] ^= 1;
            assertThatThrownBy(() -> proof.verify(entry, List.of(key), WitnessPolicy.NONE))
                    .isInstanceOf(UnverifiedException.class);
        }
        assertThat(entry("auditor", ledger.logSize() + "/proof").statusCode()).isEqualTo(404);
        assertThat(entry("auditor", "x/proof").statusCode()).isEqualTo(400);
        assertThat(entry("compliance", "0/proof").statusCode()).isEqualTo(403);
        assertThat(entry("compliance", "1/proof").statusCode()).isEqualTo(200);
    }

    @Test
    void areProvedWithTheReceiptWhenThatIsPreferred() throws Exception {
        VerifierKey key = VerifierKey.parse(
                ledger.get("auditor", "/api/v1/log/key").body().strip());
        HttpResponse<String> answer =
                ledger.post("/api/v1/messages", SEND.formatted("prefer"), "Prefer", "wait=5, return=proof");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("return=proof");
        assertProved(RunningLedger.json(answer), key);

        String read =
                "{\"actor\":{\"id\":\"clinician:99\",\"kind\":\"CLINICIAN\"},\"kind\":\"OPENED\",\"purpose\":\"TREAT\"}";
        HttpResponse<String> refused =
                ledger.post("/api/v1/messages/portal:prefer/reads", read, "Prefer", "return=proof");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Preference-Applied")).hasValue("return=proof");
        assertProved(RunningLedger.json(refused).path("receipt"), key);

        HttpResponse<String> plain =
                ledger.post("/api/v1/messages", SEND.formatted("plain"), "Prefer", "return=minimal");
        assertThat(plain.headers().firstValue("Preference-Applied")).isEmpty();
        assertThat(RunningLedger.json(plain).has("proof")).isFalse();
    }

    private static void assertProved(JsonNode receipt, VerifierKey key) throws Exception {
        String leafIndex = receipt.path("leafIndex").asString();
        TlogProof proof = TlogProof.parse(receipt.path("proof").asString().getBytes(StandardCharsets.UTF_8));
        assertThat(proof.leafIndex()).isEqualTo(Long.parseLong(leafIndex));
        byte[] entry = entry("auditor", leafIndex).body().getBytes(StandardCharsets.UTF_8);
        assertThatCode(() -> proof.verify(entry, List.of(key), WitnessPolicy.NONE))
                .doesNotThrowAnyException();
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
