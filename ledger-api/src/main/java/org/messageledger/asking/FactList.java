package org.messageledger.asking;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Page;

/** A page of an answer. */
@Schema(name = "Facts")
record FactList(
        AsOfItem asOf,
        List<FactItem> items,

        @Schema(
                description =
                        "The cursor of the next page; null at the end. A page may be short and yet have a next one.")
        @Nullable
        String next) {

    static FactList of(Page page) {
        return new FactList(
                AsOfItem.of(page.asOf()),
                page.items().stream().map(FactItem::of).toList(),
                page.next());
    }
}
