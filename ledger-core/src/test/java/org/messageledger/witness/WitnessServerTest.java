package org.messageledger.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.SignedNote;

/** A witness over HTTP. */
@SuppressWarnings("NullAway.Init") // made before each test
class WitnessServerTest extends WitnessScenario {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private WitnessServer server;

    @BeforeEach
    void start() throws IOException {
        server = WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), reports::add);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static String originHash(String origin) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> call(String method, String path, BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .method(method, body)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> add(AddCheckpoint request) throws Exception {
        return call("POST", "/add-checkpoint", BodyPublishers.ofByteArray(request.toBytes()));
    }

    private static String contentType(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    @Test
    void answersAsTheSpecificationSays() throws Exception {
        AddCheckpoint first = log.request(0, 7);
        HttpResponse<String> cosigned = add(first);
        assertThat(cosigned.statusCode()).isEqualTo(200);
        assertThat(cosigned.body()).startsWith("— " + NAME + " ").endsWith("\n");
        assertThat(cosignature(first.note(), cosigned.body(), witness.key())).isNotNull();

        HttpResponse<String> otherSize = add(log.request(3, 9));
        assertThat(otherSize.statusCode()).isEqualTo(409);
        assertThat(contentType(otherSize)).isEqualTo("text/x.tlog.size");
        assertThat(otherSize.body()).isEqualTo("7\n");
        assertThat(add(log.forkedAt(2).request(7, 9)).statusCode()).isEqualTo(422);
        assertThat(add(ForkableLog.named("log.example/none").request(0, 9)).statusCode())
                .isEqualTo(404);
        assertThat(add(new AddCheckpoint(9, log.proof(0, 3), log.note(3))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void showsMonitorsWhatItHasCosigned() throws Exception {
        String path = "/" + originHash(log.origin()) + "/checkpoint";
        assertThat(call("GET", path, BodyPublishers.noBody()).statusCode()).isEqualTo(404);
        AddCheckpoint request = log.request(0, 7);
        String line = add(request).body();

        HttpResponse<String> shown = call("GET", path, BodyPublishers.noBody());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(contentType(shown)).isEqualTo("text/plain; charset=utf-8");
        assertThat(shown.body()).isEqualTo(request.note() + line);
        SignedNote note = SignedNote.parse(shown.body().getBytes(StandardCharsets.UTF_8));
        assertThat(note.verify(java.util.List.of(log.verifier(), witness.key())))
                .hasSize(2);
        assertThat(call("HEAD", path, BodyPublishers.noBody()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /add-checkpoint, 405",
        "PUT, /add-checkpoint, 405",
        "HEAD, /add-checkpoint, 405",
        "POST, /add-checkpoint?x=1, 400",
        "POST, /add-checkpoint, 400",
        "POST, /add-checkpoint/, 404",
        "POST, /sign-subtree, 404",
        "GET, /, 404",
        "GET, /checkpoint, 404",
        "POST, /HASH/checkpoint, 405",
        "GET, /HASH/checkpoint/, 404",
        "GET, /HASH/../HASH/checkpoint, 404",
        "GET, /0/checkpoint, 404"
    })
    void knowsNoOtherCall(String method, String path, int status) throws Exception {
        assertThat(add(log.request(0, 7)).statusCode()).isEqualTo(200);
        HttpResponse<String> answer =
                call(method, path.replace("HASH", originHash(log.origin())), BodyPublishers.noBody());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    @Test
    void takesOnlySoManyBytes() throws Exception {
        byte[] large = new byte[AddCheckpoint.SIZE_BYTES_MAX + 1];
        HttpResponse<String> answer = call("POST", "/add-checkpoint", BodyPublishers.ofByteArray(large));
        assertThat(answer.statusCode()).isEqualTo(413);
        byte[] allowed = new byte[AddCheckpoint.SIZE_BYTES_MAX];
        assertThat(call("POST", "/add-checkpoint", BodyPublishers.ofByteArray(allowed))
                        .statusCode())
                .isEqualTo(400);
        assertThat(add(log.request(0, 7)).statusCode()).isEqualTo(200);
    }
}
