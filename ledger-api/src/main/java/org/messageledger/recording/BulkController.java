package org.messageledger.recording;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.messageledger.eventstore.Recorder;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Many commands in one request, a line each; answers in the order of the lines, as they commit, while it still reads.
 *
 * <p>The request's thread reads, shared workers record, a thread of its own writes: reading never waits for a client that
 * takes no answers yet, and a ledger under load slows reading instead of refusing lines. A line that cannot be understood
 * is answered with its problem, and the others are recorded. When the request breaks off, the lines that came whole are
 * recorded and nothing of the broken one is.
 */
@RestController
@RequestMapping("/api/v1/commands")
public final class BulkController {

    static final String NDJSON = "application/x-ndjson";

    private static final Logger LOG = LoggerFactory.getLogger(BulkController.class);

    private final BulkLine bulkLine;
    private final BulkLimits limits;
    private final ExecutorService workers;
    private final ExecutorService writers;
    private final Semaphore requests;

    BulkController(
            Recorder recorder,
            CommandReader reader,
            AnswerJson json,
            BulkLimits limits,
            ExecutorService workers,
            ExecutorService writers) {
        this.bulkLine = new BulkLine(recorder, reader, json, limits.patience(), workers);
        this.limits = limits;
        this.workers = workers;
        this.writers = writers;
        this.requests = new Semaphore(limits.requestsMax());
    }

    @Operation(
            operationId = "recordCommands",
            summary = "Many commands, a line each",
            description =
                    "A line is a command's name, an idempotency key if it has one, and its fields. Answers come in the "
                            + "order of the lines, as they commit. A client may send everything before it takes the "
                            + "first answer. One that is silent, for 2 minutes in the middle of sending or for 10 while "
                            + "answers wait for it, is given up (ledger.http.send-silence and take-silence), and so is "
                            + "one that needs 2 minutes for one line, or that, behind with its answers for 10 minutes, "
                            + "has taken less than 16 KB a second since (take-rate): the lines that came whole are "
                            + "recorded.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = NDJSON,
                                            schema = @Schema(type = "string"),
                                            examples = @ExampleObject(Examples.BULK))))
    @ApiResponse(
            responseCode = "200",
            description = "A line for each line: its status with a receipt or a problem",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(Examples.BULK_ANSWER)))
    @PostMapping(consumes = NDJSON)
    void record(HttpServletRequest request, HttpServletResponse response, Principal emitter) throws IOException {
        RequestHead.check(request);
        RequestHead.refuseIdempotencyKey(request);
        if (!requests.tryAcquire()) {
            throw new ProblemException(Problem.of(
                            "pushback",
                            503,
                            "The ledger takes no more just now",
                            "Too many bulk requests are under way. Nothing of this one was read; send it again later.")
                    .retryAfter(Duration.ofSeconds(1)));
        }
        try (AnswerSpool answers =
                new AnswerSpool(limits.windowLines(), limits.windowBytes(), limits.answersBytesMax())) {
            response.setStatus(200);
            response.setContentType(NDJSON);
            response.setHeader("Cache-Control", "no-store");
            response.flushBuffer();
            var client = response.getOutputStream();
            TakeRate rate = new TakeRate(limits.takeSilence(), limits.takeBytesPerSecond(), System::nanoTime);
            Future<?> writing = writers.submit(() -> answers.copyTo(client, rate));
            try {
                read(request, emitter.getName(), answers);
            } finally {
                answers.end();
                awaitQuietly(answers, writing);
            }
            answers.requireKept();
        } finally {
            requests.release();
        }
    }

    private void read(HttpServletRequest request, String emitter, AnswerSpool answers) throws IOException {
        CommandOrder order = new CommandOrder(workers);
        String requestId = request.getRequestId();
        String traceId = Trace.id(request.getHeader("traceparent"));
        LineReader lines = new LineReader(request.getInputStream(), Body.BYTES_MAX, limits.lineTimeMax());
        try {
            for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
                int bytes = line.bytes().length;
                long number = answers.begin(bytes);
                bulkLine.submit(line, emitter, requestId, traceId, order, answer -> answers.put(number, bytes, answer));
            }
        } catch (IOException e) {
            LOG.info("a bulk request broke off: emitter={} request={}", emitter, requestId);
            if (lines.withinLine()) {
                answers.putLast(BulkLine.brokenOff());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The response must not be returned to the container while another thread may still write to it. */
    private static void awaitQuietly(AnswerSpool answers, Future<?> writing) {
        boolean interrupted = false;
        while (true) {
            try {
                answers.awaitAnswers();
                writing.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                LOG.error("answers could not be written", e);
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
