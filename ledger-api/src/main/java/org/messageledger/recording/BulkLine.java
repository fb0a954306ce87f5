package org.messageledger.recording;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private final Recorder recorder;
    private final CommandReader reader;
    private final AnswerJson json;
    private final Duration patience;

    BulkLine(Recorder recorder, CommandReader reader, AnswerJson json, Duration patience) {
        this.recorder = recorder;
        this.reader = reader;
        this.json = json;
        this.patience = patience;
    }

    void submit(
            LineReader.Line line,
            String emitter,
            String requestId,
            @Nullable String traceId,
            CommandOrder order,
            Consumer<byte[]> answered) {
        if (line.tooLong()) {
            answered.accept(problem(Body.tooLarge(), false));
            return;
        }
        CommandReader.Read read;
        try {
            read = reader.line(line.bytes(), emitter);
        } catch (ProblemException e) {
            answered.accept(problem(e.problem(), false));
            return;
        }
        Submission submission =
                new Submission(read.command(), emitter, read.idempotencyKey(), read.content(), requestId, traceId);
        order.submit(read.command(), () -> answered.accept(record(submission)));
    }

    /** The answer to a line whose end never came. */
    static byte[] brokenOff() {
        return problem(
                Problem.malformed(
                        null, "The request broke off within this line, which was not recorded; send it again."),
                false);
    }

    private byte[] record(Submission submission) {
        try {
            return line(recordPatiently(submission));
        } catch (StorageException e) {
            LOG.error("the storage does not answer: request={}", submission.requestId(), e);
            return problem(
                    Problem.of(
                                    "storage",
                                    503,
                                    "The storage does not answer",
                                    "Send the line again later with the same idempotency key.")
                            .retryAfter(Duration.ofSeconds(5)),
                    false);
        } catch (RuntimeException e) {
            LOG.error("a line could not be recorded: request={}", submission.requestId(), e);
            return problem(
                    Problem.of(
                            "internal",
                            500,
                            "The ledger failed",
                            "Send the line again with its idempotency key; the ledger's log says more."),
                    false);
        }
    }

    private Answer recordPatiently(Submission submission) {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (true) {
            Answer answer = recorder.record(submission);
            if (!(answer instanceof Answer.Pushback pushback) || System.nanoTime() > giveUpAt) {
                return answer;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(Math.min(pushback.retryAfter().toMillis(), 1_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer;
            }
        }
    }

    private byte[] line(Answer answer) {
        if (answer instanceof Answer.Recorded recorded) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("status", 201);
            line.put("receipt", json.receipt(recorded));
            return bytes(line, recorded.replayed());
        }
        return problem(json.problem(answer), answer instanceof Answer.Refused refused && refused.replayed());
    }

    private static byte[] problem(Problem problem, boolean replayed) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("status", problem.status());
        line.put("problem", problem.toJson());
        return bytes(line, replayed);
    }

    private static byte[] bytes(Map<String, Object> line, boolean replayed) {
        if (replayed) {
            line.put("replayed", true);
        }
        return (StrictJson.MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
