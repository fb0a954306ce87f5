package org.messageledger.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A running ledger's long jobs of one kind: started, and asked until they end. */
final class JobEndpoint {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A ledger that is away for a moment does not end a job. */
    private static final int FAILURES_MAX = 20;

    /** What has ended; some have a result before they have cleared up. */
    private static final Set<String> ENDED = Set.of("DONE", "CANCELLED", "FAILED");

    private final LedgerEndpoint ledger;
    private final URI jobs;

    /** @param path of the jobs, such as {@code api/v1/checks} */
    JobEndpoint(URI base, String path, Password password) {
        this.ledger = new LedgerEndpoint(base, password, "auditor");
        this.jobs = ledger.at(path);
    }

    /**
     * Starts one.
     *
     * @param order what it is to do; null when there is nothing to say
     * @throws IOException when it was not started; a sentence for the person that waits
     */
    JsonNode start(@Nullable String order) throws IOException, InterruptedException {
        HttpRequest.Builder request = ledger.request(jobs);
        return ledger.answer(
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
                    job = ledger.answer(ledger.request(one).GET(), 200);
                    failures = 0;
                } catch (IOException e) {
                    failures++;
                    if (e instanceof LedgerEndpoint.Refused || failures == FAILURES_MAX) {
                        throw e;
                    }
                }
            }
        } finally {
            progress.end();
        }
        return job;
    }
}
