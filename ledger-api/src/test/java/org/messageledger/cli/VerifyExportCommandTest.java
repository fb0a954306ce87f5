package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.wiring.RunningLedger;

/** An export that was altered anywhere is not verified, and the last line says where. */
class VerifyExportCommandTest {

    private static final int READS = 30;

    @TempDir
    private static Path home;

    private static RunningLedger ledger;
    private static String exportKey = "";
    private static String logKey = "";
    private static Path csv = Path.of("");

    @TempDir
    private Path folder;

    @BeforeAll
    static void export() throws Exception {
        ledger = RunningLedger.start(home);
        String[] reads = new String[READS];
        Arrays.fill(
                reads,
                "{\"command\":\"ReadMessage\",\"messageId\":\"v:1\",\"actor\":{\"id\":\"clinician:8\",\"kind\":\"CLINICIAN\"},"
                        + "\"kind\":\"OPENED\",\"purpose\":\"TREAT\",\"mode\":\"REPORT\","
                        + "\"client\":{\"userAgent\":\"two \\\"lines\\\"\"}}");
        ledger.bulk(reads);
        exportKey = ledger.get("auditor", "/api/v1/exports/key").body().strip();
        logKey = ledger.get("auditor", "/api/v1/log/key").body().strip();
        csv = export("\"format\":\"csv\"");
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    private static Path export(String more) throws Exception {
        return ledger.client()
                .send(
                        ledger.request("auditor", "/api/v1/exports")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(
                                        "{\"message\":\"v:1\",\"atLeast\":" + READS + "," + more + "}"))
                                .build(),
                        BodyHandlers.ofFile(Files.createTempFile(home, "export", ".zip")))
                .body();
    }

    private static CommandRun verify(Path file) {
        return CommandRun.of("verify-export", file.toString(), "--vkey", exportKey, "--log-vkey", logKey);
    }

