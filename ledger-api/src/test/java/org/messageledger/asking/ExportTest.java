package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An export has the rows of the list with the same question, and a manifest that says so. */
class ExportTest {

    /** More than a page holds. */
    private static final int READS = 1_100;

    private static final JsonMapper JSON = new JsonMapper();

    /** Parameters of the body, and where the list of the same question is. */
    private static final Map<String, String> LISTS = Map.of(
            "message", "/messages/%s/trail",
            "thread", "/threads/%s/trail",
            "person", "/people/%s/activity",
            "patient", "/patients/%s/accesses",
            "disclosuresOf", "/patients/%s/disclosures",
            "pool", "/pools/%s/activity");

    @TempDir
    private static Path home;

    private static RunningLedger ledger;
    private static Asking asking;

    @BeforeAll
    static void somethingOfEverything() {
        ledger = RunningLedger.start(home);
        asking = new Asking(ledger);
        asking.send("x:1", "\"mode\":\"REPORT\",\"patientIds\":[\"child:1\"],\"threadId\":\"x:t\",\"urgent\":true,");
        asking.send("x:2", "\"mode\":\"REPORT\",\"patientIds\":[\"child:1\",\"child:2\"],\"threadId\":\"x:t\",");
        List<String> lines = new ArrayList<>();
        String[] agents = {
            "=HYPERLINK(1),\\\"x\\\"",
            "browser",
            "'quoted",
            ") Tj (",
            "\\u05d0\\u202ee",
            "\\\\) /JS (app.alert(1)",
            "${jndi:x}"
        };
        for (int i = 0; i < READS; i++) {
            lines.add("{\"command\":\"ReadMessage\",\"messageId\":\"x:" + (1 + i % 2) + "\",\"actor\":"
                    + "{\"id\":\"" + (i % 3 == 0 ? "clinician:8" : "stranger:" + i % 7)
                    + "\",\"kind\":\"CLINICIAN\",\"pool\":\"north\"}"
                    + ",\"kind\":\"" + (i % 4 == 0 ? "PRINTED" : "OPENED")
                    + "\",\"purpose\":\"TREAT\",\"occurredAt\":\"2026-01-" + (10 + i % 20) + "T08:00:00.000Z\""
                    + ",\"mode\":\"REPORT\",\"client\":{\"userAgent\":\"" + agents[i % agents.length] + "\"}}");
        }
        for (int i = 0; i < 20; i++) {
            lines.add("{\"command\":\"ListMessages\",\"messageIds\":[\"x:1\",\"x:unknown\"],\"actor\":"
                    + Asking.clinician("clinician:8")
                    + ",\"kind\":\"LISTED\",\"purpose\":\"TREAT\",\"mode\":\"REPORT\"}");
            lines.add("{\"command\":\"DiscloseMessage\",\"messageId\":\"x:2\",\"patientIds\":[\"child:2\"],"
                    + "\"recipient\":{\"name\":\"Dr. Who\"},\"description\":\"all\",\"purposeStatement\":\"care\","
                    + "\"disclosedBy\":" + Asking.clinician("clinician:8")
                    + ",\"legalBasis\":\"TREATMENT\",\"mode\":\"REPORT\"}");
        }
        assertThat(ledger.bulk(lines.toArray(String[]::new)))
                .allSatisfy(answer -> assertThat(answer.path("status").asInt()).isEqualTo(201));
        awaitView(ledger);
    }

