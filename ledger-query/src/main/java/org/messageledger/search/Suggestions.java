package org.messageledger.search;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant who wrote a word that is none of those that can be written. */
final class Suggestions {

    /** A word that may be repeated to whoever wrote it: it is no id and no text. */
    private static final Pattern MISSPELT = Pattern.compile("[A-Za-z_]{1,40}");

    private Suggestions() {}

    /** {@code unknown field `acter`; did you mean `actor`?}, or which words there are. */
    static String unknown(String what, String word, List<String> known) {
        boolean misspelt = MISSPELT.matcher(word).matches();
        String unknown = misspelt ? what + " `" + word + "`" : what;
        String nearest = misspelt ? nearest(word, known) : "";
        return nearest.isEmpty()
                ? unknown + "; known are " + String.join(", ", known)
                : unknown + "; did you mean `" + nearest + "`?";
    }

    private static String nearest(String word, List<String> known) {
        String nearest = "";
        int least = 1 + Math.max(1, word.length() / 3);
        for (String candidate : known) {
            int distance = LevenshteinDistance.getDefaultInstance()
                    .apply(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }
}
