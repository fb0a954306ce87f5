package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.RunningLedger;

/** A live tail never ends in silence. */
@Timeout(300)
class LiveEndsTest {

    @TempDir
    private Path home;

    private RunningLedger ledger;
    private Asking asking;

    @BeforeEach
    void start() {
        ledger = RunningLedger.start(home, "--ledger.live.tails-max=1", "--ledger.live.patience=5s");
        asking = new Asking(ledger);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private static TailClient.Event end(TailClient tail) throws IOException {
        TailClient.Event event = tail.next();
        while (!event.name().equals("end")) {
            event = tail.next();
        }
        assertThat(tail.nextIfAny()).as("nothing after it").isNull();
        return event;
    }

    @Test
    void saysThatTheViewWasReplaced() throws Exception {
        asking.send("ends:1");
        try (TailClient tail = TailClient.all(ledger, 0L, null)) {
            assertThat(tail.facts(2)).containsExactly(0L, 1L);

            HttpResponse<String> replay = ledger.send(ledger.request("auditor", "/api/v1/replays")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"swap\":true}"))
                    .build());
            assertThat(replay.statusCode()).as(replay.body()).isEqualTo(202);

            TailClient.Event end = end(tail);
            assertThat(end.data().path("reason").asString()).isEqualTo("view-replaced");
            assertThat(end.data().path("detail").asString()).contains("Last-Event-ID");
        }
        long read = asking.read("ends:1");
        try (TailClient tail = TailClient.all(ledger, 0L, 1L)) {
            assertThat(tail.facts(1)).containsExactly(read);
        }
    }

    @Test
    void saysThatTheStorageDoesNotAnswer() throws Exception {
        asking.send("ends:2");
        try (TailClient tail = TailClient.all(ledger, 0L, null)) {
            assertThat(tail.facts(2)).containsExactly(0L, 1L);

            sql("alter table fact_position rename to fact_position_away");
            try {
                assertThat(end(tail).data().path("reason").asString()).isEqualTo("storage");
            } finally {
                sql("alter table fact_position_away rename to fact_position");
            }
        }
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = ledger.part(DataSource.class).getConnection();
                Statement it = connection.createStatement()) {
            it.execute(statement);
        }
    }

    /** Much more than the buffers of both sides take. */
    @Test
    void cutsOffWhoTakesNothing() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 800; i++) {
            StringBuilder messages = new StringBuilder();
            for (int id = 0; id < 150; id++) {
                messages.append(id == 0 ? "" : ",")
                        .append("\"slow:")
                        .append("x".repeat(80))
                        .append(id)
                        .append('"');
            }
            lines.append("{\"command\":\"ListMessages\",\"mode\":\"REPORT\",\"actor\":")
                    .append(Asking.clinician("clinician:8"))
                    .append(",\"kind\":\"LISTED\",\"purpose\":\"TREAT\",\"messageIds\":[")
                    .append(messages)
                    .append("]}\n");
        }
        HttpResponse<String> recorded = ledger.send(ledger.request("emitter", "/api/v1/commands")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines.toString()))
                .build());
        assertThat(recorded.body().lines()).hasSize(800).allMatch(line -> line.startsWith("{\"status\":201"));

        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(16_384);
            slow.setSoTimeout(60_000);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ledger.port()));
            slow.getOutputStream()
                    .write(("GET /api/v1/live?from=0 HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                    + ledger.basic("auditor") + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = slow.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            assertThat(isThereAPlace()).isFalse();

            await().atMost(Duration.ofSeconds(60)).until(this::isThereAPlace);

            assertThat(rest(in)).as("no last chunk: it broke off").doesNotEndWith("0\r\n\r\n");
        }
    }

    /** What had been sent before. */
    private static String rest(InputStream in) {
        StringBuilder text = new StringBuilder();
        byte[] some = new byte[100_000];
        try {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                text.append(new String(some, 0, count, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException reset) {
            return text.toString();
        }
        return text.toString();
    }

    private boolean isThereAPlace() throws Exception {
        try (TailClient tail = TailClient.all(ledger, null, null)) {
            return tail.answer().statusCode() == 200;
        }
    }
}
