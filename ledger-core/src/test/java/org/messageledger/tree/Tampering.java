package org.messageledger.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Everything wrong that can be done to a hash or a list of hashes in one step. */
final class Tampering {

    private Tampering() {}

    /** The hash with each of its 256 bits flipped in turn. */
    static List<Hash> flips(Hash hash) {
        List<Hash> flips = new ArrayList<>();
        for (int bit = 0; bit < 256; bit++) {
            byte[] bytes = hash.toBytes();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            flips.add(Hash.of(bytes));
        }
        return flips;
    }

    /** One bit flipped, one hash dropped, one added anywhere, two neighbours swapped. */
    static List<List<Hash>> variants(List<Hash> hashes, List<Hash> additions) {
        List<List<Hash>> variants = new ArrayList<>();
        for (int i = 0; i < hashes.size(); i++) {
            for (Hash flip : flips(hashes.get(i))) {
                List<Hash> flipped = new ArrayList<>(hashes);
                flipped.set(i, flip);
                variants.add(flipped);
            }
            List<Hash> dropped = new ArrayList<>(hashes);
            dropped.remove(i);
            variants.add(dropped);
            if (i > 0) {
                List<Hash> swapped = new ArrayList<>(hashes);
                Collections.swap(swapped, i - 1, i);
                variants.add(swapped);
            }
        }
        List<Hash> added = new ArrayList<>(additions);
        added.addAll(hashes);
        for (int i = 0; i <= hashes.size(); i++) {
            for (Hash addition : added) {
                List<Hash> longer = new ArrayList<>(hashes);
                longer.add(i, addition);
                variants.add(longer);
            }
        }
        return variants;
    }
}
