package org.messageledger.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running ledger that is asked for JSON, as one user. */
final class LedgerEndpoint {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();
    private final URI base;
    private final Password password;
    private final String role;

    /** @param role that what is asked for needs */
    LedgerEndpoint(URI base, Password password, String role) {
        String text = base.toString();
        this.base = URI.create(text.endsWith("/") ? text : text + "/");
        this.password = password;
        this.role = role;
    }

    /** The ledger answers, and not what was asked for. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** @param path such as {@code api/v1/checks} */
    URI at(String path) {
        return URI.create(base + path);
    }

    HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(ANSWER_MAX)
                .header("Authorization", password.authorization())
                .header("Accept", "application/json, application/problem+json");
    }

    /**
     * Asks once.
     *
     * @param due the status that is not a refusal
     * @throws Refused when the ledger answers something else
     * @throws IOException when no ledger answers; either has a sentence for the person that waits
     */
    JsonNode answer(HttpRequest.Builder asked, int due) throws IOException, InterruptedException {
        HttpRequest request = asked.build();
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("no ledger answers at " + request.uri() + ": " + e, e);
        }
        JsonNode json;
        try {
            json = JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new Refused("no ledger answers at " + request.uri() + ": status " + response.statusCode());
        }
        if (response.statusCode() == 401) {
            throw new Refused("the ledger does not accept user " + password.user()
                    + " with this password: check --user and --password-file");
        }
        if (response.statusCode() == 403) {
            throw new Refused(
                    "user " + password.user() + " may not have this done: it needs the role " + role + " (--user)");
        }
        if (response.statusCode() != due) {
            throw new Refused("the ledger refuses: status " + response.statusCode() + ": " + Answer.Problem.of(json));
        }
        return json;
    }
}
