package org.messageledger.witness;

/**
 * What is said to a caller.
 *
 * @param status of HTTP
 * @param body ends in a newline; repeats nothing of the request but what was verified
 */
record Answer(int status, String contentType, String body) {

    private static final String TEXT = "text/plain; charset=utf-8";

    static Answer text(String body) {
        return new Answer(200, TEXT, body);
    }

    static Answer refusal(int status, String why) {
        return new Answer(status, TEXT, why + "\n");
    }

    /** Another size than the caller believed was cosigned last. */
    static Answer otherSize(long size) {
        return new Answer(409, "text/x.tlog.size", size + "\n");
    }
}
