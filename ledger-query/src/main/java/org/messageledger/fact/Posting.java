package org.messageledger.fact;

import org.jspecify.annotations.Nullable;

/**
 * That a fact concerns a subject.
 *
 * @param role a {@link Role} by name, or for messages and threads the event's name
 * @param knownFrom the leaf that made it known: the fact's own, or that of a later send
 * @param irregularities of this message, where the fact is about several, in the form of {@link Codes}
 */
record Posting(
        SubjectKind kind,
        String subjectId,
        String role,
        long leafIndex,
        long knownFrom,
        @Nullable String irregularities) {}
