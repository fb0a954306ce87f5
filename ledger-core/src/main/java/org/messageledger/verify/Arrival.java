package org.messageledger.verify;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An answer that is on its way. It may take as long as it likes, but not be silent for long. */
final class Arrival {

    private final CompletableFuture<HttpResponse<byte[]>> answer;
    private volatile long heardNanos = System.nanoTime();

    Arrival(HttpClient client, HttpRequest request, int bytesMax) {
        answer = client.sendAsync(request, head -> new ArrivingBody(bytesMax, this::heard));
    }

    private void heard() {
        heardNanos = System.nanoTime();
    }

    /** @throws IOException also when nothing has come for as long as {@code silence}: nobody waits for the rest then */
    HttpResponse<byte[]> await(Duration silence) throws IOException {
        while (true) {
            long left = silence.toNanos() - (System.nanoTime() - heardNanos);
            if (left <= 0 && !answer.isDone()) {
                cancel();
                throw new IOException("nothing has come for " + silence.toSeconds() + " s");
            }
            try {
                return answer.get(Math.max(1, left), TimeUnit.NANOSECONDS);
            } catch (TimeoutException lookAgain) {
                // Something may have come meanwhile.
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
            } catch (InterruptedException e) {
                cancel();
                Thread.currentThread().interrupt();
                throw (IOException) new InterruptedIOException("interrupted").initCause(e);
            }
        }
    }

    void cancel() {
        boolean unusedWasRunning = answer.cancel(true);
    }
}
