package org.messageledger.proving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messageledger.tree.TreeHead;
import org.messageledger.verify.Finding;
import org.messageledger.verify.Findings;

/** What a check has found. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckReport(
        @Schema(description = "Size of the tree that was checked")
        long treeSize,

        @Schema(description = "Its root, computed anew from the entries, base64")
        String rootHash,

        @Schema(description = "How many things are not as they must be; 0: all is as it was written")
        long findings,

        @Schema(description = "How many, by table") Map<String, Long> byTable,
        @Schema(description = "The first of each table") List<Item> listed,

        @Schema(description = "What could not be checked, and why; absent when all was") @Nullable
        String notChecked) {

    /** A finding as it is answered. */
    @Schema(name = "Finding")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String table,

            @Schema(description = "The leaf, or the first of several") @Nullable
            Long leafIndex,

            @Schema(description = "Which row or file") String place,
            @Schema(description = "What is wrong with it") String words) {

        static Item of(Finding finding) {
            return new Item(finding.table(), finding.leafIndex(), finding.place(), finding.words());
        }
    }

    static CheckReport of(TreeHead head, Findings findings, @Nullable String notChecked) {
        return new CheckReport(
                head.size(),
                head.root().toBase64(),
                findings.counts().values().stream().mapToLong(Long::longValue).sum(),
                findings.counts(),
                findings.listed().stream().map(Item::of).toList(),
                notChecked);
    }
}
