package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.wiring.RunningLedger;

/** There is one form of answer. Who asks for another gets it all the same: a receipt must not be lost to a header. */
@ExtendWith(SharedLedger.class)
class AcceptTest {

    private final RunningLedger ledger;

    AcceptTest(RunningLedger ledger) {
        this.ledger = ledger;
    }

    @Test
    void givesBulkAnswersWhateverIsAccepted() {
        HttpResponse<String> answer = ledger.send(ledger.request("emitter", "/api/v1/commands")
                .headers("Content-Type", "application/x-ndjson", "Accept", "text/csv")
                .POST(BodyPublishers.ofString(Bodies.sendLine("accept:bulk") + "\n"))
                .build());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(answer.body()).startsWith("{\"status\":201");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/csv",
                "application/xml",
                "application/problem+json",
                "application/json;q=0",
                "no type",
                "*/*"
            })
    void givesTheReceiptWhateverIsAccepted(String accept) {
        String id = "accept:" + Integer.toHexString(accept.hashCode());
        long before = ledger.logSize();

        HttpResponse<String> sent = ledger.post("/api/v1/messages", Bodies.send(id), "Accept", accept);
        HttpResponse<String> taken = ledger.post("/api/v1/messages", Bodies.send(id), "Accept", accept);

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        assertThat(sent.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(RunningLedger.json(sent).path("messageId").asString()).isEqualTo(id);
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(ledger.logSize()).isEqualTo(before + 1);
    }
}
