package org.messageledger.verify;

/** The first thing found that is not as it was signed: where, and what is wrong with it, in words. */
public final class LogFault extends Exception {

    private final String place;

    /** @param words what is wrong with it */
    public LogFault(String place, String words) {
        super(place + ": " + words);
        this.place = place;
    }

    /** @param refusal says what is wrong with it */
    public LogFault(String place, Exception refusal) {
        super(place + ": " + refusal.getMessage(), refusal);
        this.place = place;
    }

    /** The leaf or the file. */
    public String place() {
        return place;
    }
}