    private static void awaitView(RunningLedger behind) {
        String newest = "/api/v1/messages/x:1/trail?limit=1&atLeast=" + (behind.logSize() - 1);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> behind.get("compliance", newest).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    /** A question by its parameters, and the same as the list's query. */
    private record Asked(String about, String id, Map<String, Object> parameters) {

        String body(Map<String, Object> more) {
            Map<String, Object> body = new LinkedHashMap<>(parameters);
            body.put(about, id);
            body.putAll(more);
            return JSON.writeValueAsString(body);
        }

        String list() {
            return LISTS.getOrDefault(about, "").formatted(id)
                    + parameters.entrySet().stream()
                            .flatMap(parameter -> (parameter.getValue() instanceof List<?> list
                                            ? list
                                            : List.of(parameter.getValue()))
                                    .stream().map(value -> parameter.getKey() + "=" + value))
                            .collect(Collectors.joining("&", "?", ""));
        }

        static Asked random(Random random) {
            List<String> kinds = LISTS.keySet().stream().sorted().toList();
            String about = kinds.get(random.nextInt(kinds.size()));
            List<String> ids =
                    switch (about) {
                        case "message" -> List.of("x:1", "x:2", "x:unknown", "x:nobody");
                        case "thread" -> List.of("x:t", "x:1");
                        case "person" -> List.of("clinician:8", "stranger:1", "member:17");
                        case "pool" -> List.of("north", "south");
                        default -> List.of("child:1", "child:2", "child:3");
                    };
            Map<String, Object> parameters = new LinkedHashMap<>();
            parameters.put("asOf", random.nextLong(ledger.logSize()));
            some(random, parameters, "order", "desc");
            some(random, parameters, "from", "2026-01-12T08:00:00.000Z");
            some(random, parameters, "to", "2026-01-25T08:00:00.000Z");
            some(random, parameters, "event", List.of("MessageRead", "MessagesListed"));
            some(random, parameters, "kind", List.of("OPENED"));
            some(random, parameters, "actor", List.of("stranger:1", "clinician:8"));
            some(random, parameters, "irregularity", List.of("NOT_A_PARTICIPANT", "UNKNOWN_MESSAGE"));
            if (about.equals("person")) {
                some(random, parameters, "as", "actor,sender");
            }
            return new Asked(about, ids.get(random.nextInt(ids.size())), parameters);
        }

        private static void some(Random random, Map<String, Object> parameters, String name, Object value) {
            if (random.nextInt(5) == 0) {
                parameters.put(name, value);
            }
        }
    }

    private static List<JsonNode> paged(String path) {
        List<JsonNode> items = new ArrayList<>();
        JsonNode page = asking.ask(path + "&limit=300");
        page.path("items").forEach(items::add);
        while (!page.path("next").isNull()) {
            page = asking.ask(path + "&limit=300&cursor=" + page.path("next").asString());
            page.path("items").forEach(items::add);
        }
        return items;
    }

    @Test
    void hasTheRowsOfTheListWithTheSameQuestion() throws Exception {
        Random random = new Random(41);
        VerifierKey key = VerifierKey.parse(
                ledger.get("auditor", "/api/v1/exports/key").body().strip());
        int rows = 0;
        for (int i = 0; i < 40; i++) {
            Asked asked = Asked.random(random);
            List<JsonNode> items = paged(asked.list());
            rows += items.size();
            for (String format : List.of("ndjson", "csv")) {
                boolean signed = random.nextBoolean();
                ExportedFile export = ExportedFile.of(ledger, asked.body(Map.of("format", format, "signed", signed)));
                String file = export.text("export." + format);

                if (format.equals("ndjson")) {
                    assertThat(file.lines().map(RunningLedger::json).toList())
                            .as(asked.list())
                            .isEqualTo(items);
                } else {
                    assertThat(CsvRecords.read(file))
                            .as(asked.list())
                            .isEqualTo(items.stream().map(ExportTest::csvRow).toList());
                }
                JsonNode manifest = export.manifest();
                assertThat(manifest.path("rows").asInt()).isEqualTo(items.size());
                assertThat(manifest.path("sha256").asString()).isEqualTo(sha256(export, "export." + format));
                assertThat(manifest.path("rehashed").asBoolean()).isEqualTo(signed);
                if (signed) {
                    assertThat(export.members().keySet())
                            .containsExactly("export." + format, "manifest.json", "manifest.sig");
                    String note = export.text("manifest.json") + "\n" + export.text("manifest.sig");
                    assertThat(SignedNote.parse(note.getBytes(StandardCharsets.UTF_8))
                                    .verify(List.of(key)))
                            .containsExactly(key);
                } else {
                    assertThat(export.members().keySet()).containsExactly("export." + format, "manifest.json");
                }
            }
        }
        assertThat(rows).isGreaterThan(1_500);
    }

    @Test
    void hasWhatASearchFinds() {
        String list = "/people/clinician:8/activity?as=actor&event=MessageRead&order=desc";
        ExportedFile found = ExportedFile.of(
                ledger, "{\"q\":\"actor:clinician:8 event:MessageRead\",\"order\":\"desc\",\"format\":\"ndjson\"}");
        assertThat(found.text("export.ndjson").lines().map(RunningLedger::json).toList())
                .hasSizeGreaterThan(300)
                .isEqualTo(paged(list));
        assertThat(found.manifest().path("question"))
                .isEqualTo(RunningLedger.json("{\"order\":\"desc\",\"q\":\"actor:clinician:8 event:MessageRead\","
                        + "\"sort\":\"leafIndex\"}"));

        JsonNode everything = ExportedFile.of(ledger, "{\"q\":\"*\"}").manifest();
        assertThat(everything.path("rows").asLong()).isEqualTo(ledger.logSize());
        HttpResponse<byte[]> wrong = ExportedFile.ask(ledger, "{\"q\":\"actor:x AND acter:y\"}");
        assertThat(RunningLedger.json(new String(wrong.body(), StandardCharsets.UTF_8))
                        .path("column")
                        .asInt())
                .isEqualTo(13);
    }

    private static String sha256(ExportedFile export, String member) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(export.members().get(member)));
    }

    /** The row that an item is in csv, from the item alone. */
    private static Map<String, String> csvRow(JsonNode item) {
        Map<String, String> row = new LinkedHashMap<>();
        Map<String, JsonNode> detail = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : item.properties()) {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "actor" -> {
                    put(row, "actor", value.path("id"));
                    put(row, "actorKind", value.path("kind"));
                    for (String name : List.of("onBehalfOf", "pool", "relation")) {
                        put(row, name, value.path(name));
                    }
                }
                case "client" -> {
                    put(row, "clientAddress", value.path("address"));
                    put(row, "userAgent", value.path("userAgent"));
                }
                case "irregularities" -> {
                    String codes = value.valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
                    if (!codes.isEmpty()) {
                        row.put("irregularities", codes);
                    }
                }
                case "leafIndex",
                        "eventId",
                        "event",
                        "recordedAt",
                        "occurredAt",
                        "messageId",
                        "threadId",
                        "emitter",
                        "mode",
                        "kind",
                        "purpose",
                        "ground",
                        "outcome",
                        "category",
                        "channel",
                        "urgent",
                        "confidentiality",
                        "careSite" -> put(row, field.getKey(), value);
                default -> detail.put(field.getKey(), value);
            }
        }
        row.put("detail", JSON.writeValueAsString(detail));
        return row;
    }

    private static void put(Map<String, String> row, String name, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
            row.put(name, value.asString());
        }
    }

    @Test
    void saysInItsManifestWhatWasAskedByWhomAndOfWhichTree() {
        long leaf = ledger.logSize() - 3;
        JsonNode asOf = asking.ask("/messages/x:1/trail?limit=1&asOf=" + leaf).path("asOf");
        ExportedFile export = ExportedFile.of(
                ledger,
                "{\"person\":\"clinician:8\",\"asOf\":" + leaf + ",\"event\":[\"MessagesListed\",\"MessageRead\"]}");
        JsonNode manifest = export.manifest();

        assertThat(manifest.path("question"))
                .isEqualTo(RunningLedger.json("{\"as\":[\"actor\",\"onBehalfOf\"],\"asOf\":\"" + leaf
                        + "\",\"event\":[\"MessageRead\",\"MessagesListed\"],\"order\":\"asc\",\"person\":\"clinician:8\","
                        + "\"time\":\"occurred\"}"));
        assertThat(manifest.path("asOf")).isEqualTo(asOf);
        assertThat(manifest.path("user").asString()).isEqualTo("compliance");
        assertThat(manifest.path("key").asString())
                .isEqualTo(
                        ledger.get("compliance", "/api/v1/exports/key").body().strip());
        assertThat(manifest.path("checkpoint").asString())
                .startsWith(manifest.path("origin").asString() + "\n");
        assertThat(export.answer().headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(export.answer().headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"export.zip\"");
        assertThat(export.answer().headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(export.answer().headers().firstValue("Ledger-Tree-Size")).hasValue(Long.toString(leaf + 1));
        assertThat(ledger.get("auditor", "/api/v1/exports/key").body())
                .isNotEqualTo(ledger.get("auditor", "/api/v1/log/key").body());
    }

    @Test
    void printsEveryRowAndNothingThatSomebodyElseMeant() throws IOException {
        ExportedFile export = ExportedFile.of(ledger, "{\"message\":\"x:1\",\"format\":\"pdf\"}");
        PdfReader reader = new PdfReader(export.members().get("export.pdf"));
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            String ofPage = new PdfTextExtractor(reader).getTextFromPage(page);
            assertThat(ofPage).contains("Leaf", "page " + page, "as of leaf");
            text.append(ofPage).append('\n');
        }
        List<JsonNode> items = paged("/messages/x:1/trail?order=asc");

        assertThat(export.manifest().path("rows").asInt()).isEqualTo(items.size());
        assertThat(text).contains("End of the export: " + items.size() + " rows.");
        String printed = text.toString().replaceAll("\\s", ""); // what is long is broken over lines
        for (JsonNode item : items) {
            assertThat(printed).contains(item.path("eventId").asString());
        }
        assertThat(printed).contains("«U+05D0»«U+202E»").doesNotContain("\u05d0", "\u202e");
        assertThat(new String(export.members().get("export.pdf"), StandardCharsets.ISO_8859_1))
                .doesNotContain("/JavaScript", "/JS (app", "/URI");
        reader.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"message\":\"x:1\"} {}",
                "{\"message\":\"x:1\",\"message\":\"x:2\"}",
                "{\"message\":\"x:1\",\"person\":\"clinician:8\"}",
                "{\"message\":\"no colon\"}",
                "{\"message\":null}",
                "{\"message\":[]}",
                "{\"message\":{\"id\":\"x:1\"}}",
                "{\"message\":\"x:1\",\"acter\":\"clinician:8\"}",
                "{\"message\":\"x:1\",\"limit\":5}",
                "{\"message\":\"x:1\",\"cursor\":\"abc\"}",
                "{\"message\":\"x:1\",\"format\":\"xls\"}",
                "{\"message\":\"x:1\",\"format\":\"json\"}",
                "{\"message\":\"x:1\",\"signed\":\"yes\"}",
                "{\"message\":\"x:1\",\"signed\":1}",
                "{\"message\":\"x:1\",\"order\":\"up\"}",
                "{\"message\":\"x:1\",\"asOf\":-1}",
                "{\"message\":\"x:1\",\"asOf\":1.5}",
                "{\"message\":\"x:1\",\"asOf\":99999999}",
                "{\"message\":\"x:1\",\"asOf\":\"yesterday\"}",
                "{\"message\":\"x:1\",\"as\":\"actor\"}",
                "{\"message\":\"x:1\",\"kind\":\"OPENED' or 1=1\"}",
                "{\"message\":\"x:1\",\"event\":[\"MessageRead\",7,[]]}",
                "{\"message\":\"x:1\",\"from\":\"2026-02-01T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}",
                "{\"message\":\"x:\\ud800\"}",
                "{\"message\":\"x:1\",\"sort\":\"actor\"}",
                "{\"q\":\"acter:x\"}",
                "{\"q\":\"actor:x\",\"actor\":\"y\"}",
                "{\"q\":\"actor:x\",\"sort\":\"acter\"}",
                "{\"q\":\"actor:x\",\"message\":\"x:1\"}"
            })
    void refusesWhatItCannotUnderstand(String body) {
        HttpResponse<byte[]> answer = ExportedFile.ask(ledger, body);

        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLargeAndAQuery() {
        String large = "{\"message\":\"x:1\",\"actor\":\"" + "a".repeat(200_000) + "\"}";
        assertThat(ExportedFile.ask(ledger, large).statusCode()).isEqualTo(413);
        assertThat(ledger.get("compliance", "/api/v1/exports/key?x=1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void namesTheViewWhenItIsBehind() {
        HttpResponse<byte[]> answer =
                ExportedFile.ask(ledger, "{\"message\":\"x:1\",\"atLeast\":" + (ledger.logSize() + 1_000) + "}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("view-behind");
    }

    /** Not in the first page, so that the answer has begun: it breaks off, and is no zip. */
    @Test
    void signsNothingOnceSomebodyHasAlteredTheView(@TempDir Path other) throws Exception {
        try (RunningLedger altered = RunningLedger.start(other)) {
            List<String> reads = Collections.nCopies(
                    2_300,
                    "{\"command\":\"ReadMessage\",\"messageId\":\"y:1\",\"actor\":" + Asking.clinician("clinician:8")
                            + ",\"kind\":\"OPENED\",\"purpose\":\"TREAT\",\"mode\":\"REPORT\"}");
            altered.bulk(reads.toArray(String[]::new));
            awaitView(altered);
            execute(altered, "update facts set purpose = 'HRESCH' where leaf_index = 2200");

            assertThatThrownBy(() -> ExportedFile.ask(altered, "{\"message\":\"y:1\"}"))
                    .hasRootCauseInstanceOf(IOException.class);
            // who does not want it signed, gets what the list shows
            assertThat(ExportedFile.of(altered, "{\"message\":\"y:1\",\"signed\":false}")
                            .text("export.csv"))
                    .contains("HRESCH");
            // in the first page there is time for a problem
            HttpResponse<byte[]> refused = ExportedFile.ask(altered, "{\"message\":\"y:1\",\"order\":\"desc\"}");
            assertProblem(refused, 2_200);
            // what is not in the answer is not looked at
            assertThat(ExportedFile.of(altered, "{\"message\":\"y:1\",\"asOf\":2199}")
                            .manifest()
                            .path("rows")
                            .asInt())
                    .isEqualTo(2_199);
            execute(altered, "update facts set purpose = 'TREAT' where leaf_index = 2200");
            assertThat(ExportedFile.of(altered, "{\"message\":\"y:1\"}")
                            .manifest()
                            .path("rows")
                            .asInt())
                    .isEqualTo(2_300);

            execute(altered, "drop trigger entries_append_only");
            execute(
                    altered,
                    "update entries set entry = (select entry from entries where leaf_index = 9) where leaf_index = 10");
            assertProblem(ExportedFile.ask(altered, "{\"message\":\"y:1\"}"), 10);
            assertThat(altered.get("auditor", "/actuator/health/readiness").body())
                    .contains("An export was not signed: leaf 10: its entry is not the one in the log's tree");
        }
    }

    private static void assertProblem(HttpResponse<byte[]> answer, long leafIndex) {
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
        JsonNode problem = RunningLedger.json(new String(answer.body(), StandardCharsets.UTF_8));
        assertThat(problem.path("type").asString()).isEqualTo("urn:message-ledger:problem:altered");
        assertThat(problem.path("leafIndex").asLong()).isEqualTo(leafIndex);
    }

    private static void execute(RunningLedger ledger, String sql) throws SQLException {
        try (Connection connection = ledger.part(DataSource.class).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
