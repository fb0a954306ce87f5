package org.messageledger.verify;

import java.util.List;
import org.messageledger.eventstore.Identity;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.verify.EntryRows.ReadRow;
import org.messageledger.wire.EntryReader.WithSealed;

/** Leaf 0 must found the very ledger that this process runs. */
final class FoundingRow {

    private FoundingRow() {}

    static void check(List<ReadRow> firstPage, Identity identity, Findings findings) {
        if (firstPage.isEmpty() || firstPage.get(0).leafIndex() != 0) {
            return; // told of as missing
        }
        WithSealed entry = firstPage.get(0).entry();
        LedgerFounded due = new LedgerFounded(
                identity.origin(), identity.logKey().verifier(identity.origin()).toString(), LedgerFounded.FORMAT);
        if (entry != null && !entry.event().payload().equals(due)) {
            findings.ofLeaf(0, "does not found this ledger: " + due + " is due");
        }
    }
}
