package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.messageledger.wiring.RunningLedger;

/** Bodies that are too large, or end too early. */
class LargeBodyTest extends NothingWritten {

    private static final String TEN_MEGABYTES = "x".repeat(10_000_000);

    LargeBodyTest(RunningLedger ledger) {
        super(ledger);
    }

    @Test
    void refusesABodyOfTenMegabytes() {
        String body = Bodies.send("large:1").replace("How long?", TEN_MEGABYTES);
        problem(ledger.post("/api/v1/messages", body), 413, "too-large");
    }

    @Test
    void refusesABodyOfTenMegabytesThatDoesNotSayItsLength() {
        byte[] body = Bodies.send("large:1").replace("How long?", TEN_MEGABYTES).getBytes(StandardCharsets.UTF_8);
        problem(
                ledger.send(ledger.request("emitter", "/api/v1/messages")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build()),
                413,
                "too-large");
    }

    @Test
    void refusesSpaceInPlaceOfContent() {
        problem(ledger.post("/api/v1/messages", " ".repeat(10_000_000) + "{}"), 413, "too-large");
    }

    @Test
    void refusesATextOverItsLimit() {
        malformed(
                ledger.post("/api/v1/messages", Bodies.send("large:1").replace("How long?", "x".repeat(12_289))),
                "body");
        malformed(
                ledger.post("/api/v1/messages", Bodies.send("large:1").replace("A question", "ü".repeat(251))),
                "subject");
    }

    @Test
    void writesNothingOfABodyThatBreaksOff() {
        String body = Bodies.send("large:1");
        String head = "POST /api/v1/messages HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                + ledger.basic("emitter") + "\r\nContent-Type: application/json\r\n";
        for (String request : new String[] {
            head + "Content-Length: " + (body.length() + 1) + "\r\n\r\n" + body,
            head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n"
        }) {
            assertThat(ledger.rawAndNoMore(request)).startsWith("HTTP/1.1 400").contains("urn:message-ledger:problem:");
        }
    }

    @Test
    void refusesChunksThatAreNone() {
        assertThat(
                        ledger.raw(
                                "POST /api/v1/messages HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                                        + ledger.basic("emitter")
                                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("urn:message-ledger:problem:");
    }
}
