package org.messageledger.recording;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messageledger.eventstore.Answer;
import org.messageledger.eventstore.Recorder;
import org.messageledger.eventstore.Submission;
import org.messageledger.log.StorageException;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line of bulk, from its bytes to its answer line. Every line gets exactly one. */
final class BulkLine {

    private static final Logger LOG = LoggerFactory.getLogger(BulkLine.class);

    private static final Problem NOT_TRIED = Problem.of(
                    "not-tried",
                    503,
                    "Not tried",
                    "An earlier line about the same message could not be recorded. Send both again, in this order, with the "
                            + "same idempotency keys.")
            .retryAfter(Duration.ofSeconds(1));

    private final Recorder recorder;
    private final CommandReader reader;
    private final AnswerJson json;
    private final Duration patience;
    private final Executor workers;

    BulkLine(Recorder recorder, CommandReader reader, AnswerJson json, Duration patience, Executor workers) {
        this.recorder = recorder;
        this.reader = reader;
        this.json = json;
        this.patience = patience;
        this.workers = workers;
    }

    void submit(
            LineReader.Line line,
            String emitter,
            String requestId,
            @Nullable String traceId,
            CommandOrder order,
            Consumer<byte[]> answered) {
        if (line.tooLong()) {
            answered.accept(problem(Body.tooLarge(), false).bytes());
            return;
        }
        CommandReader.Read read;
        try {
            read = reader.line(line.bytes(), emitter);
        } catch (ProblemException e) {
            answered.accept(problem(e.problem(), false).bytes());
            return;
        }
        Submission submission =
                new Submission(read.command(), emitter, read.idempotencyKey(), read.content(), requestId, traceId);
        order.submit(
                read.command(),
                () -> record(submission).thenApply(answer -> {
                    answered.accept(answer.bytes());
                    return answer.settled();
                }),
                () -> answered.accept(problem(NOT_TRIED, false).bytes()));
    }

    /** The answer to a line whose end never came. */
    static byte[] brokenOff() {
        return problem(
                        Problem.malformed(
                                null, "The request broke off within this line, which was not recorded; send it again."),
                        false)
                .bytes();
    }

    /** A line that is pushed back at once does not return before it was let in, so that none behind it comes first. */
    private CompletableFuture<Line> record(Submission submission) {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        return recorder.submit(submission, workers)
                .thenApply(answer -> line(patiently(answer, submission, giveUpAt)))
                .exceptionally(failure -> failed(failure, submission));
    }

    /** A line without an answer would hold its request for ever. */
    private static Line failed(Throwable thrown, Submission submission) {
        Throwable failure =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (failure instanceof StorageException) {
            LOG.error("the storage does not answer: request={}", submission.requestId(), failure);
            return problem(
                    Problem.of(
                                    "storage",
                                    503,
                                    "The storage does not answer",
                                    "Send the line again later with the same idempotency key.")
                            .retryAfter(Duration.ofSeconds(5)),
                    false);
        }
        LOG.error("a line could not be recorded: request={}", submission.requestId(), failure);
        return problem(
                Problem.of(
                        "internal",
                        500,
                        "The ledger failed",
                        "Send the line again with its idempotency key; the ledger's log says more."),
                false);
    }

    private Answer patiently(Answer first, Submission submission, long giveUpAt) {
        Answer answer = first;
        while (answer instanceof Answer.Pushback pushback && System.nanoTime() <= giveUpAt) {
            try {
                TimeUnit.MILLISECONDS.sleep(Math.min(pushback.retryAfter().toMillis(), 1_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer;
            }
            answer = recorder.record(submission);
        }
        return answer;
    }

    private Line line(Answer answer) {
        if (answer instanceof Answer.Recorded recorded) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("status", 201);
            line.put("receipt", json.receipt(recorded, null));
            return line(201, line, recorded.replayed());
        }
        return problem(json.problem(answer, null), answer instanceof Answer.Refused refused && refused.replayed());
    }

    private static Line problem(Problem problem, boolean replayed) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("status", problem.status());
        line.put("problem", problem.toJson());
        return line(problem.status(), line, replayed);
    }

    private static Line line(int status, Map<String, Object> line, boolean replayed) {
        if (replayed) {
            line.put("replayed", true);
        }
        return new Line(status, StrictJson.MAPPER.writeValueAsString(line) + "\n");
    }

    /** An answer's line. */
    private record Line(int status, String text) {

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        /** Whether there is nothing to send again. */
        boolean settled() {
            return status < 500;
        }
    }
}
