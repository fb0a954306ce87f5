package org.messageledger.fact;

import java.util.function.Function;

/** What becomes of a question. */
public sealed interface Reply<T> {

    record Answered<T>(T answer) implements Reply<T> {}

    /** The view does not have that leaf yet, after the longest wait. */
    record NotYet<T>(long leafIndex, AsOf contained) implements Reply<T> {}

    /** The cursor is altered, or belongs to another question. */
    record StrangeCursor<T>() implements Reply<T> {}

    /** Asked as of a leaf that the log does not have. */
    record NoSuchLeaf<T>(long leafIndex, long logSize) implements Reply<T> {}

    /** The same reply, with something made of the answer. */
    default <R> Reply<R> map(Function<T, R> answer) {
        if (this instanceof Answered<T> it) {
            return new Answered<>(answer.apply(it.answer()));
        }
        if (this instanceof NotYet<T> it) {
            return new NotYet<>(it.leafIndex(), it.contained());
        }
        if (this instanceof NoSuchLeaf<T> it) {
            return new NoSuchLeaf<>(it.leafIndex(), it.logSize());
        }
        return new StrangeCursor<>();
    }
}
