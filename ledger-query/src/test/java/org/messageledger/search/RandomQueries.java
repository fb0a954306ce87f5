package org.messageledger.search;

import java.util.List;
import java.util.Random;
import org.messageledger.fact.Field;

/** Queries, sound and not, the same for the same seed. */
final class RandomQueries {

    private static final List<String> TEXTS = List.of(
            "a",
            "clinician:4",
            "\"\"",
            "\"a b\"",
            "\"\\\"\\\\\"",
            "\"OR (x:y)*\"",
            "AND",
            "portal:1/2",
            "\"' or 1=1 --\"",
            "Zürich",
            "\"\ud83d\udc1f\"",
            "%_!");
    private static final List<String> TIMES = List.of(
            "1999",
            "2026",
            "2026-03",
            "2026-03-01",
            "2026-03-01T08:00:00Z",
            "2026-03-01T08:00:00.120Z",
            "9999",
            "0000");
    private static final String SIGNS =
            "():\"\\*[]{}<>=!-+&|?~ \t\n\r\u00a0\u201cAaTO01.\u0000\ud83d\udc1f\u00fc\u2028";
    private static final List<String> PIECES = List.of(
            "AND", "OR", "NOT", "TO", "(", ")", "[", "{", "]", "}", ":", "\"", "*", "<", ">=", "\\", "actor", "time:",
            "x", " ");

    private RandomQueries() {}

    static String query(Random random) {
        return query(random, random.nextInt(4));
    }

    private static String query(Random random, int depth) {
        if (depth == 0) {
            return term(random);
        }
        return switch (random.nextInt(5)) {
            case 0 -> "NOT " + operand(random, depth);
            case 1 -> operand(random, depth) + " AND " + operand(random, depth);
            case 2 -> operand(random, depth) + " OR " + operand(random, depth);
            case 3 -> operand(random, depth) + " " + operand(random, depth) + "\n" + operand(random, depth);
            default -> query(random, depth - 1) + " OR " + query(random, depth - 1);
        };
    }

    private static String operand(Random random, int depth) {
        String query = query(random, depth - 1);
        return random.nextInt(4) == 0 ? query : "(" + query + ")";
    }

    private static String term(Random random) {
        Field field = pick(random, List.of(Field.values()));
        String word = field.word() + ":";
        if (random.nextInt(8) == 0) {
            return random.nextInt(3) == 0 ? "*" : word + "*";
        }
        return word
                + switch (field.type()) {
                    case TEXT -> text(random);
                    case CODE -> code(random, field);
                    case FLAG -> random.nextBoolean();
                    case NUMBER -> ordered(random, random.nextInt(50) + "", 50 + random.nextInt(50) + "");
                    case TIME -> ordered(random, "19" + (10 + random.nextInt(90)), pick(random, TIMES.subList(1, 7)));
                };
    }

    private static String text(Random random) {
        String text = pick(random, TEXTS);
        return random.nextInt(4) == 0 && !text.equals("\"\"") ? text + "*" : text;
    }

    private static String code(Random random, Field field) {
        String code = pick(random, field.codes());
        return random.nextInt(4) == 0 ? code.substring(0, 1) + "*" : code;
    }

    private static String ordered(Random random, String less, String more) {
        String one = random.nextBoolean() ? less : more;
        return switch (random.nextInt(7)) {
            case 0 -> one;
            case 1 -> ">" + one;
            case 2 -> ">=" + one;
            case 3 -> "<" + one;
            case 4 -> "<=" + one;
            case 5 -> "[" + less + " TO *]";
            default -> (random.nextBoolean() ? "[" : "{") + less + " TO " + more + (random.nextBoolean() ? "]" : "}");
        };
    }

    /** Signs and pieces in any order. */
    static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(random.nextBoolean() ? pick(random, PIECES) : sign(random));
        }
        return text.toString();
    }

    /** A query with a character left out, put in or in another's place. */
    static String damaged(Random random) {
        StringBuilder text = new StringBuilder(query(random));
        for (int times = random.nextInt(3); times > 0 && !text.isEmpty(); times--) {
            int at = random.nextInt(text.length());
            int change = random.nextInt(3);
            if (change > 0) {
                text.deleteCharAt(at);
            }
            if (change < 2) {
                text.insert(at, sign(random));
            }
        }
        return text.toString();
    }

    private static String sign(Random random) {
        return SIGNS.substring(random.nextInt(SIGNS.length())).substring(0, 1);
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
