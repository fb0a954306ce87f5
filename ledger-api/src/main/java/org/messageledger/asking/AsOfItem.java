package org.messageledger.asking;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.AsOf;
import org.messageledger.fact.Times;

/** What an answer was made of. */
@Schema(name = "AsOf")
record AsOfItem(
        @Schema(description = "The last leaf that could be in the answer; -1 before the first.")
        long leafIndex,

        @Schema(description = "Size of the tree that ends with this leaf.")
        long treeSize,

        @Schema(description = "Root of that tree, base64.") String rootHash,

        @Schema(description = "When the leaf was recorded.", format = "date-time") @Nullable
        String recordedAt,

        @JsonProperty("final")
        @Schema(description = "Whether the same question, as of the same leaf or time, will always get this answer.")
        boolean isFinal,

        @Schema(description = "How many durable leaves the view lacked.")
        long behind,

        @Schema(
                description =
                        "Only while the log takes no appends: why, in words. It may be behind, or other than, what was "
                                + "acknowledged.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String warning) {

    static AsOfItem of(AsOf asOf) {
        return new AsOfItem(
                asOf.leafIndex(),
                asOf.treeSize(),
                asOf.rootHash().toBase64(),
                Times.writeOrNull(asOf.recordedAt()),
                asOf.isFinal(),
                asOf.behind(),
                asOf.warning());
    }
}
