package org.messageledger.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ledger's endpoint for replays. */
final class ReplayEndpoint {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();
    private final URI replays;
    private final Password password;

    ReplayEndpoint(URI base, Password password) {
        String text = base.toString();
        this.replays = URI.create((text.endsWith("/") ? text : text + "/") + "api/v1/replays");
        this.password = password;
    }

    /** The new replay. @throws IOException in words, when there is none */
    JsonNode begin(String order) throws IOException, InterruptedException {
        return answer(
                request(replays)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(order))
                        .build(),
                202);
    }

    /** How far it is. */
    JsonNode status(String id) throws IOException, InterruptedException {
        return answer(request(URI.create(replays + "/" + id)).GET().build(), 200);
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(ANSWER_MAX)
                .header("Authorization", password.authorization())
                .header("Accept", "application/json, application/problem+json");
    }

    private JsonNode answer(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ImportFailure("no ledger answers at " + replays + ": " + e, e);
        }
        JsonNode json;
        try {
            json = JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new ImportFailure("no ledger answers at " + replays + ": status " + response.statusCode(), e);
        }
        if (response.statusCode() == 401) {
            throw new ImportFailure("the ledger does not accept user " + password.user()
                    + " with this password: check --user and --password-file");
        }
        if (response.statusCode() == 403) {
            throw new ImportFailure("user " + password.user() + " may not replay: it needs the role auditor (--user)");
        }
        if (response.statusCode() != expected) {
            throw new ImportFailure(
                    "the ledger refuses: status " + response.statusCode() + ": " + Answer.Problem.of(json));
        }
        return json;
    }
}
