package org.messageledger.cli;

import java.io.IOException;
import java.time.Duration;

/** One pass over a file: lines become commands, commands go out in chunks, each chunk until it is answered. */
final class FileImport {

    private final Translation translation;
    private final BulkEndpoint endpoint;
    private final Patience patience;
    private final Progress progress;
    private final Receipts receipts;
    private final Chunk chunk;
    private final Tally tally = new Tally();

    FileImport(
            Translation translation,
            BulkEndpoint endpoint,
            Patience patience,
            Progress progress,
            Receipts receipts,
            int chunkLines) {
        this.translation = translation;
        this.endpoint = endpoint;
        this.patience = patience;
        this.progress = progress;
        this.receipts = receipts;
        this.chunk = new Chunk(chunkLines);
    }

    /** What became of the lines so far; whole once {@link #run} has ended. */
    Tally tally() {
        return tally;
    }

    /** Leaves whatever it could not finish to a second run, which sends the same keys. */
    void run(InputFile file) throws IOException, InterruptedException {
        try {
            sendAll(file);
        } finally {
            progress.interrupt();
            tally.take(chunk);
        }
    }

    private void sendAll(InputFile file) throws IOException, InterruptedException {
        try (InputLines lines = InputLines.open(file.path())) {
            for (InputLines.Line line = lines.next(); line != null; line = lines.next()) {
                tally.line();
                if (!line.isBlank()) {
                    take(line, lines.textBytesRead());
                }
                if (chunk.isFull()) {
                    file.requireUnchanged();
                    send();
                }
            }
        }
        if (chunk.size() > 0) {
            file.requireUnchanged();
            send();
        }
    }

    private void take(InputLines.Line line, long end) {
        try {
            if (line.tooLong()) {
                String detail = "a line has at most " + InputLines.LINE_BYTES_MAX + " bytes; it was not sent";
                throw new RejectedLine("local:line-too-long", "The line is too long", detail);
            }
            for (byte[] command : translation.commands(line)) {
                chunk.add(line.number(), end, command);
            }
        } catch (RejectedLine e) {
            tally.rejected(line.number(), e.problem());
        }
    }

    private void send() throws IOException, InterruptedException {
        for (boolean answered = false; !answered; ) {
            try {
                attempt();
                answered = true;
            } catch (TryAgain e) {
                progress.interrupt();
                patience.pauseAfter(e);
            }
        }
        patience.succeeded();
        tally.take(chunk);
    }

    private void attempt() throws TryAgain, IOException, InterruptedException {
        endpoint.post(chunk, (index, answer) -> {
            receipts.keep(answer);
            chunk.answered(index, answer);
            if (progress.isDue()) {
                progress.show(
                        chunk.end(index),
                        chunk.lineNumber(index),
                        tally.refused() + chunk.count(Answer::isRefused),
                        tally.rejected() + chunk.count(Answer::isRejected));
            }
        });
        for (int i = 0; i < chunk.size(); i++) {
            Answer answer = chunk.answer(i);
            if (answer != null && answer.isPushback()) {
                throw new TryAgain("the ledger pushes back", Duration.ZERO);
            }
        }
    }
}
