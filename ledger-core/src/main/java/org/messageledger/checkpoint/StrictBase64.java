package org.messageledger.checkpoint;

import java.util.Base64;

/**
 * Base64 (RFC 4648 section 4) with exactly one text for each sequence of bytes: padded, no line breaks, spare bits zero.
 * Java's decoder takes {@code QQ}, {@code QQ==} and {@code QR==} for the same byte, so that a signed text could be altered
 * without a signature noticing.
 */
public final class StrictBase64 {

    private StrictBase64() {}

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The bytes whose text this is; none for the empty text.
     *
     * @throws MalformedException for every text that {@link #encode} does not write
     */
    public static byte[] decode(String text) throws MalformedException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedException("not base64: characters=" + text.length(), e);
        }
        if (!encode(bytes).equals(text)) {
            throw new MalformedException(
                    "not canonical base64 (padding or the last character's spare bits): characters=" + text.length());
        }
        return bytes;
    }
}
