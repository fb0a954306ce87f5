package org.messageledger.checkpoint;

import org.messageledger.tree.Hash;

/** Reads a text line by line and refuses it with the line's number. Every line must end in a newline. */
final class LineReader {

    private static final long LONG_MAX_TENTH = Long.MAX_VALUE / 10;

    private final String what;
    private final String text;
    private int at;
    private int line;

    /** @param what names the text in refusals */
    LineReader(String what, String text) {
        this.what = what;
        this.text = text;
    }

    boolean hasNext() {
        return at < text.length();
    }

    /** The next line without its newline. */
    String next() throws MalformedException {
        line++;
        int end = text.indexOf('\n', at);
        if (end < 0) {
            throw malformed(hasNext() ? "the last line does not end in a newline" : "a line is missing");
        }
        String next = text.substring(at, end);
        at = end + 1;
        return next;
    }

    /** Everything behind the lines read so far. */
    String rest() {
        return text.substring(at);
    }

    /** The line's rest behind a prefix that it must have. */
    String behind(String prefix, String line) throws MalformedException {
        if (!line.startsWith(prefix)) {
            throw malformed("the line does not begin with \"" + prefix + "\"");
        }
        return line.substring(prefix.length());
    }

    /** A number from 0 to 2^63 − 1 in ASCII digits without leading zeroes. */
    long decimal(String digits) throws MalformedException {
        if (digits.isEmpty() || (digits.length() > 1 && digits.charAt(0) == '0')) {
            throw malformed("not a decimal number, or one with leading zeroes");
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw malformed("not a decimal number");
            }
            if (number > LONG_MAX_TENTH || (number == LONG_MAX_TENTH && digit > Long.MAX_VALUE % 10)) {
                throw malformed("a number above 2^63 - 1");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    byte[] base64(String base64) throws MalformedException {
        try {
            return StrictBase64.decode(base64);
        } catch (MalformedException e) {
            throw malformed(e);
        }
    }

    Hash hash(String base64) throws MalformedException {
        byte[] bytes = base64(base64);
        if (bytes.length != Hash.SIZE_BYTES) {
            throw malformed("not a SHA-256 hash: bytes=" + bytes.length);
        }
        return Hash.of(bytes);
    }

    /** A refusal that names the line read last. */
    MalformedException malformed(String words) {
        return new MalformedException(where() + words);
    }

    /** The same for a part of the line that was refused by itself. */
    MalformedException malformed(MalformedException part) {
        return new MalformedException(where() + part.getMessage(), part);
    }

    private String where() {
        return what + ", line " + line + ": ";
    }
}
