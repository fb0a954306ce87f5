package org.messageledger.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.UnverifiedException;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.fact.Times;
import org.messageledger.tree.Hash;
import org.messageledger.verify.LogFault;

/**
 * Decides whether a file is an export as its ledger has signed it, from the file and keys alone. Reads it once, with little
 * memory, and nothing of it beyond what the signed manifest says there is.
 */
public final class ExportVerifier {

    private static final int BUFFER_BYTES = 1 << 16;

    private final VerifierKey exportKey;
    private final List<VerifierKey> logKeys;

    /**
     * @param exportKey that must have signed the manifest
     * @param logKeys of which one must have signed the checkpoint in it; without any the checkpoint is not looked at
     */
    public ExportVerifier(VerifierKey exportKey, List<VerifierKey> logKeys) {
        this.exportKey = exportKey;
        this.logKeys = List.copyOf(logKeys);
    }

    /**
     * Checks everything.
     *
     * @return what holds, in words
     * @throws LogFault when anything does not hold: the first that was found
     * @throws IOException when the file cannot be read; nothing is known then
     */
    public List<String> verify(Path file) throws IOException, LogFault {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Manifest manifest = manifest(zip);
            List<String> words = new ArrayList<>(words(manifest));
            words.addAll(tied(manifest));
            words.add(rows(zip, manifest));
            return words;
        } catch (ZipException e) {
            throw new LogFault(
                    file.toString(), "is no whole zip: it was broken off, or altered (" + e.getMessage() + ")");
        }
    }

    private Manifest manifest(ZipFile zip) throws IOException, LogFault {
        byte[] text = member(zip, Manifest.FILE);
        byte[] signature = member(zip, Manifest.SIGNATURE_FILE);
        byte[] note = new byte[text.length + 1 + signature.length];
        System.arraycopy(text, 0, note, 0, text.length);
        note[text.length] = '\n';
        System.arraycopy(signature, 0, note, text.length + 1, signature.length);
        try {
            SignedNote signed = SignedNote.parse(note);
            Set<VerifierKey> unused = signed.verify(List.of(exportKey));
            if (!signed.text().equals(new String(text, StandardCharsets.UTF_8))) {
                throw new LogFault(Manifest.SIGNATURE_FILE, "holds more than signatures");
            }
        } catch (MalformedException | UnverifiedException e) {
            throw new LogFault(Manifest.SIGNATURE_FILE, e);
        }
        Manifest manifest = Manifest.parse(text);
        if (!manifest.rehashed() || !exportKey.toString().equals(manifest.key())) {
            throw new LogFault(
                    Manifest.FILE, "does not say that each row was compared with its entry and signed by this key");
        }
        Set<String> due = Set.of(manifest.format().file(), Manifest.FILE, Manifest.SIGNATURE_FILE);
        Set<String> members = new TreeSet<>();
        int count = 0;
        for (ZipEntry entry : zip.stream().toList()) {
            members.add(entry.getName());
            count++;
        }
        if (count != due.size() || !members.equals(due)) {
            throw new LogFault(zip.getName(), "has other members than an export: " + members);
        }
        return manifest;
    }

    private static byte[] member(ZipFile zip, String name) throws IOException, LogFault {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new LogFault(name, "is missing: this is no export, or one that is not signed");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(SignedNote.SIZE_BYTES_MAX + 1);
            if (bytes.length > SignedNote.SIZE_BYTES_MAX) {
                throw new LogFault(name, "is too large");
            }
            return bytes;
        } catch (ZipException e) {
            throw new LogFault(name, "is damaged (" + e.getMessage() + ")");
        }
    }

    private List<String> words(Manifest manifest) {
        return List.of(
                "origin " + manifest.origin() + ", question " + manifest.question(),
                "as of leaf " + manifest.leafIndex() + " of a tree of "
                        + manifest.head().size() + " entries, root "
                        + manifest.head().root()
                        + (manifest.isFinal() ? "" : ", not final")
                        + (manifest.behind() == 0 ? "" : ", " + manifest.behind() + " entries behind"),
                "made for " + manifest.user() + " at " + Times.write(manifest.time()),
                "signed by " + exportKey + ": each row compared with its entry, each entry hashed into that tree");
    }

    /** Whether the tree is one of the log's. */
    private List<String> tied(Manifest manifest) throws LogFault {
        if (logKeys.isEmpty()) {
            return List.of("whether that tree is the log's was not checked: no key of the log was given");
        }
        SignedNote note = manifest.checkpoint();
        if (note == null) {
            throw new LogFault(
                    Manifest.FILE,
                    "has no checkpoint: none could be had when it was made, so nothing ties it to the log");
        }
        try {
            Checkpoint checkpoint = Checkpoint.verify(note, logKeys);
            if (!checkpoint.origin().equals(manifest.origin())) {
                throw new LogFault(
                        Manifest.FILE,
                        "has a checkpoint of another log: " + checkpoint.origin() + ", not " + manifest.origin());
            }
            if (!manifest.leadsTo(checkpoint)) {
                throw new LogFault(
                        Manifest.FILE, "is as of a tree that is not the beginning of the one the log has signed");
            }
            return List.of("that tree is the beginning of one of "
                    + checkpoint.head().size() + " entries that the log has signed");
        } catch (MalformedException | UnverifiedException e) {
            throw new LogFault(Manifest.FILE, e);
        }
    }

    private static String rows(ZipFile zip, Manifest manifest) throws IOException, LogFault {
        String name = manifest.format().file();
        MessageDigest digest = MeasuredStream.sha256();
        RowCount rows = new RowCount(manifest.format());
        long bytes = 0;
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > manifest.bytes()) {
                    break;
                }
                digest.update(buffer, 0, read);
                rows.count(buffer, read);
            }
        } catch (ZipException e) {
            throw new LogFault(name, "is damaged (" + e.getMessage() + ")");
        }
        Hash hash = Hash.of(digest.digest());
        if (bytes != manifest.bytes() || !hash.equals(manifest.sha256())) {
            throw new LogFault(name, "is not the file that was signed: its SHA-256 or length is another");
        }
        String words = name + " is as it was signed: " + manifest.rows() + " rows, " + bytes + " bytes, SHA-256 "
                + Manifest.hex(hash);
        if (manifest.format() == ExportFormat.PDF) {
            return words + " (its rows were not counted again)";
        }
        if (rows.rows() != manifest.rows()) {
            throw new LogFault(name, "has " + rows.rows() + " rows, the manifest says " + manifest.rows());
        }
        return words;
    }

    /** Counts rows as they come by. */
    private static final class RowCount {

        private final ExportFormat format;
        private long lines;
        private boolean quoted;

        RowCount(ExportFormat format) {
            this.format = format;
        }

        void count(byte[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                if (buffer[i] == '"' && format == ExportFormat.CSV) {
                    quoted = !quoted; // a doubled one changes it twice
                } else if (buffer[i] == '\n' && !quoted) {
                    lines++;
                }
            }
        }

        /** Without a header. */
        long rows() {
            return format == ExportFormat.CSV ? lines - 1 : lines;
        }
    }
}
