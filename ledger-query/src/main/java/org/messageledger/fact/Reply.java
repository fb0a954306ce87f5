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

    /**
     * More work than one answer may take: no index serves it on more than so many rows.
     *
     * @param rowsMax how many would be served
     * @param advice what to add or to leave out, in a sentence
     */
    record TooMuch<T>(Work work, long rowsMax, String advice) implements Reply<T> {}

    /** What is to be done with many rows. */
    enum Work {
        /** To look at all of them, because no index leads to those that are asked for. */
        SCAN,
        /** To sort all that are found. */
        SORT,
        /** To count all that are found. */
        COUNT,
        /** To gather all that a whole answer is made of. */
        GATHER
    }

    /** The same reply, with something made of the answer. */
    default <R> Reply<R> map(Function<T, R> answer) {
        return then(it -> new Answered<>(answer.apply(it)));
    }

    /** The same reply; from an answer, what follows from it. */
    default <R> Reply<R> then(Function<T, Reply<R>> answer) {
        if (this instanceof Answered<T> it) {
            return answer.apply(it.answer());
        }
        if (this instanceof NotYet<T> it) {
            return new NotYet<>(it.leafIndex(), it.contained());
        }
        if (this instanceof NoSuchLeaf<T> it) {
            return new NoSuchLeaf<>(it.leafIndex(), it.logSize());
        }
        if (this instanceof TooMuch<T> it) {
            return new TooMuch<>(it.work(), it.rowsMax(), it.advice());
        }
        return new StrangeCursor<>();
    }
}
