package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** What a phished account or a suspicious message concerns, and until when people must be told. */
@ExtendWith(SharedLedger.class)
class IncidentTest {

    private final Asking asking;

    IncidentTest(Asking asking) {
        this.asking = asking;
    }

    private HttpResponse<String> post(String query, String body) {
        return asking.ledger.send(asking.ledger
                .request("auditor", "/api/v1/incidents" + query)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Waits for the view to have all that is recorded by now. */
    private HttpResponse<String> answer(String query, String fields) {
        HttpResponse<String> answer = post(query, "{" + fields + ",\"atLeast\":" + (asking.ledger.logSize() - 1) + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return answer;
    }

    private JsonNode incident(String fields) {
        return RunningLedger.json(answer("", fields));
    }

    private void send(String messageId, String patient) {
        long unused = asking.send(
                messageId,
                "\"mode\":\"REPORT\",\"occurredAt\":\"2026-02-01T08:00:00Z\",\"patientIds\":[\"" + patient + "\"],");
    }

    private void act(String path, String reader, String hour, String fields) {
        long unused = asking.record(
                path,
                "{\"mode\":\"REPORT\",\"occurredAt\":\"2026-02-01T" + hour + ":00:00Z\",\"actor\":"
                        + Asking.clinician(reader) + fields + "}");
    }

    private void read(String messageId, String reader, String hour) {
        act("/messages/" + messageId + "/reads", reader, hour, ",\"kind\":\"OPENED\",\"purpose\":\"TREAT\"");
    }

    @Test
    void ofAnAccountTellsWhatWasOpenedApartFromWhatWasMerelyListed() {
        send("incident:1", "phished:1");
        send("incident:2", "phished:2");
        read("incident:1", "victim:1", "09");
        act(
                "/listings",
                "victim:1",
                "10",
                ",\"messageIds\":[\"incident:1\",\"incident:2\"],\"kind\":\"LISTED\",\"purpose\":\"TREAT\"");
        read("incident:2", "victim:1", "12");
        String span = "\"person\":\"victim:1\",\"from\":\"2026-02-01T09:00:00Z\",\"to\":\"2026-02-01T12:00:00Z\"";

        JsonNode incident = incident(span + ",\"discoveredOn\":\"2026-02-27\"");

        assertThat(incident.at("/counts/messages").asInt()).isEqualTo(2);
        assertThat(incident.at("/counts/messagesByTouch/OPENED").asInt()).isEqualTo(1);
        assertThat(incident.at("/counts/messagesByTouch/LISTED").asInt()).isEqualTo(2);
        assertThat(incident.at("/counts/messagesMerelyListed").asInt()).isEqualTo(1);
        assertThat(incident.at("/counts/patients").asInt()).isEqualTo(2);
        assertThat(incident.at("/counts/patientsOpened").asInt()).isEqualTo(1);
        assertThat(incident.at("/categories/MEDICATION").asInt()).isEqualTo(2);
        assertThat(incident.path("firstAt").asString()).isEqualTo("2026-02-01T09:00:00.000Z");
        assertThat(incident.path("lastAt").asString()).isEqualTo("2026-02-01T10:00:00.000Z");
        assertThat(incident.at("/discovery/notifyBy").asString()).isEqualTo("2026-04-28");
        assertThat(incident.at("/discovery/basis").asString()).isEqualTo("GIVEN");
        assertThat(incident.path("notices").asString()).startsWith("Fewer than 500");
        assertThat(incident.at("/messages/0/messageId").asString()).isEqualTo("incident:1");
        assertThat(incident.at("/messages/0/touches/OPENED").asInt()).isEqualTo(1);
        assertThat(incident.at("/messages/1/merelyListed").asBoolean()).isTrue();
        assertThat(incident.at("/patients/1/patientId").asString()).isEqualTo("phished:2");

        JsonNode undated = incident(span);
        assertThat(undated.at("/discovery/basis").asString()).isEqualTo("UNKNOWN");
        assertThat(undated.at("/discovery/notifyBy").isNull()).isTrue();
        assertThat(undated.at("/discovery/statement").asString()).contains("discoveredOn");
    }

    @Test
    void ofASuspiciousMessageTellsWhoTouchedItAndWhatTheyDidThen() {
        send("incident:3", "phished:3");
        send("incident:4", "phished:4");
        read("incident:4", "clinician:opener", "08");
        read("incident:3", "clinician:opener", "09");
        read("incident:4", "clinician:opener", "10");
        act("/messages/incident:3/suspicions", "clinician:reporter", "11", ",\"reason\":\"odd\"");

        JsonNode incident = incident("\"messageId\":\"incident:3\"");
        assertThat(incident.path("people").valueStream().map(person -> person.path("personId")
                        .asString()))
                .containsExactly("clinician:8", "clinician:opener", "clinician:reporter", "member:17");
        assertThat(incident.at("/people/0/received").asBoolean()).isTrue();
        assertThat(incident.at("/people/1/touches/OPENED").asInt()).isEqualTo(1);
        assertThat(incident.at("/discovery/discoveredOn").asString()).isEqualTo("2026-02-01");
        assertThat(incident.at("/discovery/basis").asString()).isEqualTo("REPORTED");
        assertThat(incident.at("/discovery/notifyBy").asString()).isEqualTo("2026-04-02");
        assertThat(incident.at("/counts/messages").asInt()).isEqualTo(1);

        JsonNode followed = incident("\"messageId\":\"incident:3\",\"followUntil\":\"2026-02-01T11:00:00Z\"");
        assertThat(followed.path("messages").valueStream().map(message -> message.path("messageId")
                        .asString()))
                .containsExactly("incident:3", "incident:4");
        assertThat(followed.at("/messages/1/touches/OPENED").asInt())
                .as("after it was opened")
                .isEqualTo(1);
    }

    @Test
    void comesAsCsvAndNdjsonWithTheSameMessages() {
        send("incident:5", "phished:5");
        read("incident:5", "victim:5", "09");
        String span = "\"person\":\"victim:5\",\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-02-02T00:00:00Z\","
                + "\"discoveredOn\":\"2026-02-27\"";

        HttpResponse<String> csv = answer("?format=csv", span);
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("messageId,known,category,patientIds,OPENED,LISTED");
        assertThat(lines.get(1))
                .isEqualTo("incident:5,true,MEDICATION,phished:5,1,0,0,0,0,0,0,0,0,false,OPENED,"
                        + "2026-02-01T09:00:00.000Z,2026-02-01T09:00:00.000Z");
        assertThat(csv.headers().firstValue("Ledger-Notify-By")).hasValue("2026-04-28");
        assertThat(csv.headers().firstValue("Ledger-Patients")).hasValue("1");
        assertThat(csv.headers().firstValue("Ledger-Tree-Size")).isPresent();

        HttpResponse<String> ndjson = answer("?format=ndjson", span);
        assertThat(RunningLedger.json(ndjson)).isEqualTo(incident(span).at("/messages/0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | body | either a person",
                "[] | body | JSON",
                "{\"person\" | body | JSON",
                "{\"person\":\"a:1\",\"person\":\"a:1\"} | body | JSON",
                "{\"person\":\"a:1\",\"messageId\":\"m:1\"} | person | either a person",
                "{\"person\":\"a:1\",\"from\":\"2026-02-01T00:00:00Z\"} | to | both",
                "{\"person\":\"a:1\",\"to\":\"2026-02-01T00:00:00Z\"} | from | both",
                "{\"person\":\"a:1\",\"from\":\"2026-02-02T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"} | from | not after",
                "{\"person\":\"a:1\",\"from\":\"yesterday\",\"to\":\"2026-02-01T00:00:00Z\"} | from | UTC",
                "{\"person\":17,\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"} | person | string",
                "{\"person\":\"a b\",\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-02-01T00:00:00Z\"} | person | value",
                "{\"messageId\":\"m:1\",\"from\":\"2026-02-02T00:00:00Z\"} | from | Leave",
                "{\"messageId\":\"nocolon\"} | messageId | value",
                "{\"messageId\":\"m:1\",\"followUntil\":\"soon\"} | followUntil | UTC",
                "{\"messageId\":\"m:1\",\"discoveredOn\":\"today\"} | discoveredOn | day",
                "{\"messageId\":\"m:1\",\"time\":\"seen\"} | time | occurred",
                "{\"messageId\":\"m:1\",\"asOf\":-1} | asOf | leaf index",
                "{\"messageId\":\"m:1\",\"asOf\":999999999} | asOf | leaves",
                "{\"messageId\":\"m:1\",\"asOf\":\"then\"} | asOf | UTC",
                "{\"messageId\":\"m:1\",\"atLeast\":\"1\"} | atLeast | leaf index",
                "{\"messageId\":\"m:1\",\"limit\":5} | limit | known are",
                "{\"messageId\":\"m:1\",\"person:x\":5} | body | known are",
            })
    void refusesWhatItDoesNotUnderstand(String body, String field, String advice) {
        HttpResponse<String> answer = post("", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode problem = RunningLedger.json(answer);
        assertThat(problem.path("field").asString()).as(answer.body()).isEqualTo(field);
        assertThat(problem.path("detail").asString()).contains(advice);
    }

    @Test
    void refusesWhatIsNoSuchRequest() {
        assertThat(post("?limit=5", "{\"messageId\":\"m:1\"}").statusCode()).isEqualTo(400);
        assertThat(post("?format=pdf", "{\"messageId\":\"m:1\"}").statusCode()).isEqualTo(400);
        assertThat(post("", "{\"messageId\":\"incident:nobody-named\"}").statusCode())
                .isEqualTo(404);
        assertThat(post("", " ".repeat(5_000)).statusCode()).isEqualTo(413);
    }
}
