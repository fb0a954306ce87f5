package org.messageledger.verify;

/** The bytes of a checkpoint or a proof that nobody has looked at yet, and where they come from. */
public final class NamedBytes {

    private final String place;
    private final byte[] bytes;

    /**
     * Takes the array over.
     *
     * @param place names it in what is found
     */
    public NamedBytes(String place, byte[] bytes) {
        this.place = place;
        this.bytes = bytes;
    }

    String place() {
        return place;
    }

    byte[] bytes() {
        return bytes;
    }
}
