package org.messageledger.asking;

/** A question that cannot be understood: 400. Repeats no value that the caller sent. */
public final class BadParameter extends RuntimeException {

    private final String parameter;
    private final String advice;

    BadParameter(String parameter, String advice) {
        super("bad parameter: parameter=" + parameter);
        this.parameter = parameter;
        this.advice = advice;
    }

    /** The parameter; the word {@code query} for one whose name is not the letters of a misspelt one. */
    public String parameter() {
        return parameter;
    }

    /** What the caller should do, a sentence of constant text. */
    public String advice() {
        return advice;
    }
}
