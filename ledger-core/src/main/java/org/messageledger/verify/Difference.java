package org.messageledger.verify;

import java.util.Arrays;
import java.util.List;
import org.messageledger.tree.Hash;

/**
 * How entries differ from the hashes that they should have, told of the first that does. Compares hashes only, so it holds
 * whichever of the two was altered.
 *
 * @param entries hashes of the entries that are there
 * @param due the hashes that they should have
 */
record Difference(List<Hash> entries, List<Hash> due) {

    static List<Hash> hashes(byte[] packed, int count) {
        Hash[] hashes = new Hash[count];
        Arrays.setAll(hashes, i -> Hash.at(packed, i * Hash.SIZE_BYTES));
        return List.of(hashes);
    }

    /** Place of the first entry that has another hash, or where one side ends. */
    int first() {
        int i = 0;
        while (i < entries.size() && i < due.size() && entries.get(i).equals(due.get(i))) {
            i++;
        }
        return i;
    }

    /** @param firstLeaf leaf index of place 0 */
    String words(long firstLeaf) {
        int at = first();
        Hash found = entries.get(at);
        int itsPlace = due.indexOf(found);
        boolean otherWay = itsPlace > at
                && itsPlace < entries.size()
                && entries.get(itsPlace).equals(due.get(at));
        if (otherWay) {
            return "was swapped with the entry of leaf " + (firstLeaf + itsPlace);
        }
        if (itsPlace == at + 1) {
            return "is missing; the entry of the next leaf stands in its place (deleted)";
        }
        if (at + 1 < entries.size() && entries.get(at + 1).equals(due.get(at))) {
            return "stands one place further on; an entry that was not signed stands before it (inserted)";
        }
        if (itsPlace > at) {
            return "was replaced by a copy of the entry of leaf " + (firstLeaf + itsPlace);
        }
        return "was changed: its bytes have the hash " + found + ", " + due.get(at) + " is due";
    }
}
