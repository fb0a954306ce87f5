package org.messageledger.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Condition;
import org.messageledger.fact.Field;

/**
 * Reads queries. {@code AND} binds tighter than {@code OR}, {@code NOT} tightest; terms that stand beside each other must
 * all hold, as with {@code AND}.
 *
 * <pre>
 * query = all *( "OR" all )
 * all   = not *( [ "AND" ] not )
 * not   = "NOT" not | "(" query ")" | term
 * term  = "*"                                every fact
 *       | field ":" "*"                      has the field
 *       | field ":" value [ "*" ]            is this, or begins so
 *       | field ":" ( ">" | ">=" | "&lt;" | "&lt;=" ) value
 *       | field ":" ( "[" | "{" ) bound "TO" bound ( "]" | "}" )
 * bound = "*" | value                        square: with the bound, curly: without
 * value = bare | quoted                      within quotes, \" and \\ stand for " and \
 * </pre>
 *
 * <p>Fields and their values are {@link Field}'s; which texts are values of a type, {@link Values} says.
 */
public final class QueryReader {

    /** Most characters (code points) of a query. */
    public static final int CHARACTERS_MAX = 10_000;

    /**
     * Most terms, each {@code NOT} counted. A time can make three conditions of a term, its bounds and their connection, and 100
     * terms have 99 connections: with a span around it {@link Condition#TERMS_MAX} lets the longest pass.
     */
    public static final int TERMS_MAX = 100;

    /** How deep parentheses and {@code NOT} may nest. */
    public static final int DEPTH_MAX = 30;

    private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT");

    private final Characters characters;
    private int terms;

    private QueryReader(Characters characters) {
        this.characters = characters;
    }

    /** Never throws: whatever is wrong with the text is an answer. */
    public static Parsed read(String text) {
        try {
            if (text.codePointCount(0, text.length()) > CHARACTERS_MAX) {
                throw new Misread(CHARACTERS_MAX + 1, "a query has at most " + CHARACTERS_MAX + " characters");
            }
            return new Parsed.Understood(new QueryReader(new Characters(text)).query());
        } catch (Misread e) {
            return e.parsed();
        }
    }

    private Condition query() {
        Condition condition = any(0);
        if (characters.sees(')')) {
            throw new Misread(characters.column(), "this parenthesis closes none");
        }
        return condition;
    }

    private Condition any(int depth) {
        List<Condition> alternatives = new ArrayList<>(List.of(all(depth)));
        while (characters.takesWord("OR")) {
            alternatives.add(all(depth));
        }
        return alternatives.size() == 1 ? alternatives.get(0) : new Condition.Any(alternatives);
    }

    /** Up to an {@code OR}, a closing parenthesis or the end. */
    private Condition all(int depth) {
        List<Condition> conditions = new ArrayList<>();
        do {
            boolean unused = !conditions.isEmpty() && characters.takesWord("AND");
            conditions.add(not(depth));
            characters.skipSpaces();
        } while (!characters.isAtEnd() && !characters.sees(')') && !characters.seesWord("OR"));
        return conditions.size() == 1 ? conditions.get(0) : new Condition.All(conditions);
    }

    private Condition not(int depth) {
        characters.skipSpaces();
        int column = characters.column();
        if (characters.takesWord("NOT")) {
            count(column);
            return new Condition.Not(not(deeper(depth, column)));
        }
        if (characters.takes('(')) {
            Condition condition = any(deeper(depth, column));
            if (!characters.takes(')')) {
                throw new Misread(column, "this parenthesis is never closed");
            }
            return condition;
        }
        return term();
    }

    private static int deeper(int depth, int column) {
        if (depth == DEPTH_MAX) {
            throw new Misread(column, "parentheses and NOT nest at most " + DEPTH_MAX + " deep");
        }
        return depth + 1;
    }

    private Condition term() {
        int column = characters.column();
        if (characters.isAtEnd() || characters.sees(')') || OPERATORS.stream().anyMatch(characters::seesWord)) {
            throw new Misread(column, "a term is missing here, such as actor:clinician:4, or * for everything");
        }
        count(column);
        String name = characters.name();
        if (!characters.takes(':')) {
            if (name.equals("*") && characters.seesEndOfTerm()) {
                return Condition.EVERYTHING;
            }
            throw new Misread(column, withoutField(name));
        }
        return value(field(name, column));
    }

