package org.messageledger.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.TlogProof;
import org.messageledger.eventstore.Answer;
import org.messageledger.eventstore.Receipt;
import org.messageledger.message.MessageSent;
import org.messageledger.message.Refusal;
import org.messageledger.problem.Problem;

/** Answers in the form that callers see: receipts and problems. */
final class AnswerJson {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Guidance guidance;

    AnswerJson(Guidance guidance) {
        this.guidance = guidance;
    }

    /** With the proof that was asked for, if there is one. */
    Map<String, Object> receipt(Answer.Recorded recorded, @Nullable TlogProof proof) {
        Map<String, Object> json = receipt(recorded.receipt(), proof);
        if (recorded.event() instanceof MessageSent sent && sent.guidanceGiven()) {
            json.put("guidance", guidance);
        }
        return json;
    }

    /** Of any answer that is not a receipt; one that carries a receipt carries the proof there. */
    Problem problem(Answer answer, @Nullable TlogProof proof) {
        if (answer instanceof Answer.Refused refused) {
            return refusal(refused, proof);
        }
        if (answer instanceof Answer.KeyReused reused) {
            return keyReused(reused);
        }
        return answer instanceof Answer.Pushback pushback ? pushback(pushback) : unknown((Answer.Unknown) answer);
    }

    private Problem refusal(Answer.Refused refused, @Nullable TlogProof proof) {
        Refusal refusal = refused.refusal();
        Problem problem = new Problem(
                        refusal.kind().problem(),
                        refusal.kind().status(),
                        refusal.kind().title(),
                        refusal.detail(),
                        refusal.field(),
                        Map.of())
                .with("reasons", refusal.reasons())
                .with("idempotencyKey", refused.idempotencyKey());
        Receipt receipt = refused.receipt();
        return receipt == null ? problem : problem.with("receipt", receipt(receipt, proof));
    }

    private static Problem keyReused(Answer.KeyReused reused) {
        return Problem.of(
                        "idempotency-key-reused",
                        422,
                        "The idempotency key was used for other content",
                        "Send other content under a key of its own. Nothing was written.")
                .with("idempotencyKey", reused.idempotencyKey());
    }

    private static Problem pushback(Answer.Pushback pushback) {
        return Problem.of(
                        "pushback",
                        503,
                        "The ledger takes no more just now",
                        "Nothing was written. Send the same again after the time in Retry-After.")
                .with("reason", pushback.reason())
                .retryAfter(pushback.retryAfter());
    }

    private static Problem unknown(Answer.Unknown unknown) {
        return Problem.of(
                        "outcome-unknown",
                        503,
                        "It is not known yet whether this was written",
                        "Send the same again with this idempotency key: the answer will be true.")
                .with("idempotencyKey", unknown.idempotencyKey())
                .retryAfter(Duration.ofSeconds(1));
    }

    private static Map<String, Object> receipt(Receipt receipt, @Nullable TlogProof proof) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("eventId", receipt.eventId().toString());
        json.put("event", receipt.event());
        if (receipt.messageId() != null) {
            json.put("messageId", receipt.messageId().value());
        }
        json.put("leafIndex", receipt.leafIndex());
        json.put("treeSize", receipt.head().size());
        json.put("rootHash", receipt.head().root().toBase64());
        json.put("recordedAt", time(receipt.recordedAt()));
        json.put("idempotencyKey", receipt.idempotencyKey());
        if (proof != null) {
            json.put("proof", proof.toString());
        }
        return json;
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
