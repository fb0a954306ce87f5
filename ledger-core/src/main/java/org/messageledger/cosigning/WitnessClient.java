package org.messageledger.cosigning;

import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.WitnessPolicy;
import org.messageledger.cosigning.Reply.Cosigned;
import org.messageledger.cosigning.Reply.OtherSize;
import org.messageledger.cosigning.Reply.ProofRefused;
import org.messageledger.cosigning.Reply.Trouble;

/** Makes one call at a time to one witness. An answer is bounded in bytes and in time, from the first byte to the last. */
final class WitnessClient {

    private static final int ANSWER_BYTES_MAX = 1 << 18;
    private static final String SIZE_TYPE = "text/x.tlog.size";
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n");

    private final WitnessAddress witness;
    private final HttpClient http;
    private final Duration patience;
    private final CompletableFuture<Void> closed;
    private final WitnessPolicy thisWitness;

    /** @param closed completed when nobody waits for answers any more */
    WitnessClient(WitnessAddress witness, HttpClient http, Duration patience, CompletableFuture<Void> closed) {
        this.witness = witness;
        this.http = http;
        this.patience = patience;
        this.closed = closed;
        this.thisWitness = WitnessPolicy.of(1, List.of(witness.key()));
    }

    Reply add(AddCheckpoint request) throws InterruptedException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(witness.addCheckpoint())
                .timeout(patience)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(BodyPublishers.ofByteArray(request.toBytes()));
        if (witness.authorization() != null) {
            builder.header("Authorization", witness.authorization());
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(builder.build(), head -> new BoundedBody(ANSWER_BYTES_MAX));
        try {
            Object unused = CompletableFuture.anyOf(answer, closed).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return answer.isDone() ? reply(request.note(), answer.join()) : new Trouble("was not waited for");
        } catch (TimeoutException e) {
            return new Trouble(slow());
        } catch (ExecutionException e) {
            return new Trouble(words(e.getCause() == null ? e : e.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private Reply reply(SignedNote note, HttpResponse<byte[]> answer) {
        return switch (answer.statusCode()) {
            case 200 -> cosigned(note, answer.body());
            case 409 -> otherSize(answer);
            case 422 -> new ProofRefused();
            case 404 -> new Trouble("does not know this log (404): tell it the log's key, or correct the URL");
            case 403 -> new Trouble("does not take the log's signature (403): tell it the log's key");
            case 400 -> new Trouble("calls the request malformed (400)");
            default -> new Trouble("answers with status " + answer.statusCode());
        };
    }

    private Reply otherSize(HttpResponse<byte[]> answer) {
        Matcher size = SIZE.matcher(new String(answer.body(), StandardCharsets.ISO_8859_1));
        boolean isSize = answer.headers().firstValue("Content-Type").orElse("").equals(SIZE_TYPE);
        return isSize && size.matches()
                ? new OtherSize(Long.parseLong(size.group(1)))
                : new Trouble("answers 409 without saying what it has cosigned");
    }

    /** As the specification has it: what was answered, behind the checkpoint, is a note. */
    private Reply cosigned(SignedNote note, byte[] lines) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes((note.text() + "\n").getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(lines);
        try {
            SignedNote answered = SignedNote.parse(whole.toByteArray());
            if (!answered.text().equals(note.text())) {
                return new Trouble("answers something else than signatures");
            }
            List<Cosignature> own = thisWitness.check(answered).cosignatures();
            if (own.isEmpty()) {
                return new Trouble("answers without a signature of the key that the policy has of it");
            }
            Cosignature last = own.get(own.size() - 1);
            return last.epochSeconds() == 0 ? new Trouble("leaves the time out of its signature") : new Cosigned(last);
        } catch (MalformedException e) {
            return new Trouble("answers something else than signatures");
        } catch (UnverifiedException e) {
            return new Trouble("answers with a wrong signature");
        }
    }

    private String words(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException || failure instanceof ConnectException) {
            return "cannot be reached";
        }
        if (failure instanceof HttpTimeoutException) {
            return slow();
        }
        if (failure instanceof SSLException) {
            return "cannot be reached over TLS: is its certificate trusted here?";
        }
        if (failure instanceof BoundedBody.TooLongException) {
            return "answers more than " + ANSWER_BYTES_MAX + " bytes";
        }
        return "breaks the connection (" + failure.getClass().getSimpleName() + ")";
    }

    private String slow() {
        return "has not answered within " + patience.toMillis() + " ms";
    }
}
