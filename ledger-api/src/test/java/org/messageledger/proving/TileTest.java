package org.messageledger.proving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.tree.ConsistencyProof;
import org.messageledger.tree.Hash;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TreeHasher;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** Checkpoint, tiles, bundles and proofs, read as other people's tools read them. */
class TileTest {

    private static final int MESSAGES = 300;

    private static final String SEND = """
            {"command":"SendMessage","messageId":"portal:%s","sender":{"id":"member:17","kind":"MEMBER"},\
            "recipients":[{"person":"clinician:8"}],"category":"MEDICATION","channel":"PORTAL","confidentiality":"N",\
            "subject":"s","body":"b"}""";

    @TempDir
    static Path home;

    private static RunningLedger ledger;
    private static Checkpoint checkpoint;
    private static long size;

    @BeforeAll
    static void start() throws Exception {
        ledger = RunningLedger.start(home);
        ledger.bulk(IntStream.range(0, MESSAGES).mapToObj(SEND::formatted).toArray(String[]::new));
        await().atMost(Duration.ofSeconds(60)).until(() -> published().head().size() == 1 + MESSAGES);
        checkpoint = published();
        size = checkpoint.head().size();
    }

    @AfterAll
    static void stop() {
        ledger.close();
    }

    private static Checkpoint published() throws Exception {
        byte[] note = bytes("checkpoint", 200).body();
        VerifierKey key = VerifierKey.parse(
                ledger.get("auditor", "/api/v1/log/key").body().strip());
        return Checkpoint.verify(SignedNote.parse(note), List.of(key));
    }

