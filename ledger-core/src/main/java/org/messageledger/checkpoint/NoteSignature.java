package org.messageledger.checkpoint;

import java.util.Arrays;

/**
 * One signature line of a note: {@code — name base64(keyId ‖ signature)}. What it claims is only known once a key has
 * verified it. Immutable; equal by what the line says.
 */
public final class NoteSignature {

    private static final int ID_BYTES = 4;
    private static final String PREFIX = "— ";

    private final String name;
    private final byte[] value;

    private NoteSignature(String name, byte[] value) {
        this.name = name;
        this.value = value;
    }

    /** What the key has signed. */
    static NoteSignature by(VerifierKey key, byte[] signature) {
        byte[] value = Arrays.copyOf(key.keyId(), ID_BYTES + signature.length);
        System.arraycopy(signature, 0, value, ID_BYTES, signature.length);
        return new NoteSignature(key.name(), value);
    }

    static NoteSignature read(LineReader lines) throws MalformedException {
        String named = lines.behind(PREFIX, lines.next());
        int space = named.indexOf(' ');
        if (space < 0 || !VerifierKey.isName(named.substring(0, space))) {
            throw lines.malformed("not a signature of the form \"— name base64\"");
        }
        byte[] value = lines.base64(named.substring(space + 1));
        if (value.length <= ID_BYTES) {
            throw lines.malformed("no signature behind the key id: bytes=" + value.length);
        }
        return new NoteSignature(named.substring(0, space), value);
    }

    /** Name of the key that is said to have signed. */
    public String name() {
        return name;
    }

    /** The four bytes that tell keys of one name apart. */
    public byte[] keyId() {
        return Arrays.copyOf(value, ID_BYTES);
    }

    /** The bytes behind the key id. */
    byte[] signature() {
        return Arrays.copyOfRange(value, ID_BYTES, value.length);
    }

    /** Whether both are said to be by one key. */
    boolean isBySameKeyAs(NoteSignature other) {
        return name.equals(other.name) && Arrays.equals(keyId(), other.keyId());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that && name.equals(that.name) && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(value);
    }

    /** The line with its newline. */
    @Override
    public String toString() {
        return PREFIX + name + " " + StrictBase64.encode(value) + "\n";
    }
}