    private static void assertRefused(CommandRun run, String words) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out().lines())
                .last()
                .asString()
                .startsWith("NOT VERIFIED")
                .contains(words);
    }

    private static Map<String, byte[]> members(Path file) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                members.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return members;
    }

    /** The export with other members, in a whole zip. */
    private Path rewritten(Consumer<Map<String, byte[]>> change) throws IOException {
        Map<String, byte[]> members = members(csv);
        change.accept(members);
        Path file = folder.resolve("rewritten.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Map<String, byte[]> members, String name) {
        return new String(members.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    @Test
    void tellsWhatTheExportIs() throws Exception {
        for (String format : new String[] {"csv", "ndjson", "pdf"}) {
            CommandRun run = verify(export("\"format\":\"" + format + "\""));

            assertThat(run.exitCode()).as(run.out()).isZero();
            assertThat(run.out())
                    .contains("made for auditor at ", "signed by " + exportKey, "that the log has signed")
                    .contains("export." + format + " is as it was signed: " + READS + " rows");
            assertThat(run.out().lines()).last().isEqualTo("verified");
        }
    }

    @Test
    void saysThatItDidNotLookAtTheLogWithoutItsKey() {
        CommandRun run = CommandRun.of("verify-export", csv.toString(), "--vkey", exportKey);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("whether that tree is the log's was not checked");
    }

    @Test
    void verifiesAfterItWasPackedAnewWithoutAChange() throws IOException {
        assertThat(verify(rewritten(members -> {})).exitCode()).isZero();
    }

    @Test
    void findsAnyByteThatWasChangedInAMember() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            Map<String, byte[]> members = members(csv);
            String name = members.keySet().stream()
                    .skip(random.nextInt(3))
                    .findFirst()
                    .orElseThrow();
            int at = random.nextInt(members.getOrDefault(name, new byte[0]).length);
            int bit = random.nextInt(8);
            CommandRun run =
                    verify(rewritten(changed -> changed.getOrDefault(name, new byte[0])[at] ^= (byte) (1 << bit)));

            assertRefused(run, name.endsWith("csv") ? "export.csv: is not the file that was signed" : "manifest.");
        }
    }

    @Test
    void findsARowThatIsMissingAndOneThatIsMore() throws IOException {
        assertRefused(
                verify(rewritten(members -> {
                    String file = text(members, "export.csv");
                    members.put(
                            "export.csv", bytes(file.substring(0, file.lastIndexOf("\r\n", file.length() - 3) + 2)));
                })),
                "export.csv: is not the file that was signed");
        assertRefused(
                verify(rewritten(members -> members.put("export.csv", bytes(text(members, "export.csv") + "1,2\r\n")))),
                "export.csv: is not the file that was signed");
    }

    @Test
    void findsMembersThatAreMissingOrAdded() throws IOException {
        assertRefused(verify(rewritten(members -> members.remove("manifest.sig"))), "manifest.sig: is missing");
        assertRefused(verify(rewritten(members -> members.remove("manifest.json"))), "manifest.json: is missing");
        assertRefused(verify(rewritten(members -> members.remove("export.csv"))), "has other members than an export");
        assertRefused(
                verify(rewritten(members -> members.put("export (1).csv", bytes("x")))),
                "has other members than an export");
    }

    @Test
    void believesNoOtherKey() throws IOException {
        String other = LogKey.generate(new SecureRandom())
                .verifier(exportKey.substring(0, exportKey.indexOf('+')))
                .toString();
        assertRefused(
                CommandRun.of("verify-export", csv.toString(), "--vkey", other),
                "manifest.sig: the note has no signature of a known key");
        assertRefused(
                CommandRun.of("verify-export", csv.toString(), "--vkey", logKey),
                "manifest.sig: the note has no signature of a known key");
        assertRefused(
                CommandRun.of("verify-export", csv.toString(), "--vkey", exportKey, "--log-vkey", exportKey),
                "manifest.json: the note has no signature of a known key");
    }

    /** Whoever has the export's key, and not the log's. */
    @Test
    void findsATreeThatTheLogNeverHad() throws Exception {
        LogKey key = LogKey.fromPem(Files.readString(home.resolve("keys").resolve("export.pem")));
        String name = exportKey.substring(0, exportKey.indexOf('+'));
        for (String[] change :
                new String[][] {{"\"rootHash\" : \"", "\"rootHash\" : \"AAAA"}, {"\"treeSize\" : ", "\"treeSize\" : 1"}
                }) {
            Path forged = rewritten(members -> {
                String manifest = text(members, "manifest.json");
                int at = manifest.indexOf(change[0]);
                String altered = manifest.substring(0, at)
                        + change[1]
                        + manifest.substring(at + change[1].length() - (change[1].endsWith("1") ? 1 : 0));
                members.put("manifest.json", bytes(altered));
                members.put(
                        "manifest.sig",
                        bytes(SignedNote.sign(altered, name, key).toString().substring(altered.length() + 1)));
            });

            assertRefused(verify(forged), "manifest.json: is as of a tree that is not the beginning");
        }
    }

    @Test
    void takesNoPartForTheWhole() throws IOException {
        byte[] whole = Files.readAllBytes(csv);
        for (int length = 0; length < whole.length; length += 1 + whole.length / 40) {
            Path part = Files.write(folder.resolve("part.zip"), Arrays.copyOf(whole, length));

            assertRefused(verify(part), "is no whole zip: it was broken off, or altered");
        }
    }

    @Test
    void refusesAnUnsignedExport() throws Exception {
        assertRefused(
                verify(export("\"signed\":false")),
                "manifest.sig: is missing: this is no export, or one that is not signed");
    }

    @Test
    void checksNothingWithoutAKeyOrAFile() {
        assertThat(CommandRun.of("verify-export", csv.toString()).exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("verify-export", csv.toString(), "--vkey", "nonsense")
                        .exitCode())
                .isEqualTo(2);
        CommandRun run = verify(folder.resolve("nothing.zip"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no file: ");
    }
}
