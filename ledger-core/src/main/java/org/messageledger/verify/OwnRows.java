package org.messageledger.verify;

import java.util.List;
import org.messageledger.eventstore.LedgerHistory;
import org.messageledger.ledger.OwnEvent;
import org.messageledger.verify.EntryRows.ReadRow;

/** Leaf 0 must found the very ledger that this process runs; so must each other event of its own be one that this process follows. */
final class OwnRows {

    private OwnRows() {}

    /**
     * Checks a page.
     *
     * @param known as this process had them when it started: what is stored must be those
     * @param now as they are stored
     */
    static void check(List<ReadRow> page, LedgerHistory known, LedgerHistory now, Findings findings) {
        for (ReadRow row : page) {
            OwnEvent then = known.at(row.leafIndex());
            OwnEvent due = then == null ? now.at(row.leafIndex()) : then;
            if (row.entry() != null) {
                Object payload = row.entry().event().payload();
                if (due != null && !payload.equals(due)) {
                    findings.ofLeaf(row.leafIndex(), "is not the ledger's own event that it was: " + due + " is due");
                } else if (due == null && payload instanceof OwnEvent) {
                    findings.ofLeaf(
                            row.leafIndex(), "changes the ledger's name or key, which this process knows nothing of");
                }
            }
        }
    }
}
