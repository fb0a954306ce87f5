package org.messageledger.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What a log's keys say of a change from one to the other, in an entry of the log. A signed note that can be read as nothing
 * else: no checkpoint has such a first line, for a name has no white space.
 *
 * @param kind what is said
 * @param origin the name of both keys
 * @param sequenceNumber of the entry among the ledger's own: nobody can put the statement elsewhere. The leaf is not known before
 *     it is appended
 */
public record LogKeyStatement(Kind kind, String origin, long sequenceNumber, VerifierKey oldKey, VerifierKey newKey) {

    /** What is said, and who must say it. */
    public enum Kind {
        /** From here on both sign. Said by both: who has one of them alone can neither bring another in nor use a stolen vkey. */
        ANNOUNCED("log key announced"),

        /** From here on the new one signs alone. Said by the new one: the old one may be gone, or in wrong hands. */
        RETIRED("log key retired");

        private final String line;

        Kind(String line) {
            this.line = line;
        }
    }

    /** @throws IllegalArgumentException when the keys are not of this name, or the same */
    public LogKeyStatement {
        if (!oldKey.name().equals(origin) || !newKey.name().equals(origin) || oldKey.equals(newKey)) {
            throw new IllegalArgumentException("not two keys of one log: origin=" + origin);
        }
    }

    private String text() {
        return String.join("\n", kind.line, origin, Long.toString(sequenceNumber), oldKey.toString(), newKey.toString())
                + "\n";
    }

    private List<VerifierKey> dueSigners() {
        return switch (kind) {
            case ANNOUNCED -> List.of(oldKey, newKey);
            case RETIRED -> List.of(newKey);
        };
    }

    /** The statement, signed by all who must say it. */
    public SignedNote sign(LogKeys keys) throws IOException, MissingKeyException {
        SignedNote note = null;
        for (LogKey key : keys.of(dueSigners())) {
            note = note == null ? SignedNote.sign(text(), origin, key) : note.signedAlsoBy(origin, key);
        }
        if (note == null) {
            throw new IllegalStateException("nobody says it");
        }
        return note;
    }

    /**
     * Believes that this was said.
     *
     * @param note the whole signed note
     * @throws MalformedException when it is none, or says something else
     * @throws UnverifiedException when one who must say it has not signed
     */
    public void verify(String note) throws MalformedException, UnverifiedException {
        SignedNote parsed = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
        if (!parsed.text().equals(text())) {
            throw new MalformedException("the signed note says something else");
        }
        Set<VerifierKey> signers = parsed.verify(dueSigners());
        for (VerifierKey key : dueSigners()) {
            if (!signers.contains(key)) {
                throw new UnverifiedException("it is not signed by " + key);
            }
        }
    }
}
