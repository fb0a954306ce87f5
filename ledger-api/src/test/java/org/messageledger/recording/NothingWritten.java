package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Bad input of any kind: a clear problem, nothing written, the server healthy. */
@ExtendWith(SharedLedger.class)
abstract class NothingWritten {

    final RunningLedger ledger;
    private long sizeBefore;

    NothingWritten(RunningLedger ledger) {
        this.ledger = ledger;
    }

    @BeforeEach
    final void rememberTheLog() {
        sizeBefore = ledger.logSize();
    }

    @AfterEach
    final void hasWrittenNothingAndIsHealthy() {
        assertThat(ledger.logSize()).isEqualTo(sizeBefore);
        assertThat(ledger.get("emitter", "/actuator/health/readiness").statusCode())
                .isEqualTo(200);
    }

    final HttpResponse<String> postBytes(byte[] body, String contentType) {
        return ledger.send(ledger.request("emitter", "/api/v1/messages")
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    static JsonNode problem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode problem = RunningLedger.json(answer);
        assertThat(problem.path("type").asString()).isEqualTo("urn:message-ledger:problem:" + name);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank().doesNotContain("Exception", "org.messageledger");
        return problem;
    }

    static void malformed(HttpResponse<String> answer, String field) {
        JsonNode problem = problem(answer, 400, "malformed");
        assertThat(problem.path("field").asString("")).as(answer.body()).isEqualTo(field);
    }
}
