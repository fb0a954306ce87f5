package org.messageledger.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text and the signatures under it (c2sp.org/signed-note). Believe the text only after {@link #verify}. There is one
 * sequence of bytes for each note: what {@link #parse} reads, {@link #toBytes} writes.
 *
 * @param text ends in a newline; valid Unicode without control characters but newline
 * @param signatures 1 to 100, in the note's order, those of unknown keys included
 */
public record SignedNote(String text, List<NoteSignature> signatures) {

    /** Signatures that a note may have; the specification demands at least 16. */
    public static final int SIGNATURES_MAX = 100;

    /** Bytes of the largest note: 1 MiB. */
    public static final int SIZE_BYTES_MAX = 1 << 20;

    private static final String WHAT = "signed note";
    private static final String BLANK_LINE = "\n\n";

    /** @throws IllegalArgumentException when there can be no such note */
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || !StrictText.isClean(text)) {
            throw new IllegalArgumentException("not a note's text: characters=" + text.length());
        }
        if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
            throw new IllegalArgumentException("not a note's signatures: count=" + signatures.size());
        }
    }

    /**
     * Reads a note from anybody. One pass over at most {@link #SIZE_BYTES_MAX} bytes.
     *
     * @throws MalformedException when the bytes are not a note to the letter of the specification, or exceed the bounds
     */
    public static SignedNote parse(byte[] bytes) throws MalformedException {
        return parse(StrictText.decode(WHAT, bytes, SIZE_BYTES_MAX));
    }

    /** @param note what {@link StrictText#decode} read */
    private static SignedNote parse(String note) throws MalformedException {
        int blank = note.lastIndexOf(BLANK_LINE);
        if (blank < 0) {
            throw new MalformedException(WHAT + ": no text, blank line and signatures");
        }
        String text = note.substring(0, blank + 1);
        LineReader lines = new LineReader(WHAT + "'s signatures", note.substring(blank + BLANK_LINE.length()));
        List<NoteSignature> signatures = new ArrayList<>();
        do {
            signatures.add(NoteSignature.read(lines));
            if (signatures.size() > SIGNATURES_MAX) {
                throw lines.malformed("too many signatures: max=" + SIGNATURES_MAX);
            }
        } while (lines.hasNext());
        return new SignedNote(text, signatures);
    }

    /** A new note with one signature of a log's key (Ed25519 over the text). */
    public static SignedNote sign(String text, String keyName, LogKey key) {
        return new SignedNote(text, List.of(signature(text, keyName, key)));
    }

    /** This note, also signed by another log's key. */
    public SignedNote signedAlsoBy(String keyName, LogKey key) {
        return with(signature(text, keyName, key));
    }

    private static NoteSignature signature(String text, String keyName, LogKey key) {
        return NoteSignature.by(key.verifier(keyName), key.sign(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** This note with one more signature at its end; an older one under the same key name and id goes. */
    public SignedNote with(NoteSignature added) {
        List<NoteSignature> grown = new ArrayList<>(signatures);
        grown.removeIf(added::isBySameKeyAs);
        grown.add(added);
        return new SignedNote(text, grown);
    }

    /**
     * Believes the note if a known key has signed it. Signatures of unknown keys are ignored.
     *
     * @return the keys that have signed, at least one
     * @throws UnverifiedException when none has, or a signature under the name and id of a known key is wrong
     */
    public Set<VerifierKey> verify(Collection<VerifierKey> known) throws UnverifiedException {
        Set<VerifierKey> signers = signersAmong(known);
        if (signers.isEmpty()) {
            throw new UnverifiedException("the note has no signature of a known key: signatures=" + signatures.size()
                    + " knownKeys=" + known.size());
        }
        return signers;
    }

    /**
     * Which of these have signed, perhaps none.
     *
     * @throws UnverifiedException when a signature under the name and id of one of them is wrong
     */
    public Set<VerifierKey> signersAmong(Collection<VerifierKey> keys) throws UnverifiedException {
        return new LinkedHashSet<>(signaturesBy(keys).values());
    }

    /**
     * This note with the signatures of known keys alone, each verified.
     *
     * @throws UnverifiedException as {@link #verify}
     */
    public SignedNote signedOnlyBy(Collection<VerifierKey> known) throws UnverifiedException {
        Set<VerifierKey> unused = verify(known);
        return new SignedNote(text, List.copyOf(signaturesBy(known).keySet()));
    }

    /** The signatures of known keys, perhaps none, each verified once however often the note repeats it. */
    Map<NoteSignature, VerifierKey> signaturesBy(Collection<VerifierKey> known) throws UnverifiedException {
        Map<NoteSignature, VerifierKey> verified = new LinkedHashMap<>();
        for (NoteSignature signature : new LinkedHashSet<>(signatures)) {
            for (VerifierKey key : known) {
                if (!key.isNamedBy(signature)) {
                    continue;
                }
                if (!key.verifies(text, signature.signature())) {
                    throw new UnverifiedException("the signature of a known key is wrong: key=" + key);
                }
                verified.put(signature, key);
            }
        }
        return verified;
    }

    /** The note, as {@link #parse} reads it. */
    public byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The whole note: text, blank line, signature lines. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(note::append);
        return note.toString();
    }
}
