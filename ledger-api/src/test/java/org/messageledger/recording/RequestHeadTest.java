package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Whatever stands beside the body, and is not understood, is refused: it must not vanish from an audit record. */
class RequestHeadTest extends NothingWritten {

    RequestHeadTest(RunningLedger ledger) {
        super(ledger);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/messages",
                "/api/v1/messages/portal:1/reads",
                "/api/v1/messages/portal:1/routes",
                "/api/v1/messages/portal:1/resolution",
                "/api/v1/messages/portal:1/retraction",
                "/api/v1/messages/portal:1/suspicions",
                "/api/v1/listings",
                "/api/v1/disclosures",
                "/api/v1/commands"
            })
    void refusesQueryParametersAndNamesThem(String path) {
        HttpResponse<String> answer = ledger.send(ledger.request("emitter", path + "?mode=REPORT&purpose=TREAT")
                .header("Content-Type", path.endsWith("commands") ? "application/x-ndjson" : "application/json")
                .POST(BodyPublishers.ofString(Bodies.sendLine("head:1") + "\n"))
                .build());

        JsonNode problem = problem(answer, 400, "bad-parameter");
        assertThat(problem.path("parameters").valueStream().map(JsonNode::asString))
                .containsExactly("mode", "purpose");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?mode", "?=", "?mode=%zz", "?&", "?%00=1"})
    void refusesOddQueries(String query) {
        assertThat(post(query, List.of("Content-Type: application/json"), Bodies.send("head:1")))
                .startsWith("HTTP/1.1 400")
                .contains("urn:message-ledger:problem:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\there", "\u00fcber", "bell\u0007", "null\u0000", "del\u007f"})
    void refusesKeysThatAreNotVisibleAscii(String key) {
        assertThat(post(
                        "",
                        List.of("Content-Type: application/json", "Idempotency-Key: " + key),
                        Bodies.send("head:1")))
                .startsWith("HTTP/1.1 400")
                .contains("urn:message-ledger:problem:");
    }

    @Test
    void refusesAKeyOverItsLength() {
        malformed(
                ledger.post("/api/v1/messages", Bodies.send("head:1"), "Idempotency-Key", "k".repeat(201)),
                "idempotencyKey");
    }

    @Test
    void refusesTwoKeysEvenWhenTheyAreTheSame() {
        malformed(
                ledger.post("/api/v1/messages", Bodies.send("head:1"), "Idempotency-Key", "a", "Idempotency-Key", "b"),
                "idempotencyKey");
        malformed(
                ledger.post("/api/v1/messages", Bodies.send("head:1"), "Idempotency-Key", "a", "idempotency-key", "a"),
                "idempotencyKey");
    }

    @Test
    void refusesAKeyForAWholeBulkRequest() {
        HttpResponse<String> answer = ledger.send(ledger.request("emitter", "/api/v1/commands")
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", "all")
                .POST(BodyPublishers.ofString(Bodies.sendLine("head:1") + "\n"))
                .build());
        malformed(answer, "idempotencyKey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/x-ndjson",
                "application/xml",
                "no type at all",
                "application/json; charset=ISO-8859-1",
                "application/json; charset=UTF-16",
                "application/json; charset=nonsense",
                "application/json; charset=\"",
            })
    void refusesOtherMediaTypesAndCharsets(String type) {
        problem(postBytes(Bodies.send("head:1").getBytes(StandardCharsets.UTF_8), type), 415, "media-type");
    }

    @Test
    void refusesABodyWithoutContentTypeAndOneWithTwo() {
        assertThat(post("", List.of(), Bodies.send("head:1"))).startsWith("HTTP/1.1 415");
        assertThat(post(
                        "",
                        List.of("Content-Type: application/json", "Content-Type: text/plain"),
                        Bodies.send("head:1")))
                .startsWith("HTTP/1.1 400")
                .contains("urn:message-ledger:problem:");
    }

    @Test
    void refusesCompressedBodies() {
        problem(ledger.post("/api/v1/messages", Bodies.send("head:1"), "Content-Encoding", "gzip"), 415, "media-type");
    }

    private String post(String query, List<String> headers, String body) {
        String more = headers.isEmpty() ? "" : String.join("\r\n", headers) + "\r\n";
        return ledger.raw("POST /api/v1/messages" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Authorization: " + ledger.basic("emitter") + "\r\n" + more + "Content-Length: " + body.length()
                + "\r\n\r\n" + body);
    }
}
