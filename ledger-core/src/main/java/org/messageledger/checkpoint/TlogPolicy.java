package org.messageledger.checkpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe: logs, witnesses and a quorum, as a file (c2sp.org/tlog-policy).
 *
 * @param logs any of these may have signed; a key's name is its log's origin
 * @param witnesses the known witnesses with where to find them
 * @param policy the quorum over them; {@link WitnessPolicy#asksForWitnesses} is false for {@code quorum none}
 */
public record TlogPolicy(List<Party> logs, List<Party> witnesses, WitnessPolicy policy) {

    /** Logs, witnesses and groups that a policy may have, each; the specification recommends at least 32. */
    public static final int EACH_MAX = 100;

    /** Bytes of the largest policy: 64 KiB. */
    public static final int SIZE_BYTES_MAX = 1 << 16;

    /**
     * A log or a witness.
     *
     * @param url where to find it; what it is good for is the application's to say
     */
    public record Party(VerifierKey key, @Nullable String url) {}

    public TlogPolicy {
        logs = List.copyOf(logs);
        witnesses = List.copyOf(witnesses);
    }

    /**
     * Reads a policy file.
     *
     * @throws MalformedException when it is not a policy to the letter of the specification, or exceeds the bounds
     */
    public static TlogPolicy parse(byte[] file) throws MalformedException {
        return new TlogPolicyReader(file).read();
    }
}
