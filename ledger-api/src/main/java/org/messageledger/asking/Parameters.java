package org.messageledger.asking;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.InvalidField;

/** A question's parameters, of a query or of a body, each well formed or refused. */
final class Parameters {

    private static final Pattern LEAF_INDEX = Pattern.compile("0|[1-9][0-9]{0,17}");
    /** A name that may be repeated to the caller: it is no id and no text. */
    private static final Pattern MISSPELT = Pattern.compile("[A-Za-z]{1,30}");

    private static final Instant TIME_MIN = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant TIME_END = Instant.parse("+10000-01-01T00:00:00Z");

    private final Map<String, String[]> values;

    /** @throws BadParameter when there is any other than the known ones, or one has no value */
    Parameters(HttpServletRequest request, Set<String> known) {
        this(request.getParameterMap(), known);
    }

    /** The same, each with the texts that were given for it. */
    Parameters(Map<String, String[]> values, Set<String> known) {
        this.values = values;
        values.forEach((name, given) -> {
            if (!known.contains(name)) {
                throw new BadParameter(
                        MISSPELT.matcher(name).matches() ? name : "query",
                        "The parameter is not known; known are: " + names(known) + ".");
            }
            if (Arrays.stream(given).anyMatch(String::isEmpty)) {
                throw new BadParameter(name, "Give the parameter a value, or leave it out.");
            }
        });
    }

    private static String names(Set<String> known) {
        return known.stream().sorted().collect(Collectors.joining(", "));
    }

    @Nullable
    String text(String name) {
        String[] given = values.get(name);
        if (given == null) {
            return null;
        }
        if (given.length != 1) {
            throw new BadParameter(name, "Give the parameter once.");
        }
        return given[0];
    }

    /** All texts of a parameter that may be repeated, each once, in their order. */
    List<String> texts(String name) {
        return Arrays.stream(values.getOrDefault(name, new String[0]))
                .distinct()
                .sorted()
                .toList();
    }

    /** One of these words. */
    String word(String name, String absent, Set<String> words) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        if (!words.contains(text)) {
            throw new BadParameter(name, "Give one of: " + names(words) + ".");
        }
        return text;
    }

    @Nullable
    Long leafIndex(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        return leafIndex(name, text);
    }

    /** A leaf index that stands elsewhere. */
    static Long leafIndex(String name, String text) {
        if (!LEAF_INDEX.matcher(text).matches()) {
            throw new BadParameter(name, "Give a leaf index: 0 or a positive whole number.");
        }
        return Long.valueOf(text);
    }

    boolean isLeafIndex(String name) {
        String text = text(name);
        return text != null && LEAF_INDEX.matcher(text).matches();
    }

    int number(String name, int absent, int min, int max) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        long number = LEAF_INDEX.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (number < min || number > max) {
            throw new BadParameter(name, "Give a whole number from " + min + " to " + max + ".");
        }
        return (int) number;
    }

    @Nullable
    Instant time(String name) {
        String text = text(name);
        return text == null ? null : time(name, text);
    }

    /** A time in UTC; a field of a body may be one too. */
    static Instant time(String name, String text) {
        try {
            Instant time = Instant.parse(text);
            if (text.endsWith("Z") && !time.isBefore(TIME_MIN) && time.isBefore(TIME_END)) {
                return time;
            }
        } catch (DateTimeException e) {
            // answered below, like a time that is none of ours
        }
        throw new BadParameter(name, "Give a time in UTC as in ISO 8601, such as 2026-03-01T08:00:00.000Z.");
    }

    /** A parameter that may be repeated. */
    <T> Set<T> set(String name, int valuesMax, Function<String, T> type, String advice) {
        String[] given = values.getOrDefault(name, new String[0]);
        if (given.length > valuesMax) {
            throw new BadParameter(name, "Give at most " + valuesMax + " values.");
        }
        Set<T> set = new LinkedHashSet<>();
        for (String text : given) {
            set.add(parsed(name, text, type, advice));
        }
        return set;
    }

    /** Codes of an enumeration, repeated. */
    <E extends Enum<E>> Set<E> codes(String name, int valuesMax, Class<E> type) {
        E[] constants = type.getEnumConstants();
        String advice = "Give, once or more, one of: "
                + Arrays.stream(constants == null ? List.of().toArray() : constants)
                        .map(Object::toString)
                        .collect(Collectors.joining(", "))
                + ".";
        return set(name, valuesMax, text -> Enum.valueOf(type, text), advice);
    }

    static <T> T parsed(String name, String text, Function<String, T> type, String advice) {
        try {
            return type.apply(text);
        } catch (InvalidField e) {
            throw new BadParameter(name, "The value " + e.problem() + ".");
        } catch (IllegalArgumentException e) {
            throw new BadParameter(name, advice);
        }
    }
}
