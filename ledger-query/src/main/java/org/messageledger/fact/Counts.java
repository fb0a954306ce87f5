package org.messageledger.fact;

import java.util.List;

/**
 * How many facts hold a condition. Exact as of the leaf: what cannot be counted whole is not answered.
 *
 * @param total how many there are
 * @param facets in the order in which the fields were asked for
 */
public record Counts(AsOf asOf, long total, List<Facet> facets) {

    public Counts {
        facets = List.copyOf(facets);
    }

    /**
     * How many of the facts have which value of a field. A fact with several values counts for each.
     *
     * @param values the most frequent first, then by value; of times the newest days, in their order
     * @param otherValues how many values there are beyond these
     * @param others how often they come together
     * @param without how many facts do not have the field
     */
    public record Facet(Field field, List<Count> values, long otherValues, long others, long without) {
        public Facet {
            values = List.copyOf(values);
        }
    }

    /**
     * How often a value is there.
     *
     * @param value as searches write it; of a time the day, as in {@code 2026-03-01}
     */
    public record Count(String value, long count) {}
}
