package org.messageledger.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.messageledger.tree.Hash;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

/**
 * What a log signs: its name and tree head (c2sp.org/tlog-checkpoint). There is one text for each checkpoint: what
 * {@link #parse} reads, {@link #toText} writes.
 *
 * @param origin the log's name, one line
 * @param extensionLines opaque, not audited by anybody, none from this ledger
 */
public record Checkpoint(String origin, TreeHead head, List<String> extensionLines) {

    private static final String WHAT = "checkpoint";

    /** @throws IllegalArgumentException when a line is empty or cannot stand in a note */
    public Checkpoint {
        extensionLines = List.copyOf(extensionLines);
        if (!StrictText.isLine(origin) || !extensionLines.stream().allMatch(StrictText::isLine)) {
            throw new IllegalArgumentException("not a checkpoint: empty or forbidden lines");
        }
    }

    /** A checkpoint without extension lines. */
    public Checkpoint(String origin, TreeHead head) {
        this(origin, head, List.of());
    }

    /**
     * Reads the text of a note. Whether anybody vouches for it is another question: {@link #verify}.
     *
     * @throws WrongEmptyRootException when only the root of a tree of size 0 is wrong
     * @throws MalformedException when the text is not a checkpoint to the letter of the specification
     */
    public static Checkpoint parse(String noteText) throws MalformedException {
        LineReader lines = new LineReader(WHAT, noteText);
        String origin = line(lines);
        long size = lines.decimal(lines.next());
        Hash root = lines.hash(lines.next());
        List<String> extensionLines = new ArrayList<>();
        while (lines.hasNext()) {
            extensionLines.add(line(lines));
        }
        if (size == 0 && !root.equals(TreeHasher.empty())) {
            throw new WrongEmptyRootException(WHAT + ", line 3: not the root of the empty tree: size=0");
        }
        return new Checkpoint(origin, new TreeHead(size, root), extensionLines);
    }

    private static String line(LineReader lines) throws MalformedException {
        String line = lines.next();
        if (!StrictText.isLine(line)) {
            throw lines.malformed("an empty line, or one that a note cannot hold");
        }
        return line;
    }

    /**
     * The checkpoint in a note that its log has signed: by a known key whose name is the origin.
     *
     * @param logKeys of any logs
     * @throws MalformedException when the note's text is no checkpoint
     * @throws UnverifiedException when no such key has signed, or a signature under the name and id of a known key is
     *     wrong
     */
    public static Checkpoint verify(SignedNote note, Collection<VerifierKey> logKeys)
            throws MalformedException, UnverifiedException {
        Checkpoint checkpoint = parse(note.text());
        Set<VerifierKey> signers = note.verify(logKeys);
        if (signers.stream().noneMatch(signer -> signer.name().equals(checkpoint.origin))) {
            throw new UnverifiedException(
                    "the checkpoint is signed by a known key, but none of the log that it names as its origin");
        }
        return checkpoint;
    }

    /** The note's text. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text.append(origin).append('\n');
        text.append(head.size()).append('\n');
        text.append(head.root().toBase64()).append('\n');
        extensionLines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** A note with this text, signed by the log's key under its origin. */
    public SignedNote sign(LogKey key) {
        return SignedNote.sign(toText(), origin, key);
    }

    /** A note with this text, signed by all of these keys under the log's origin. */
    public SignedNote sign(List<LogKey> keys) {
        SignedNote note = sign(keys.get(0));
        for (LogKey key : keys.subList(1, keys.size())) {
            note = note.signedAlsoBy(origin, key);
        }
        return note;
    }
}
