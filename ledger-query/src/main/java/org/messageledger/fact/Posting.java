package org.messageledger.fact;

import org.jspecify.annotations.Nullable;

/**
 * That a fact concerns a subject, known from the fact's own leaf on.
 *
 * @param role by {@link RoleCode}
 * @param irregularities of this message, where the fact is about several, in the form of {@link Codes}
 */
record Posting(
        String subjectId,
        short role,
        long leafIndex,
        @Nullable String irregularities) {}
