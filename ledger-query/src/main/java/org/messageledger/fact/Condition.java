package org.messageledger.fact;

import java.time.Instant;
import java.util.List;

/**
 * Which facts a search wants, in terms of {@link Field}s. Two-valued: a test of a field that a fact does not have fails, and
 * its {@link Not} holds. A field with several values passes when one of them does.
 */
public sealed interface Condition {

    /** Most tests, and connections between them, of one search: what the longest query is made of, and a span. */
    int TERMS_MAX = 402;

    /** Every fact. */
    Condition EVERYTHING = new All(List.of());

    /** All of them hold; without any, every fact passes. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least one of them holds; without any, none passes. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    record Not(Condition condition) implements Condition {}

    /** The fact has the field at all. */
    record Present(Field field) implements Condition {}

    /** The field begins with this text, byte by byte. Of fields of text and of codes only. */
    record Prefix(Field field, String text) implements Condition {
        public Prefix {
            if (text.isEmpty() || !(field.type() == Field.Type.TEXT || field.type() == Field.Type.CODE)) {
                throw new IllegalArgumentException("no prefix of such a field: field=" + field.word());
            }
        }
    }

    /**
     * A comparison.
     *
     * @param value of the class that {@link Field.Type#valueClass} says: a {@link String} compares byte by byte, an
     *     {@link Instant} by itself
     */
    record Compare(Field field, Relation relation, Object value) implements Condition {
        public Compare {
            if (!field.type().valueClass().isInstance(value)) {
                throw new IllegalArgumentException("value of another type: field=" + field.word());
            }
            if (relation != Relation.EQUAL && !field.type().isOrdered()) {
                throw new IllegalArgumentException("field without an order: field=" + field.word());
            }
        }
    }

    enum Relation {
        EQUAL,
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST
    }
}
