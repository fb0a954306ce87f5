package org.messageledger.asking;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.messageledger.fact.Counts;

/** How many facts hold a query. */
@Schema(name = "Counts")
record CountsItem(AsOfItem asOf, long total, List<FacetItem> facets) {

    /** How many of them have which value of a field. */
    @Schema(name = "Facet")
    record FacetItem(
            String field,

            @Schema(description = "The most frequent first; of days the newest, in their order.")
            List<Counts.Count> values,

            @Schema(description = "How many values there are beyond these.")
            long otherValues,

            @Schema(description = "How often those come together.")
            long others,

            @Schema(description = "How many facts do not have the field.")
            long without) {}

    static CountsItem of(Counts counts) {
        return new CountsItem(
                AsOfItem.of(counts.asOf()),
                counts.total(),
                counts.facets().stream()
                        .map(facet -> new FacetItem(
                                facet.field().word(),
                                facet.values(),
                                facet.otherValues(),
                                facet.others(),
                                facet.without()))
                        .toList());
    }
}
