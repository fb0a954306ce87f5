package org.messageledger.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that was read to its end before anything of it is sent. A damaged one must not be begun: it has another digest
 * than the whole one, so that what was recorded from it would be recorded again.
 *
 * @param digest the first 32 hexadecimal digits of the SHA-256 over its bytes as they lie on the disk; names the file
 * @param textBytes its length, unpacked if it is packed
 * @param fileBytes its length as it lies on the disk
 * @param modified when it was last changed before it was read
 */
record InputFile(Path path, String digest, long textBytes, long fileBytes, FileTime modified) {

    /** @throws UnusableInput when it cannot be imported */
    static InputFile check(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new UnusableInput("is a directory, give a file: " + path);
        }
        if (Files.notExists(path)) {
            throw new UnusableInput("no such file: " + path);
        }
        if (!Files.isRegularFile(path)) {
            throw new UnusableInput("no regular file, and an import reads it more than once; save it first: " + path);
        }
        if (!Files.isReadable(path)) {
            throw new UnusableInput("may not be read by you, see its permissions: " + path);
        }
        long fileBytes = Files.size(path);
        FileTime modified = Files.getLastModifiedTime(path);
        long textBytes;
        try (InputLines text = InputLines.open(path)) {
            if (path.toString().endsWith(".gz") && !text.unpacked()) {
                throw new UnusableInput("is named .gz but is not gzip; rename it if it is plain text: " + path);
            }
            textBytes = text.skipToEnd();
        }
        if (textBytes == 0) {
            throw new UnusableInput("is empty, there is nothing to import: " + path);
        }
        return new InputFile(path, digest(path), textBytes, fileBytes, modified);
    }

    /** @throws ImportFailure when the digest is not that of the lines any more: they would go out under wrong keys */
    void requireUnchanged() throws IOException {
        if (Files.size(path) != fileBytes || !Files.getLastModifiedTime(path).equals(modified)) {
            throw new ImportFailure("the file changed while it was imported: " + path
                    + ". What was sent before stays recorded, and the file as it is now has other keys: import only what"
                    + " is missing, from a file of its own.");
        }
    }

    private static String digest(Path path) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
