package org.messageledger.search;

/** Ends the reading of a query; becomes a {@link Parsed.Misunderstood} before anybody else sees it. */
final class Misread extends RuntimeException {

    private final int column;
    private final String advice;

    Misread(int column, String advice) {
        super(advice, null, false, false);
        this.column = column;
        this.advice = advice;
    }

    Parsed.Misunderstood parsed() {
        return new Parsed.Misunderstood(column, advice);
    }
}
