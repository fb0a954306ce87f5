package org.messageledger.cli;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the ledger answers to one command of a bulk request.
 *
 * @param receipt the receipt's JSON; absent when nothing was recorded
 * @param replayed recorded before, under the same key
 */
record Answer(
        int status,
        @Nullable String receipt,
        boolean replayed,
        @Nullable Problem problem) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** RFC 9457, as far as a person needs it; what is absent is empty. */
    record Problem(String type, String title, String field, String detail) {
        static final Problem UNTOLD = new Problem("untold", "The ledger does not say why", "", "");

        static Problem of(JsonNode problem) {
            return new Problem(
                    problem.path("type").asString("untold"),
                    problem.path("title").asString(""),
                    problem.path("field").asString(""),
                    problem.path("detail").asString(""));
        }

        @Override
        public String toString() {
            return title
                    + (field.isEmpty() ? "" : ", field " + field)
                    + (detail.isEmpty() ? "" : ": " + detail)
                    + " (" + type + ")";
        }
    }

    /** @throws ImportFailure when the line is no answer of a ledger */
    static Answer parse(String line) throws ImportFailure {
        JsonNode answer;
        try {
            answer = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new ImportFailure("the server's answer is not understood; is this a ledger's address?", e);
        }
        if (!answer.path("status").isInt()) {
            throw new ImportFailure("the server's answer names no status; is this a ledger's address?");
        }
        JsonNode problem = answer.path("problem");
        JsonNode receipt = answer.has("receipt") ? answer.path("receipt") : problem.path("receipt");
        return new Answer(
                answer.path("status").intValue(),
                receipt.isObject() ? receipt.toString() : null,
                answer.path("replayed").asBoolean(false),
                problem.isObject() ? Problem.of(problem) : null);
    }

    /** The command is in the log: done, or refused and the refusal recorded. */
    boolean isRecorded() {
        return receipt != null;
    }

    /** Recorded, as an attempt that was refused. */
    boolean isRefused() {
        return isRecorded() && problem != null;
    }

    /** Not recorded, and the same line will not be. */
    boolean isRejected() {
        return !isRecorded() && !isPushback();
    }

    /** Pushback under load, or trouble of the ledger: the same line again, later. */
    boolean isPushback() {
        return !isRecorded() && (status == 429 || status >= 500);
    }

    Problem reason() {
        return problem == null ? Problem.UNTOLD : problem;
    }
}
