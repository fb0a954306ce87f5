package org.messageledger.export;

/**
 * Text that a PDF's standard fonts have letters for, and that neither moves the pen nor turns the line around: Latin letters as in
 * Windows-1252's printable part of Latin-1. Any other code point becomes its number between guillemets, such as «U+05D0»; so do
 * guillemets, so that nobody can write what looks like one.
 */
final class PrintableText {

    private static final int NO_BREAK_SPACE = 0xa0;
    private static final int SOFT_HYPHEN = 0xad;

    private PrintableText() {}

    static String of(String text) {
        if (text.codePoints().allMatch(PrintableText::isPrintable)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            if (isPrintable(codePoint)) {
                printable.appendCodePoint(codePoint);
            } else {
                printable.append(String.format("\u00abU+%04X\u00bb", codePoint));
            }
        });
        return printable.toString();
    }

    private static boolean isPrintable(int codePoint) {
        boolean ascii = codePoint >= ' ' && codePoint <= '~';
        boolean latin = codePoint > NO_BREAK_SPACE && codePoint <= 0xff;
        return ascii || (latin && codePoint != SOFT_HYPHEN && codePoint != '\u00ab' && codePoint != '\u00bb');
    }
}
