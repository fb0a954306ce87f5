package org.messageledger.fact;

import java.util.List;

/** The tables of the view. */
public enum ViewTable {
    FACTS,
    POSTINGS;

    private static final List<String> OF_POSTINGS =
            List.of("subject_id", "role", "leaf_index", "known_from", "irregularities");

    /** All but the generation, in the order of {@link ViewRow#values}. */
    public List<String> columns() {
        return this == FACTS ? FactColumns.NAMES : OF_POSTINGS;
    }
}
