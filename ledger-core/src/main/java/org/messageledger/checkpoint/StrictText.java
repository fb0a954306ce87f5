package org.messageledger.checkpoint;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The characters that a signed note may consist of: valid UTF-8 without control characters but newline. */
final class StrictText {

    private StrictText() {}

    /**
     * Reads bytes from outside.
     *
     * @param what names the text in the refusal
     * @throws MalformedException when there are more than {@code sizeBytesMax} or they are not such a text
     */
    static String decode(String what, byte[] bytes, int sizeBytesMax) throws MalformedException {
        if (bytes.length > sizeBytesMax) {
            throw new MalformedException(what + " is too large: bytes=" + bytes.length + " max=" + sizeBytesMax);
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new MalformedException(what + " is not UTF-8: byte=" + in.position());
        }
        String text = out.flip().toString();
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isForbidden(c)) {
                throw new MalformedException(what + " has a control character: line=" + line);
            }
            line += c == '\n' ? 1 : 0;
        }
        return text;
    }

    /** Whether the text can stand in a note: what {@link #decode} would read back. */
    static boolean isClean(String text) {
        return text.chars().noneMatch(c -> isForbidden((char) c)) && isEncodable(text);
    }

    /** Whether the text can stand in one line of a note. */
    static boolean isLine(String text) {
        return !text.isEmpty() && text.indexOf('\n') < 0 && isClean(text);
    }

    private static boolean isForbidden(char c) {
        return c < ' ' && c != '\n';
    }

    /** False for a lone surrogate, which Java would silently write as a question mark. */
    private static boolean isEncodable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
