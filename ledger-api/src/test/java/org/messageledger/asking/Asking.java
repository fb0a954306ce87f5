package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records as an emitter and asks as a compliance officer. */
final class Asking {

    static final String MEMBER = "{\"id\":\"member:17\",\"kind\":\"MEMBER\"}";

    final RunningLedger ledger;

    Asking(RunningLedger ledger) {
        this.ledger = ledger;
    }

    static String clinician(String id) {
        return "{\"id\":\"" + id + "\",\"kind\":\"CLINICIAN\"}";
    }

    /** The leaf of what is recorded, refused reads too. */
    long record(String path, String body) {
        HttpResponse<String> answer = ledger.post("/api/v1" + path, body);
        JsonNode json = RunningLedger.json(answer);
        JsonNode leafIndex = json.has("receipt") ? json.path("receipt").path("leafIndex") : json.path("leafIndex");
        assertThat(leafIndex.isIntegralNumber()).as(answer.body()).isTrue();
        return leafIndex.asLong();
    }

    /** From member:17 to clinician:8, with further fields, each followed by a comma. */
    long send(String messageId, String fields) {
        return record(
                "/messages",
                "{" + fields + "\"messageId\":\"" + messageId + "\",\"sender\":" + MEMBER
                        + ",\"recipients\":[{\"person\":\"clinician:8\"}],\"category\":\"MEDICATION\","
                        + "\"channel\":\"PORTAL\",\"confidentiality\":\"N\",\"subject\":\"knee\",\"body\":\"it hurts\"}");
    }

    long send(String messageId) {
        return send(messageId, "");
    }

    long read(String messageId, String reader, String fields) {
        return record(
                "/messages/" + messageId + "/reads",
                "{" + fields + "\"actor\":" + clinician(reader) + ",\"kind\":\"OPENED\",\"purpose\":\"TREAT\"}");
    }

    long read(String messageId) {
        return read(messageId, "clinician:8", "");
    }

    /** Waits for the view to have all that is recorded by now. */
    JsonNode ask(String path) {
        String waiting = path + (path.contains("?") ? "&" : "?") + "atLeast=" + (ledger.logSize() - 1);
        HttpResponse<String> answer = ledger.get("compliance", "/api/v1" + waiting);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return RunningLedger.json(answer);
    }

    /** Posts a question as the compliance officer. */
    HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request =
                ledger.request("compliance", "/api/v1" + path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return ledger.send(
                request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** What a search finds, with further fields of its body, each after a comma. Waits as {@link #ask} does. */
    JsonNode search(String q, String fields) {
        HttpResponse<String> answer = post("/search", body(q, ",\"atLeast\":" + (ledger.logSize() - 1) + fields));
        assertThat(answer.statusCode()).as(q + fields + " " + answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return RunningLedger.json(answer);
    }

    static String body(String q, String fields) {
        return "{\"q\":" + new JsonMapper().writeValueAsString(q) + fields + "}";
    }

    /** The problem that a posted question ends in. */
    JsonNode refusedPost(String path, String body, int status) {
        HttpResponse<String> answer = post(path, body);
        assertThat(answer.statusCode()).as(body + " " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return RunningLedger.json(answer);
    }

    List<JsonNode> items(String path) {
        return ask(path).path("items").valueStream().toList();
    }

    List<Long> leaves(String path) {
        return leaves(ask(path));
    }

    static List<Long> leaves(JsonNode answer) {
        return answer.path("items")
                .valueStream()
                .map(item -> item.path("leafIndex").asLong())
                .toList();
    }

    /** The problem that a question ends in. */
    JsonNode refused(String path, int status) {
        HttpResponse<String> answer = ledger.get("compliance", "/api/v1" + path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return RunningLedger.json(answer);
    }
}
