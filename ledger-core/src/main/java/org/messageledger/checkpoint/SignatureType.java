package org.messageledger.checkpoint;

import org.jspecify.annotations.Nullable;

/** What a key of a signed note signs, and how (c2sp.org/signed-note, "Signature types"). */
public enum SignatureType {

    /** Ed25519 over the note's text: how logs sign. */
    ED25519(0x01),

    /** Ed25519 over a time and the note's text: how witnesses sign ({@link Cosignature}). */
    COSIGNATURE(0x04);

    private final byte identifier;

    SignatureType(int identifier) {
        this.identifier = (byte) identifier;
    }

    byte identifier() {
        return identifier;
    }

    /** Null for a type that is not supported. */
    static @Nullable SignatureType of(byte identifier) {
        for (SignatureType type : values()) {
            if (type.identifier == identifier) {
                return type;
            }
        }
        return null;
    }
}
