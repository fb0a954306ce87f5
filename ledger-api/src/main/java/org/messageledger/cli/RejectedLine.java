package org.messageledger.cli;

/** A line that cannot be sent. Takes the form of the problems that the ledger answers, for they are shown side by side. */
final class RejectedLine extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;
    private final String title;

    RejectedLine(String type, String title, String detail) {
        super(detail);
        this.type = type;
        this.title = title;
    }

    Answer.Problem problem() {
        return new Answer.Problem(type, title, "", String.valueOf(getMessage()));
    }
}
