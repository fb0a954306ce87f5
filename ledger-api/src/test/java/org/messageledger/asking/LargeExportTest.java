package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.wiring.ChildLedger;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Many rows from a process with little memory: less than a fifth of what the rows would take in it. */
class LargeExportTest {

    /** {@code -Dledger.exported=1000000} for as many as the ledger must manage; then have ten minutes. */
    private static final int ROWS = Integer.getInteger("ledger.exported", 100_000);

    private static final int CHUNK = 10_000;

    @TempDir
    private Path home;

    @Test
    void writesManyRowsInConstantMemory() throws Exception {
        String read = "{\"command\":\"ReadMessage\",\"messageId\":\"large:1\",\"actor\":"
                + Asking.clinician("clinician:8") + ",\"kind\":\"OPENED\",\"purpose\":\"TREAT\",\"mode\":\"REPORT\"}\n";
        try (ChildLedger ledger = ChildLedger.start(home, Map.of(), "-Xmx256m")) {
            long recorded = 0;
            while (recorded < ROWS) { // what a busy machine pushed back is sent again
                HttpResponse<String> answer = ledger.send(ledger.request("emitter", "/api/v1/commands")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(read.repeat((int) Math.min(CHUNK, ROWS - recorded))))
                        .build());
                recorded += answer.body()
                        .lines()
                        .filter(line -> line.startsWith("{\"status\":201,"))
                        .count();
            }
        }
        try (ChildLedger ledger = ChildLedger.start(home, Map.of(), "-Xmx96m")) {
            String view = "/api/v1/people/clinician:8/activity?limit=1&atLeast=" + ROWS;
            await().atMost(Duration.ofMinutes(5))
                    .until(() -> ledger.get("auditor", view).statusCode() == 200);
            for (String format : new String[] {"csv", "ndjson"}) {
                HttpResponse<InputStream> answer = ledger.client()
                        .send(
                                ledger.request("auditor", "/api/v1/exports")
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString("{\"person\":\"clinician:8\",\"format\":\""
                                                + format + "\",\"asOf\":" + ROWS + "}"))
                                        .build(),
                                BodyHandlers.ofInputStream());
                assertThat(answer.statusCode()).isEqualTo(200);
                try (ZipInputStream zip = new ZipInputStream(answer.body())) {
                    assertThat(zip.getNextEntry().getName()).isEqualTo("export." + format);
                    long lines = 0;
                    byte[] buffer = new byte[1 << 16];
                    for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
                        for (int i = 0; i < count; i++) {
                            lines += buffer[i] == '\n' ? 1 : 0;
                        }
                    }
                    assertThat(lines).isEqualTo(ROWS + (format.equals("csv") ? 1 : 0));
                    assertThat(zip.getNextEntry().getName()).isEqualTo("manifest.json");
                    JsonNode manifest = RunningLedger.json(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                    assertThat(manifest.path("rows").asLong()).isEqualTo(ROWS);
                    assertThat(manifest.path("rehashed").asBoolean()).isTrue();
                    assertThat(zip.getNextEntry().getName()).isEqualTo("manifest.sig");
                }
            }
            HttpResponse<String> pdf = ledger.send(ledger.request("auditor", "/api/v1/exports")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"person\":\"clinician:8\",\"format\":\"pdf\"}"))
                    .build());
            assertThat(pdf.statusCode()).isEqualTo(422);
            assertThat(RunningLedger.json(pdf).path("rowsMax").asInt()).isEqualTo(10_000);
            assertThat(ledger.isAlive()).isTrue();
        }
    }
}