    private static HttpResponse<byte[]> bytes(String path, int status, String... headers) throws Exception {
        HttpRequest.Builder request =
                path.contains("entries") ? ledger.request("auditor", "/log/" + path) : ledger.anonymous("/log/" + path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        return answer;
    }

    private static List<byte[]> entries(byte[] bundle) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bundle));
        while (in.available() > 0) {
            byte[] entry = new byte[in.readUnsignedShort()];
            in.readFully(entry);
            entries.add(entry);
        }
        return entries;
    }

    @Test
    void leadFromTheCheckpointToEveryEntry() throws Exception {
        List<byte[]> entries =
                new ArrayList<>(entries(bytes("tile/entries/000", 200).body()));
        entries.addAll(entries(bytes("tile/entries/001.p/" + (size - 256), 200).body()));
        assertThat(entries).hasSize((int) size);
        assertThat(new String(entries.get(0), StandardCharsets.UTF_8)).contains("LedgerFounded", checkpoint.origin());

        RightEdge edge = RightEdge.EMPTY;
        List<Hash> hashes = new ArrayList<>();
        RightEdge firstTile = RightEdge.EMPTY;
        for (byte[] entry : entries) {
            Hash leaf = TreeHasher.leaf(entry);
            edge = edge.append(leaf);
            hashes.add(leaf);
            firstTile = hashes.size() == 256 ? edge : firstTile;
        }
        assertThat(edge.head()).isEqualTo(checkpoint.head());
        assertThat(packed(hashes.subList(0, 256)))
                .isEqualTo(bytes("tile/0/000", 200).body());
        assertThat(packed(hashes.subList(256, hashes.size())))
                .isEqualTo(bytes("tile/0/001.p/" + (size - 256), 200).body());
        assertThat(packed(List.of(firstTile.root())))
                .isEqualTo(bytes("tile/1/000.p/1", 200).body());
    }

    private static byte[] packed(List<Hash> hashes) {
        byte[] packed = new byte[hashes.size() * 32];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(packed, i * 32);
        }
        return packed;
    }

    @Test
    void areCutToTheWidthThatIsAskedFor() throws Exception {
        byte[] tile = bytes("tile/0/000", 200).body();
        assertThat(bytes("tile/0/000.p/7", 200).body()).isEqualTo(Arrays.copyOf(tile, 7 * 32));
        assertThat(entries(bytes("tile/entries/000.p/3", 200).body())).hasSize(3);
    }

    @Test
    void areKeptByWhoMayKeepThem() throws Exception {
        HttpResponse<byte[]> signed = bytes("checkpoint", 200);
        assertThat(signed.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(signed.headers().firstValue("Cache-Control")).hasValue("max-age=3, public");
        HttpResponse<byte[]> tile = bytes("tile/0/000", 200);
        assertThat(tile.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(tile.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        HttpResponse<byte[]> bundle = bytes("tile/entries/000", 200);
        assertThat(bundle.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(bundle.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, private, immutable");
        assertThat(bundle.headers().allValues("Vary")).contains("Accept-Encoding");
        assertThat(bytes("tile/0/005", 404).headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @Test
    void areCompressedWhenAskedFor() throws Exception {
        byte[] plain = bytes("tile/entries/000", 200).body();
        HttpResponse<byte[]> answer = bytes("tile/entries/000", 200, "Accept-Encoding", "br, gzip;q=0.5");
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.body().length).isLessThan(plain.length);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes())
                .isEqualTo(plain);
        assertThat(bytes("tile/entries/000", 200, "Accept-Encoding", "gzip;q=0").body())
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/002",
                "tile/0/001",
                "tile/0/001.p/255",
                "tile/1/000",
                "tile/1/000.p/2",
                "tile/2/000.p/1",
                "tile/0/x001/000",
                "tile/63/000",
                "tile/entries/001",
                "tile/entries/999"
            })
    void areNotThereBeyondTheCheckpoint(String path) throws Exception {
        String problem = new String(bytes(path, 404).body(), StandardCharsets.UTF_8);
        assertThat(RunningLedger.json(problem).path("treeSize").asLong()).isGreaterThanOrEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/0",
                "tile/0/0000",
                "tile/0/x000/001",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000/",
                "tile/0/001/000",
                "tile/a/000",
                "tile/0",
                "tile/entries/0",
                "tile/entries/000.p/257",
                "tile/0/000?a=b",
                "checkpoint?size=1"
            })
    void areNotNamedInAnyOtherWay(String path) throws Exception {
        bytes(path, 400);
    }

    @ParameterizedTest
    @CsvSource({"emitter, 403", "compliance, 403", "admin, 403", "privacy, 403", "auditor, 200"})
    void showEntriesToAuditorsOnly(String user, int status) {
        assertThat(ledger.get(user, "/log/tile/entries/000").statusCode()).isEqualTo(status);
        assertThat(ledger.get(user, "/log/tile/0/000").statusCode()).isEqualTo(200);
    }

    @Test
    void proveThatTheLogOnlyGrew() {
        for (long from : new long[] {1, 2, 128, 255, 256, 257, size - 1, size}) {
            JsonNode proved =
                    RunningLedger.json(ledger.get("auditor", "/api/v1/log/consistency?from=" + from + "&to=" + size));
            List<Hash> hashes = proved.path("hashes")
                    .valueStream()
                    .map(hash -> Hash.fromBase64(hash.asString()))
                    .toList();
            Hash older = Hash.fromBase64(proved.path("fromRootHash").asString());
            assertThat(new ConsistencyProof(from, size, hashes)
                            .verifies(older, checkpoint.head().root()))
                    .as("from " + from)
                    .isTrue();
            assertThat(proved.path("toRootHash").asString())
                    .isEqualTo(checkpoint.head().root().toBase64());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "from=0, 400",
        "from=, 400",
        "to=1, 400",
        "from=2&to=1, 400",
        "from=1&from=2, 400",
        "from=1&at=2, 400",
        "from=-1, 400",
        "from=01, 400",
        "from=%ff, 400",
        "from=1&to=%ff, 400",
        "from=999999, 404",
        "from=1&to=999999, 404",
        "from=1, 200"
    })
    void proveNothingElse(String query, int status) {
        assertThat(ledger.get("auditor", "/api/v1/log/consistency?" + query).statusCode())
                .isEqualTo(status);
    }

    @Test
    void areKeptInTheHomeToo() throws Exception {
        SignedNote kept = SignedNote.parse(Files.readAllBytes(home.resolve("checkpoint")));
        assertThat(Checkpoint.parse(kept.text()).head().size()).isGreaterThanOrEqualTo(size);
    }
}
