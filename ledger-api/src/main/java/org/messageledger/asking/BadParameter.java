package org.messageledger.asking;

/** A question that cannot be understood: 400. Neither part repeats what the caller sent. */
public final class BadParameter extends RuntimeException {

    private final String parameter;
    private final String advice;

    BadParameter(String parameter, String advice) {
        super("bad parameter: parameter=" + parameter);
        this.parameter = parameter;
        this.advice = advice;
    }

    /** The parameter as it is documented; for one that is not, the word {@code query}. */
    public String parameter() {
        return parameter;
    }

    /** What the caller should do, a sentence of constant text. */
    public String advice() {
        return advice;
    }
}
