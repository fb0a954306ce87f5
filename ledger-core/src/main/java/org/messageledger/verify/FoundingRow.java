package org.messageledger.verify;

import java.util.List;
import org.messageledger.eventstore.Foundings;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.verify.EntryRows.ReadRow;

/** Leaf 0 must found the very ledger that this process runs; so must each leaf that goes on with it after a restored backup. */
final class FoundingRow {

    private FoundingRow() {}

    /** @param foundings as this process has read them when it began */
    static void check(List<ReadRow> page, Foundings foundings, Findings findings) {
        for (ReadRow row : page) {
            LedgerFounded due = foundings.at(row.leafIndex());
            if (row.entry() != null) {
                Object payload = row.entry().event().payload();
                if (due != null && !payload.equals(due)) {
                    findings.ofLeaf(row.leafIndex(), "does not found this ledger: " + due + " is due");
                } else if (due == null && payload instanceof LedgerFounded) {
                    findings.ofLeaf(
                            row.leafIndex(), "founds the ledger once more, which this process knows nothing of");
                }
            }
        }
    }
}
