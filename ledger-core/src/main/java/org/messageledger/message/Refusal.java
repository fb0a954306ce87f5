package org.messageledger.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Irregularity;

/**
 * An expected no. Malformed input is not here: it never becomes a command.
 *
 * @param field the offending field as in JSON, if one is to blame
 * @param reasons what is wrong, in the order of {@link Irregularity}; never empty
 */
public record Refusal(Kind kind, @Nullable String field, List<Irregularity> reasons) {

    /** Stable: the problem's name and the HTTP status of its class. */
    public enum Kind {
        UNKNOWN_MESSAGE("unknown-message", 404, "The message is not known"),
        DUPLICATE_ID("duplicate-id", 409, "The message id is taken"),
        READ_REFUSED("read-refused", 403, "The read is refused"),
        RULE_BROKEN("rule-broken", 422, "A rule is broken");

        private final String problem;
        private final int status;
        private final String title;

        Kind(String problem, int status, String title) {
            this.problem = problem;
            this.status = status;
            this.title = title;
        }

        /** The last part of the problem's {@code type}. */
        public String problem() {
            return problem;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }

    public Refusal {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a refusal gives its reasons");
        }
    }

    /** What the caller should do: constant text, one sentence for each reason. */
    public String detail() {
        return Advice.on(reasons);
    }
}
