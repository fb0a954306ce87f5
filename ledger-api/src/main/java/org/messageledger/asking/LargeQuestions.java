package org.messageledger.asking;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.messageledger.problem.Problem;
import org.messageledger.problem.ProblemException;

/** Lets one question at a time be answered of those that take long and some ten megabytes of memory. Thread-safe. */
public final class LargeQuestions {

    private final Semaphore free = new Semaphore(1);

    /** Answers a question, or writes its answer. */
    interface Answering<T> {
        T answer() throws IOException;
    }

    /** @throws ProblemException 503 while another is answered */
    <T> T alone(Answering<T> answering) throws IOException {
        if (!free.tryAcquire()) {
            throw new ProblemException(Problem.of(
                            "busy",
                            503,
                            "Another question of this size is being answered",
                            "Ask again when it is done: one is answered at a time.")
                    .retryAfter(Duration.ofSeconds(5)));
        }
        try {
            return answering.answer();
        } finally {
            free.release();
        }
    }
}
