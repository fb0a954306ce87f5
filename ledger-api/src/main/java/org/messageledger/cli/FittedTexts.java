package org.messageledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes texts of real mail fit the ledger's limits, which are in bytes of UTF-8, and counts every change: what is cut ends
 * in a visible ellipsis, and the summary says how often it happened.
 */
final class FittedTexts {

    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = 3;
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<String, Long> changes = new TreeMap<>();

    /** At most {@code bytesMax} bytes, whole characters only. */
    String fit(String field, String given, int bytesMax) {
        String text = encodable(field, given);
        if (bytes(text) <= bytesMax) {
            return text;
        }
        count(field + " shortened");
        int end = 0;
        for (int bytes = 0; end < text.length(); ) {
            int codePoint = text.codePointAt(end);
            bytes += bytes(codePoint);
            if (bytes > bytesMax - ELLIPSIS_BYTES) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    /** Half a surrogate pair has no UTF-8 form; it becomes U+FFFD. */
    String encodable(String field, String given) {
        StringBuilder text = new StringBuilder(given);
        boolean broken = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                text.setCharAt(i, REPLACEMENT);
                broken = true;
            }
        }
        if (broken) {
            count(field + " with broken characters replaced");
        }
        return text.toString();
    }

    void count(String change) {
        changes.merge(change, 1L, Long::sum);
    }

    List<String> changes() {
        List<String> lines = new ArrayList<>();
        changes.forEach((change, times) -> lines.add(change + ": " + times));
        return lines;
    }

    static int bytes(String text) {
        return text.codePoints().map(FittedTexts::bytes).sum();
    }

    private static int bytes(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
