package org.messageledger.recording;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.wiring.RunningLedger;

/** Bodies that are not one JSON object in UTF-8, each key once. */
class MalformedJsonTest extends NothingWritten {

    private static final String PATH = "/api/v1/messages";

    MalformedJsonTest(RunningLedger ledger) {
        super(ledger);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "[{}]",
                "null",
                "true",
                "7",
                "\"text\"",
                "{\"a\":1} {}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1,}",
                "{\"a\":1e999999}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"line\nfeed\"}",
                "{\"a\":\"\\x\"}",
                "// why\n{}",
                "nonsense"
            })
    void refusesWhatIsNotOneJsonObject(String body) {
        problem(ledger.post(PATH, body), 400, "malformed");
        problem(ledger.post("/api/v1/messages/portal:1/reads", body), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {" {}", "x", "null", ",", "}", "\u0000"})
    void refusesWhatFollowsAGoodCommand(String more) {
        problem(ledger.post(PATH, Bodies.send("json:1") + more), 400, "malformed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"messageId\" | {\"messageId\":\"json:2\",\"messageId\"",
                "{\"messageId\" | {\"mess\\u0061geId\":\"json:2\",\"messageId\"",
                "\"sender\":{ | \"sender\":{\"id\":\"member:18\",",
                "\"sender\":{ | \"sender\":{\"kind\":\"STAFF\",",
                "[{\"person\" | [{\"person\":\"clinician:9\",\"person\"",
                "\"client\":{ | \"client\":{\"address\":\"10.0.0.2\",",
                "\"attachments\":[{ | \"attachments\":[{\"sizeBytes\":11,",
                "\"email\":{ | \"email\":{\"spf\":\"FAIL\",",
                "\"partner\":{ | \"partner\":{\"organisation\":\"Other\",",
            })
    void refusesAKeyThatStandsTwiceAtAnyDepth(String part, String inItsPlace) {
        String body = Bodies.fullSend("json:1").replace(part.strip(), inItsPlace.strip());
        problem(ledger.post(PATH, body), 400, "malformed");
    }

    @Test
    void refusesJsonThatIsNestedTenThousandDeep() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        problem(ledger.post(PATH, deep), 400, "malformed");
        problem(ledger.post(PATH, "{\"a\":".repeat(10_000)), 400, "malformed");
        problem(ledger.post(PATH, "{\"sender\":" + deep + "}"), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999", "-1e999999", "1e-999999", "1E2147483648"})
    void refusesHugeNumbers(String number) {
        String digits = "9".repeat(400);
        for (String huge : new String[] {number, digits, "-" + digits, "0." + digits}) {
            String body = Bodies.fullSend("json:1").replace("\"sizeBytes\":10", "\"sizeBytes\":" + huge);
            problem(ledger.post(PATH, body), 400, "malformed");
            problem(ledger.post(PATH, Bodies.send("json:1").replace("\"A question\"", huge)), 400, "malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "windows-1252"})
    void refusesOtherCharsetsDeclaredOrNot(String name) {
        byte[] body = Bodies.send("json:1").replace("A question", "Für Zoë").getBytes(Charset.forName(name));
        problem(postBytes(body, "application/json"), 400, "malformed");
        problem(postBytes(body, "application/json; charset=utf-8"), 400, "malformed");
        problem(postBytes(body, "application/json; charset=" + name), 415, "media-type");
    }

    /** Overlong, a surrogate, beyond Unicode, cut off: none of them UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080", "\u00e2\u0082", "\u00ff"})
    void refusesBytesThatAreNotUtf8(String bytes) {
        byte[] body = Bodies.send("json:1").replace("A question", bytes).getBytes(StandardCharsets.ISO_8859_1);
        problem(postBytes(body, "application/json"), 400, "malformed");
    }

    /** RFC 8259 section 8.1 has nobody add one. */
    @Test
    void refusesAByteOrderMark() {
        byte[] body = ("\ufeff" + Bodies.send("json:1")).getBytes(StandardCharsets.UTF_8);
        problem(postBytes(body, "application/json"), 400, "malformed");
    }
}
