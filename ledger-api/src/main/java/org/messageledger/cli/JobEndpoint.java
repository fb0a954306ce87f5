package org.messageledger.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running ledger's long jobs of one kind: started, and asked until they end. */
final class JobEndpoint {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A ledger that is away for a moment does not end a job. */
    private static final int FAILURES_MAX = 20;

    /** What has ended; some have a result before they have cleared up. */
    private static final Set<String> ENDED = Set.of("DONE", "CANCELLED", "FAILED");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();
    private final URI jobs;
    private final Password password;

    /** @param path of the jobs, such as {@code api/v1/checks} */
    JobEndpoint(URI base, String path, Password password) {
        String text = base.toString();
        this.jobs = URI.create((text.endsWith("/") ? text : text + "/") + path);
        this.password = password;
    }

    /**
     * Starts one.
     *
     * @param order what it is to do; null when there is nothing to say
     * @throws IOException when it was not started; a sentence for the person that waits
     */
    JsonNode start(@Nullable String order) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(jobs);
        return answer(
                order == null
                        ? request.POST(BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(order)),
                202);
    }

    /**
     * Waits for its end, or its result if that comes before.
     *
     * @return the job as it was answered last
     * @throws IOException when nobody knows how it ended; a sentence for the person that waits
     */
    JsonNode awaitEnd(JsonNode started, JobProgress progress) throws IOException, InterruptedException {
        URI one = URI.create(jobs + "/" + started.path("id").asString());
        JsonNode job = started;
        int failures = 0;
        try {
            while (!job.has("result") && !ENDED.contains(job.path("state").asString(""))) {
                progress.at(job);
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                try {
                    job = answer(request(one).GET(), 200);
                    failures = 0;
                } catch (IOException e) {
                    failures++;
                    if (e instanceof Refused || failures == FAILURES_MAX) {
                        throw e;
                    }
                }
            }
        } finally {
            progress.end();
        }
        return job;
    }

    /** The ledger answers, and not what was asked for. */
    private static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri)
                .timeout(ANSWER_MAX)
                .header("Authorization", password.authorization())
                .header("Accept", "application/json, application/problem+json");
    }

    private JsonNode answer(HttpRequest.Builder request, int due) throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException("no ledger answers at " + jobs + ": " + e, e);
        }
        JsonNode json;
        try {
            json = JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new Refused("no ledger answers at " + jobs + ": status " + response.statusCode());
        }
        if (response.statusCode() == 401) {
            throw new Refused("the ledger does not accept user " + password.user()
                    + " with this password: check --user and --password-file");
        }
        if (response.statusCode() == 403) {
            throw new Refused(
                    "user " + password.user() + " may not have this done: it needs the role auditor (--user)");
        }
        if (response.statusCode() != due) {
            throw new Refused("the ledger refuses: status " + response.statusCode() + ": " + Answer.Problem.of(json));
        }
        return json;
    }
}
