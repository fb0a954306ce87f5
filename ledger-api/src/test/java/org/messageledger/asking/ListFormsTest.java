package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** A list as csv and as ndjson is what its pages are as JSON, whole. */
class ListFormsTest {

    /** More than a page holds. */
    private static final int READS = 1_200;

    private static final String TRAIL = "/messages/forms:1/trail";

    @TempDir
    private static Path home;

    private static RunningLedger ledger;
    private static Asking asking;

    @BeforeAll
    static void aLongTrail() {
        ledger = RunningLedger.start(home);
        asking = new Asking(ledger);
        asking.send("forms:1", "\"mode\":\"REPORT\",\"patientIds\":[\"child:1\"],\"threadId\":\"forms:t\",");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < READS; i++) {
            lines.append("{\"command\":\"ReadMessage\",\"messageId\":\"forms:1\",\"actor\":")
                    .append(Asking.clinician(i % 3 == 0 ? "clinician:8" : "stranger:" + i % 7))
                    .append(",\"kind\":\"OPENED\",\"purpose\":\"TREAT\",\"client\":{\"userAgent\":\"")
                    .append(i % 2 == 0 ? "=HYPERLINK(1),\\\"x\\\"" : "browser")
                    .append("\"}}\n");
        }
        HttpResponse<String> answer = ledger.send(ledger.request("emitter", "/api/v1/commands")
                .header("Content-Type", "application/x-ndjson")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(lines.toString()))
                .build());
        assertThat(answer.body().lines()).hasSize(READS);
        asking.ask(TRAIL + "?limit=1");
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    private static List<JsonNode> paged(String path) {
        List<JsonNode> items = new ArrayList<>();
        String question = path + (path.contains("?") ? "&" : "?") + "limit=500";
        JsonNode page = asking.ask(question);
        page.path("items").forEach(items::add);
        while (!page.path("next").isNull()) {
            page = asking.ask(question + "&cursor=" + page.path("next").asString());
            page.path("items").forEach(items::add);
        }
        return items;
    }

    private static HttpResponse<String> form(String path, String accept) {
        HttpResponse<String> answer = ledger.send(ledger.request("compliance", "/api/v1" + path)
                .header("Accept", accept)
                .GET()
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return answer;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRAIL,
                TRAIL + "?order=desc",
                TRAIL + "?outcome=REFUSED",
                "/people/clinician:8/activity",
                "/people/nobody:1/activity",
                "/patients/child:1/accesses",
                "/patients/child:1/disclosures",
                "/threads/forms:t/trail"
            })
    void holdsTheRowsOfThePages(String path) {
        List<JsonNode> items = paged(path);

        HttpResponse<String> ndjson = form(path, "application/x-ndjson");
        assertThat(ndjson.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(ndjson.body().lines().map(RunningLedger::json).toList()).isEqualTo(items);

        HttpResponse<String> csv = form(path, "text/csv");
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;header=present;charset=UTF-8");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines.get(0)).startsWith("leafIndex,eventId,event,").endsWith(",detail");
        assertThat(lines.subList(1, lines.size()).stream().map(line -> line.substring(0, line.indexOf(','))))
                .isEqualTo(items.stream()
                        .map(item -> Long.toString(item.path("leafIndex").asLong()))
                        .collect(Collectors.toList()));
    }

    @Test
    void saysInItsHeadersWhatItWasMadeOf() {
        long leaf = ledger.logSize() - 2;
        JsonNode asOf = asking.ask(TRAIL + "?limit=1&asOf=" + leaf).path("asOf");
        HttpResponse<String> csv = form(TRAIL + "?asOf=" + leaf + "&format=csv", "*/*");

        assertThat(csv.headers().firstValue("Ledger-As-Of")).hasValue(Long.toString(leaf));
        assertThat(csv.headers().firstValue("Ledger-Tree-Size")).hasValue(Long.toString(leaf + 1));
        assertThat(csv.headers().firstValue("Ledger-Root-Hash"))
                .hasValue(asOf.path("rootHash").asString());
        assertThat(csv.headers().firstValue("Ledger-Final")).hasValue("true");
        assertThat(csv.headers().firstValue("Ledger-Behind")).hasValue("0");
        assertThat(csv.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"answer.csv\"");
        assertThat(csv.body().lines()).hasSize(READS + 1);
    }

    @Test
    void letsNoSpreadsheetRunAUserAgent() {
        String row = form(TRAIL, "text/csv").body().lines().skip(2).findFirst().orElseThrow();

        assertThat(row).contains(",\"'=HYPERLINK(1),\"\"x\"\"\",");
    }

    @Test
    void prefersTheParameterAndThenWhatIsAcceptedBest() {
        assertThat(form(TRAIL + "?format=ndjson", "text/csv").headers().firstValue("Content-Type"))
                .hasValue("application/x-ndjson");
        assertThat(form(TRAIL, "application/x-ndjson;q=0.5, text/csv").headers().firstValue("Content-Type"))
                .hasValue("text/csv;header=present;charset=UTF-8");
        assertThat(form(TRAIL, "*/*").headers().firstValue("Content-Type")).hasValue("application/json");
    }

    /** Cut off, not ended: whoever reads it learns that it is not whole. */
    @Test
    void breaksOffWhenTheRestCannotBeRead(@TempDir Path other) throws SQLException {
        try (RunningLedger broken = RunningLedger.start(other)) {
            Asking there = new Asking(broken);
            for (int i = 0; i < 1_010; i++) {
                there.read("forms:2");
            }
            there.ask("/messages/forms:2/trail?limit=1");
            try (Connection connection = broken.part(DataSource.class).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("update facts set detail = '{' where leaf_index = 1005");
            }
            for (String format : List.of("csv", "ndjson")) {
                assertThatThrownBy(() -> broken.get("compliance", "/api/v1/messages/forms:2/trail?format=" + format))
                        .as(format)
                        .hasRootCauseInstanceOf(IOException.class);
            }
        }
    }
}
