package org.messageledger.fact;

/**
 * How much a search may take; smaller in tests.
 *
 * @param stretch leaves that are looked for together
 * @param walkMax leaves of one page
 * @param scanMax leaves that no index leads to
 * @param sortMax leaves that are looked at for a sorted page
 * @param countMax leaves that are looked at for counts
 */
record SearchBounds(int stretch, int walkMax, int scanMax, int sortMax, int countMax) {

    static final SearchBounds DEFAULT =
            new SearchBounds(1_000, Pages.WALK_MAX, Searches.SCAN_MAX, Searches.SORT_MAX, Searches.COUNT_MAX);
}
