package org.messageledger.message;

/** What JSON leaves out, where the compiler would not let a test leave it out. */
public final class Absent {

    private Absent() {}

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    public static <T> T absent() {
        return null;
    }
}