    private void count(int column) {
        if (++terms > TERMS_MAX) {
            throw new Misread(column, "a query has at most " + TERMS_MAX + " terms, each NOT counted");
        }
    }

    private static String withoutField(String word) {
        String capitals = word.toUpperCase(Locale.ROOT);
        if (OPERATORS.contains(capitals)) {
            return "write " + capitals + " in capitals";
        }
        return switch (word) {
            case "&&" -> "write AND";
            case "||" -> "write OR";
            case "!", "-" -> "write NOT";
            default -> "a field is missing: write field:value, such as actor:clinician:4";
        };
    }

    private static Field field(String name, int column) {
        for (Field field : Field.values()) {
            if (field.word().equals(name)) {
                return field;
            }
        }
        if (name.startsWith("-") || name.startsWith("!")) {
            throw new Misread(column, "write NOT before a term that must not hold");
        }
        throw new Misread(
                column,
                name.isEmpty()
                        ? "a field is missing before the colon"
                        : Suggestions.unknown("unknown field", name, Values.words(field -> true)));
    }

    private Condition value(Field field) {
        int column = characters.column();
        if (characters.takes('>')) {
            boolean orEqual = characters.takes('=');
            return compare(field, orEqual ? Condition.Relation.AT_LEAST : Condition.Relation.MORE, column);
        }
        if (characters.takes('<')) {
            boolean orEqual = characters.takes('=');
            return compare(field, orEqual ? Condition.Relation.AT_MOST : Condition.Relation.LESS, column);
        }
        if (characters.sees('[') || characters.sees('{')) {
            return range(field);
        }
        if (characters.takes('*')) {
            return ended(new Condition.Present(field));
        }
        Value value = text();
        return ended(characters.takes('*') ? Values.prefix(field, value) : Values.equal(field, value));
    }

    private Condition compare(Field field, Condition.Relation relation, int column) {
        Values.requireOrder(field, column);
        return ended(Values.compare(field, relation, text()));
    }

    private Condition range(Field field) {
        Values.requireOrder(field, characters.column());
        boolean withFrom = characters.takes('[');
        boolean unused = withFrom || characters.takes('{');
        Value from = bound();
        int column = characters.column();
        if (!characters.takesWord("TO")) {
            throw new Misread(column, "TO is missing here: a range is such as time:[2026-03-01 TO 2026-04-01}");
        }
        Value to = bound();
        boolean withTo = characters.takes(']');
        if (!withTo && !characters.takes('}')) {
            throw new Misread(
                    characters.column(), "a range ends with ] (the last one belongs to it) or } (it does not)");
        }
        return ended(Values.range(field, from, withFrom, to, withTo));
    }

    private @Nullable Value bound() {
        characters.skipSpaces();
        if (characters.isAtEnd() || characters.sees(']') || characters.sees('}')) {
            throw new Misread(characters.column(), "a bound is missing here: a value, or * for none");
        }
        Value value = characters.takes('*') ? null : text();
        characters.skipSpaces();
        return value;
    }

    private Value text() {
        int column = characters.column();
        if (characters.sees('"')) {
            return new Value(column, characters.quoted());
        }
        String bare = characters.bare();
        if (bare.isEmpty()) {
            throw new Misread(
                    column,
                    characters.seesEndOfTerm()
                            ? "a value is missing here, right after the colon"
                            : characters.sees('(')
                                    ? "give each value its own field, such as actor:a OR actor:b"
                                    : mustBeQuoted());
        }
        return new Value(column, bare);
    }

    private Condition ended(Condition condition) {
        if (!characters.seesEndOfTerm()) {
            throw new Misread(characters.column(), mustBeQuoted());
        }
        return condition;
    }

    private static String mustBeQuoted() {
        return "a value that holds this character stands within \" and \"; a * for what follows comes last, behind them";
    }
}
