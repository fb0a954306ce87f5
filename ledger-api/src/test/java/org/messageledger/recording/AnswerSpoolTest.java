package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Answers that wait for their client. */
class AnswerSpoolTest {

    private static final int ANSWERS = 3_000;

    /** For each portion that it takes, one more answer has come already. */
    private static final class ClientThatNeverCatchesUp extends ByteArrayOutputStream {

        private final AnswerSpool spool;
        private int made;
        private long fileBytesMax;

        ClientThatNeverCatchesUp(AnswerSpool spool) {
            this.spool = spool;
            answer();
        }

        private void answer() {
            try {
                spool.put(spool.begin(10), 10, line(made).getBytes(StandardCharsets.US_ASCII));
                made++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            fileBytesMax = Math.max(fileBytesMax, spool.fileBytes());
            if (made < ANSWERS) {
                answer();
            } else {
                spool.end();
            }
        }
    }

    private static TakeRate anyRate() {
        return new TakeRate(Duration.ofMinutes(10), 0, System::nanoTime);
    }

    private static String line(int number) {
        return number + "x".repeat(number % 1_000) + "\n";
    }

    @Test
    void keepsItsFileSmallHoweverLongTheClientStaysBehind() throws IOException {
        try (AnswerSpool spool = new AnswerSpool(1, 1_000, 10_000)) {
            ClientThatNeverCatchesUp client = new ClientThatNeverCatchesUp(spool);

            spool.copyTo(client, anyRate());

            StringBuilder all = new StringBuilder();
            for (int i = 0; i < ANSWERS; i++) {
                all.append(line(i));
            }
            assertThat(client.toString(StandardCharsets.US_ASCII)).isEqualTo(all.toString());
            assertThat(client.fileBytesMax).isLessThan(200_000);
            assertThat(all.length()).isGreaterThan(1_000_000);
        }
    }

    /** Else who goes away and comes again would leave ever more lines waiting for the workers. */
    @Test
    void waitsForTheLinesUnderWayOfAClientThatHasGone() throws Exception {
        try (AnswerSpool spool = new AnswerSpool(10, 1_000, 10_000)) {
            long answered = spool.begin(10);
            long underWay = spool.begin(10);
            spool.put(answered, 10, line(1).getBytes(StandardCharsets.US_ASCII));
            spool.end();
            spool.copyTo(
                    new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            throw new IOException("the client has gone");
                        }
                    },
                    anyRate());

            CompletableFuture<?> waiting = CompletableFuture.runAsync(() -> {
                try {
                    spool.awaitAnswers();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            spool.put(underWay, 10, line(2).getBytes(StandardCharsets.US_ASCII));
            waiting.get(60, TimeUnit.SECONDS);
        }
    }

    /** As on a full disk: the request must not end as if every line had its answer. */
    @Test
    void saysThatAnAnswerCouldNotBeKept() throws Exception {
        try (AnswerSpool spool = new AnswerSpool(1, 1_000, 1)) {
            spool.put(spool.begin(10), 10, new byte[1_000]);
            spool.requireKept();
            spool.put(1, 10, new byte[200_000]);
            assertThatThrownBy(spool::requireKept).isInstanceOf(IOException.class);
        }
    }
}
