package org.messageledger.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a stranger can do to a text in one place. */
final class Alterations {

    private static final String CHARACTERS = "A8a/+=-\n —\u00a0é0\t\u0000";

    private Alterations() {}

    /** The text with each of its bits flipped in turn. */
    static List<byte[]> flips(String text) {
        byte[] original = text.getBytes(StandardCharsets.UTF_8);
        List<byte[]> flips = new ArrayList<>();
        for (int bit = 0; bit < original.length * 8; bit++) {
            byte[] flipped = original.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            flips.add(flipped);
        }
        return flips;
    }

    /** At each place one character left out, one doubled, one put before it, one changed to its neighbour or another. */
    static List<byte[]> edits(String text, long seed) {
        Random random = new Random(seed);
        List<byte[]> edits = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            String before = text.substring(0, i);
            String behind = text.substring(i + 1);
            char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            for (String edit : List.of(
                    before + behind,
                    before + text.charAt(i) + text.substring(i),
                    before + other + text.substring(i),
                    before + (char) (text.charAt(i) + 1) + behind,
                    before + other + behind,
                    before)) {
                if (!edit.equals(text)) {
                    edits.add(edit.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return edits;
    }
}
