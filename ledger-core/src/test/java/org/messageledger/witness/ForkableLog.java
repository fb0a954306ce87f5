package org.messageledger.witness;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.messageledger.checkpoint.AddCheckpoint;
import org.messageledger.checkpoint.Checkpoint;
import org.messageledger.checkpoint.LogKey;
import org.messageledger.checkpoint.SignedNote;
import org.messageledger.checkpoint.VerifierKey;
import org.messageledger.tree.ConsistencyProof;
import org.messageledger.tree.Hash;
import org.messageledger.tree.HashReader;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

/** A log of many leaves, or another history of it, and what it sends to witnesses. */
public record ForkableLog(String origin, LogKey key, int forkedAt) implements HashReader {

    /** A log that has not been forked. */
    public static ForkableLog named(String origin) {
        return new ForkableLog(origin, LogKey.generate(new SecureRandom()), Integer.MAX_VALUE);
    }

    /** The same log with other leaves from this index on. */
    public ForkableLog forkedAt(int leafIndex) {
        return new ForkableLog(origin, key, leafIndex);
    }

    public VerifierKey verifier() {
        return key.verifier(origin);
    }

    private Hash leaf(long index) {
        String entry = (index < forkedAt ? "leaf " : "another leaf ") + index;
        return TreeHasher.leaf(entry.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Hash hash(int height, long index) {
        return height == 0
                ? leaf(index)
                : TreeHasher.node(hash(height - 1, 2 * index), hash(height - 1, 2 * index + 1));
    }

    /** RFC 6962 section 2.1, as it is written there. */
    private Hash root(int begin, int end) {
        if (begin == end) {
            return TreeHasher.empty();
        }
        if (end - begin == 1) {
            return leaf(begin);
        }
        int middle = begin + Integer.highestOneBit(end - begin - 1);
        return TreeHasher.node(root(begin, middle), root(middle, end));
    }

    public TreeHead head(int size) {
        return new TreeHead(size, root(0, size));
    }

    public SignedNote note(int size) {
        return new Checkpoint(origin, head(size)).sign(key);
    }

    public List<Hash> proof(int oldSize, int size) {
        return oldSize == 0
                ? List.of()
                : new ArrayList<>(ConsistencyProof.prove(oldSize, size, this).hashes());
    }

    /** As the specification has it. */
    public AddCheckpoint request(int oldSize, int size) {
        return new AddCheckpoint(oldSize, proof(oldSize, size), note(size));
    }
}
