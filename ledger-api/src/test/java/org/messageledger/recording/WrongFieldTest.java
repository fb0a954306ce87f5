package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** JSON that is well formed and says something that cannot be understood: the answer names the field. */
class WrongFieldTest extends NothingWritten {

    WrongFieldTest(RunningLedger ledger) {
        super(ledger);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"A question\" | 7 | subject",
                "\"A question\" | true | subject",
                "\"A question\" | {} | subject",
                "\"A question\" | [] | subject",
                "\"A question\" | \"half \\ud800\" | subject",
                "\"A question\" | \"half \\udc00 pair\" | subject",
                "\"SYMPTOM_UPDATE\" | 3 | category",
                "\"SYMPTOM_UPDATE\" | \"symptom_update\" | category",
                "\"SYMPTOM_UPDATE\" | \"\" | category",
                "\"SYMPTOM_UPDATE\" | \"HOROSCOPE\" | category",
                "\"SYMPTOM_UPDATE\" | null | category",
                "\"PORTAL\" | \"PIGEON\" | channel",
                "\"N\" | \"X\" | confidentiality",
                "\"REPORT\" | \"MAYBE\" | mode",
                "[{\"person\":\"clinician:8\"}] | {\"person\":\"clinician:8\"} | recipients",
                "[{\"person\":\"clinician:8\"}] | \"clinician:8\" | recipients",
                "[{\"person\":\"clinician:8\"}] | [\"clinician:8\"] | recipients[0]",
                "[{\"person\":\"clinician:8\"}] | [{}] | recipients[0].person",
                "[{\"person\":\"clinician:8\"}] | [{\"person\":\"a b\"}] | recipients[0].person",
                "[{\"person\":\"clinician:8\"}] | [{\"person\":\"a\",\"pool\":\"b\"}] | recipients[0].person",
                "[\"member:17\"] | [\"member:17\",7] | patientIds[1]",
                "[\"member:17\"] | [null] | patientIds",
                "[\"member:17\"] | \"member:17\" | patientIds",
                "\"subject\" | \"urgent\":\"true\",\"subject\" | urgent",
                "\"subject\" | \"urgent\":1,\"subject\" | urgent",
                "\"subject\" | \"urgent\":null,\"subject\" | urgent",
                "\"MEMBER\" | null | sender.kind",
                "\"MEMBER\" | \"ROBOT\" | sender.kind",
                "\"id\":\"member:17\" | \"id\":\"member 17\" | sender.id",
                "\"id\":\"member:17\" | \"id\":\"member\\u000017\" | sender.id",
                "\"id\":\"member:17\" | \"id\":\"member\\n17\" | sender.id",
                "\"id\":\"member:17\" | \"id\":\"mémber:17\" | sender.id",
                "\"id\":\"member:17\" | \"id\":17 | sender.id",
                "\"id\":\"member:17\" | \"id\":\"\" | sender.id",
                "\"wrong:1\" | \"12345\" | messageId",
                "\"wrong:1\" | 12345 | messageId",
                "\"wrong:1\" | \"a/b:1\" | messageId",
                "\"Portal/7\" | \"a\\u0007b\" | client.userAgent",
                "\"Portal/7\" | \"a\\u0085b\" | client.userAgent",
                "\"10.0.0.1\" | 10 | client.address",
                "\"sizeBytes\":10 | \"sizeBytes\":\"10\" | attachments[0].sizeBytes",
                "\"sizeBytes\":10 | \"sizeBytes\":-1 | attachments[0].sizeBytes",
                "\"sizeBytes\":10 | \"sizeBytes\":1.5 | attachments[0].sizeBytes",
                "\"sizeBytes\":10 | \"sizeBytes\":null | attachments[0].sizeBytes",
                "\"sizeBytes\":10 | \"sizeBytes\":9223372036854775808 | attachments[0].sizeBytes",
                "\"application/pdf\" | \"pdf\" | attachments[0].mediaType",
                "\"PASS\",\"dkim\" | \"PERHAPS\",\"dkim\" | email.spf",
                "\"a@example.org\" | \"a@example.org\\r\\nBcc: b\" | email.from",
                "\"EMAIL\" | \"FAX\" | partner.preferredReply",
                "\"Acme\" | \"Ac\\tme\" | partner.organisation",
            })
    void namesTheFieldThatItCannotUnderstand(String part, String inItsPlace, String field) {
        String good = Bodies.fullSend("wrong:1");
        assertThat(good).contains(part.strip());
        malformed(ledger.post("/api/v1/messages", good.replace(part.strip(), inItsPlace.strip())), field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"messageId\" | {\"onBehalfof\":\"x\",\"messageId\" | onBehalfof",
                "{\"messageId\" | {\"emitter\":\"other\",\"messageId\" | emitter",
                "{\"messageId\" | {\"idempotencyKey\":\"k\",\"messageId\" | idempotencyKey",
                "{\"messageId\" | {\"recordedAt\":\"2026-03-02T08:15:30Z\",\"messageId\" | recordedAt",
                "{\"messageId\" | {\"command\":\"SendMessage\",\"messageId\" | command",
                "{\"messageId\" | {\"\":\"\",\"messageId\" | ''",
                "\"sender\":{ | \"sender\":{\"onBehalfOF\":\"member:1\", | sender.onBehalfOF",
                "[{\"person\" | [{\"persn\":\"x\",\"person\" | recipients[0].persn",
                "\"client\":{ | \"client\":{\"ip\":\"x\", | client.ip",
                "\"attachments\":[{ | \"attachments\":[{\"size\":1, | attachments[0].size",
                "\"email\":{ | \"email\":{\"arc\":\"PASS\", | email.arc",
                "\"partner\":{ | \"partner\":{\"licenseNumber\":\"L1\", | partner.licenseNumber",
            })
    void namesAFieldThatItDoesNotKnowAtAnyDepth(String part, String inItsPlace, String field) {
        String body = Bodies.fullSend("wrong:1").replace(part.strip(), inItsPlace.strip());
        malformed(ledger.post("/api/v1/messages", body), field.strip().replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000000",
        "'\"2026-03-02T08:15:30\"'",
        "'\"2026-03-02T08:15:30+02:00\"'",
        "'\"2026-03-02T08:15:30z\"'",
        "'\"2026-03-02\"'",
        "'\"2026-02-30T08:15:30Z\"'",
        "'\"2026-03-02T24:00:01Z\"'",
        "'\"2026-03-02T08:15:30.1234567890Z\"'",
        "'\"+10000-01-01T00:00:00Z\"'",
        "'\"10000-01-01T00:00:00Z\"'",
        "'\"-0001-01-01T00:00:00Z\"'",
        "'\"\"'",
        "'\"now\"'",
        "'{}'",
    })
    void refusesTimesThatAreNotIsoInUtc(String time) {
        String body = "{\"occurredAt\":" + time + "," + Bodies.sendFields("wrong:1") + "}";
        malformed(ledger.post("/api/v1/messages", body), "occurredAt");
    }

    @Test
    void refusesAnIdOverItsLengthWithoutRepeatingIt() {
        String id = "portal:" + "1".repeat(94);
        JsonNode problem = problem(ledger.post("/api/v1/messages", Bodies.send(id)), 400, "malformed");
        assertThat(problem.path("field").asString()).isEqualTo("messageId");
        assertThat(problem.toString()).doesNotContain(id);
        malformed(ledger.post("/api/v1/messages/" + id + "/reads", Bodies.read()), "messageId");
    }

    @ParameterizedTest
    @CsvSource({"reads", "routes", "resolution", "retraction", "suspicions"})
    void refusesABodyThatRepeatsThePathsId(String path) {
        String body = Bodies.read().replace("{\"actor\"", "{\"messageId\":\"portal:1\",\"actor\"");
        malformed(ledger.post("/api/v1/messages/portal:1/" + path, body), "messageId");
    }

    @ParameterizedTest
    @CsvSource({"portal", "a%20b:1", "%C3%BC:1", "a%00:1"})
    void refusesPathsWhoseIdIsNone(String id) {
        String answer = ledger.raw("POST /api/v1/messages/" + id + "/reads HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\nAuthorization: " + ledger.basic("emitter")
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + Bodies.read().length() + "\r\n\r\n"
                + Bodies.read());
        assertThat(answer).startsWith("HTTP/1.1 400").contains("urn:message-ledger:problem:");
    }
}
