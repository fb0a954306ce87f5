package org.messageledger.recording;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.InvalidField;
import org.messageledger.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says which field is wrong and what to do, in our words: a parser's messages quote input and class names. */
final class JsonProblems {

    static final String NO_SUCH_FIELD = "There is no such field; correct its name or leave it out.";

    private JsonProblems() {}

    /** @param root the tree that was being read, to tell a field of an object from the object itself */
    static Problem of(JacksonException e, @Nullable JsonNode root) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidField invalid) {
                return Problem.malformed(field(e, root, invalid.field()), sentence(invalid));
            }
        }
        String field = path(e);
        if (e instanceof StreamConstraintsException) {
            return Problem.malformed(
                    null,
                    "Send JSON nested at most " + StrictJson.NESTING_MAX + " deep, with short names and numbers.");
        }
        if (e instanceof InputCoercionException) {
            return Problem.malformed(field, "Send a whole number within the documented bounds.");
        }
        if (e instanceof StreamReadException) {
            return Problem.malformed(null, position(e) + "Send one well-formed JSON object; no key may stand twice.");
        }
        if (e instanceof UnrecognizedPropertyException) {
            return Problem.malformed(field, NO_SUCH_FIELD);
        }
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return Problem.malformed(field, "Use one of " + values(format.getTargetType()) + ".");
        }
        if (e instanceof MismatchedInputException mismatch) {
            return Problem.malformed(field, "Send " + expected(mismatch.getTargetType()) + ".");
        }
        return Problem.malformed(field, "This value cannot be read; see /v3/api-docs for its form.");
    }

    /** A value's own type names its parts; a single value is named by where it stands. */
    private static String field(JacksonException e, @Nullable JsonNode root, String name) {
        String path = path(e);
        if (path == null) {
            return name;
        }
        JsonNode node = root;
        for (JacksonException.Reference reference : e.getPath()) {
            if (node != null) {
                node = reference.getPropertyName() == null
                        ? node.get(reference.getIndex())
                        : node.get(reference.getPropertyName());
            }
        }
        return node != null && node.isObject() ? path + "." + name : path;
    }

    private static @Nullable String path(JacksonException e) {
        if (e.getPath().isEmpty()) {
            return null;
        }
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : e.getPath()) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String sentence(InvalidField invalid) {
        return "This field " + invalid.problem() + ".";
    }

    private static String position(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : "Not JSON at column " + e.getLocation().getColumnNr() + ". ";
    }

    private static String values(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "a value of the documented type";
        }
        if (type == java.time.Instant.class) {
            return "a time as ISO-8601 in UTC, such as 2026-03-02T08:15:30.120Z";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == long.class) {
            return "a whole number";
        }
        if (type.isEnum()) {
            return "one of " + values(type);
        }
        return type == String.class
                        || type.getSimpleName().endsWith("Id")
                        || type.getSimpleName().equals("Purpose")
                ? "a string"
                : java.util.Collection.class.isAssignableFrom(type) ? "an array" : "an object";
    }
}
