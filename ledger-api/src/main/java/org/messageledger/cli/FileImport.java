package org.messageledger.cli;

import java.io.IOException;
import java.nio.file.Path;
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
    void run(Path file) throws IOException, InterruptedException {
        try {
            sendAll(file);
        } finally {
            progress.interrupt();
        }
    }

    private void sendAll(Path file) throws IOException, InterruptedException {
        try (InputLines lines = InputLines.open(file)) {
            for (InputLines.Line line = lines.next(); line != null; line = lines.next()) {
                tally.line();
                if (!line.isBlank()) {
                    take(line);
                }
                if (chunk.isFull()) {
                    send();
                }
                progress.at(lines.fileBytesRead(), tally.lines());
            }
        }
        if (chunk.size() > 0) {
            send();
        }
    }

    private void take(InputLines.Line line) {
        try {
            if (line.tooLong()) {
                String detail = "a line has at most " + InputLines.LINE_BYTES_MAX + " bytes; it was not sent";
                throw new RejectedLine("local:line-too-long", "The line is too long", detail);
            }
            for (byte[] command : translation.commands(line)) {
                chunk.add(line.number(), command);
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
            } finally {
                receipts.flush();
            }
        }
        patience.succeeded();
        tally.answered(chunk);
        chunk.clear();
    }

    private void attempt() throws TryAgain, IOException, InterruptedException {
        endpoint.post(chunk, (index, answer) -> {
            receipts.keep(answer);
            chunk.answered(index, answer);
        });
        for (int i = 0; i < chunk.size(); i++) {
            if (chunk.answer(i).isPushback()) {
                throw new TryAgain("the ledger pushes back", Duration.ZERO);
            }
        }
    }
}
