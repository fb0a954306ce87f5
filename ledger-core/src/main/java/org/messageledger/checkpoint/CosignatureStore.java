package org.messageledger.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What witnesses have said of stored checkpoints, for all processes of a log. Nothing is ever changed or removed. */
public interface CosignatureStore {

    /**
     * Keeps a verified cosignature of the stored checkpoint of this size. If one of the same witness is there, that one
     * stays.
     */
    void add(long size, Cosignature cosignature) throws IOException;

    /** The checkpoint of this size with all cosignatures that are kept; empty when nobody has cosigned it. */
    Optional<SignedNote> find(long size) throws IOException;

    /**
     * The newest checkpoints that at least so many witnesses have cosigned, newest first, each with all its cosignatures.
     *
     * @param witnessesMin at least 1
     */
    List<SignedNote> newest(int witnessesMin, int countMax) throws IOException;
}
