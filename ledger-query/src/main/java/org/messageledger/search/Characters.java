package org.messageledger.search;

/** A query's characters, code points, and how far they have been read. */
final class Characters {

    /** What a value that is not quoted cannot hold: what has a meaning here, or has one elsewhere and would mislead. */
    private static final String QUOTED_ONLY = "()[]{}<>*?\\\"\u201c\u201d\u201e";

    private final int[] characters;
    private int at;

    /** @throws Misread when it holds what no text of the log holds */
    Characters(String text) {
        this.characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int character = characters[i];
            if (Character.getType(character) == Character.SURROGATE) {
                throw new Misread(i + 1, "half of a surrogate pair is no character");
            }
            if (Character.isISOControl(character) && !Character.isWhitespace(character)) {
                throw new Misread(i + 1, "leave control characters out");
            }
        }
    }

    /** Of the next character. */
    int column() {
        return at + 1;
    }

    boolean isAtEnd() {
        return at == characters.length;
    }

    boolean sees(int character) {
        return !isAtEnd() && characters[at] == character;
    }

    boolean seesSpace() {
        return !isAtEnd() && isSpace(characters[at]);
    }

    /** Whether a term can end here. */
    boolean seesEndOfTerm() {
        return isAtEnd() || seesSpace() || sees(')');
    }

    boolean takes(int character) {
        boolean seen = sees(character);
        if (seen) {
            at++;
        }
        return seen;
    }

    void skipSpaces() {
        while (seesSpace()) {
            at++;
        }
    }

    /** Whether this word of letters comes next and ends there. */
    boolean seesWord(String word) {
        int end = at + word.length();
        if (end > characters.length || !word.equals(new String(characters, at, word.length()))) {
            return false;
        }
        return end == characters.length || isSpace(characters[end]) || characters[end] == '(' || characters[end] == ')';
    }

    boolean takesWord(String word) {
        boolean seen = seesWord(word);
        if (seen) {
            at += word.length();
        }
        return seen;
    }

    /** What could be a field: all up to a space, a colon, a parenthesis or a quotation mark. */
    String name() {
        return run(":()\"");
    }

    /** A value as it stands; empty when the next character must be quoted. */
    String bare() {
        return run(QUOTED_ONLY);
    }

    private String run(String ends) {
        int first = at;
        while (!isAtEnd() && !isSpace(characters[at]) && ends.indexOf(characters[at]) < 0) {
            at++;
        }
        return new String(characters, first, at - first);
    }

    /** What stands between the quotation mark that comes next and the one that closes it. */
    String quoted() {
        int opened = column();
        at++;
        StringBuilder text = new StringBuilder();
        while (!takes('"')) {
            if (isAtEnd()) {
                throw new Misread(opened, "this quotation mark is never closed");
            }
            if (Character.isISOControl(characters[at])) {
                throw new Misread(column(), "leave tabs and line ends within quotation marks out: no value has any");
            }
            if (takes('\\') && !sees('"') && !sees('\\')) {
                throw new Misread(at, "a backslash stands before a quotation mark or a backslash only; write it twice");
            }
            text.appendCodePoint(characters[at++]);
        }
        return text.toString();
    }

    /** Also those that are pasted from where lines must not break. */
    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
