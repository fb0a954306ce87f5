package org.messageledger.search;

import org.messageledger.fact.Condition;

/** What became of a query. */
public sealed interface Parsed {

    record Understood(Condition condition) implements Parsed {}

    /**
     * It is none.
     *
     * @param column of the first character that cannot be understood, from 1, in code points; one more than the query has when
     *     something is missing at its end
     * @param advice what is wrong or missing there, part of a sentence. Repeats of the query only what can be a misspelt
     *     field or code: letters
     */
    record Misunderstood(int column, String advice) implements Parsed {

        /** For people: column and advice in one sentence. */
        public String sentence() {
            return "At column " + column + ": " + advice + (advice.endsWith("?") ? "" : ".");
        }
    }
}
