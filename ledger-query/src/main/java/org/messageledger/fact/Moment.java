package org.messageledger.fact;

import java.time.Instant;

/** As of when a question is asked. */
public sealed interface Moment {

    /** All that the view has, once it has what the log held when the question came, if that takes no time worth naming. */
    record Newest() implements Moment {}

    /** With this leaf and without any later one. */
    record AtLeaf(long leafIndex) implements Moment {}

    /** With what was recorded before this time. */
    record Before(Instant time) implements Moment {}
}
