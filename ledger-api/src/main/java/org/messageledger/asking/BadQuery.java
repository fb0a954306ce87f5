package org.messageledger.asking;

import org.messageledger.search.Parsed;

/** A query that is none of the search language: 400, with the column. */
public final class BadQuery extends RuntimeException {

    private final int column;
    private final String advice;

    BadQuery(Parsed.Misunderstood misunderstood) {
        super("bad query: column=" + misunderstood.column());
        this.column = misunderstood.column();
        this.advice = misunderstood.sentence();
    }

    /** Of the first character that cannot be understood, from 1. */
    public int column() {
        return column;
    }

    /** What is wrong there, and what to do: a sentence. */
    public String advice() {
        return advice;
    }
}
