package org.messageledger.cosigning;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who vouches for the log.
 *
 * @param policy who must have cosigned, in words; null when nobody must
 * @param isWitnessed whether enough have cosigned the newest published checkpoint
 * @param witnessedSize of the newest checkpoint that enough have cosigned; 0 for none
 * @param cosigners names of the witnesses that have cosigned the newest published checkpoint
 * @param statement all of it for people
 */
public record CosigningStatus(
        @Nullable String policy,
        boolean isWitnessed,
        long witnessedSize,
        List<String> cosigners,
        List<WitnessStatus> witnesses,
        String statement) {

    public CosigningStatus {
        cosigners = List.copyOf(cosigners);
        witnesses = List.copyOf(witnesses);
    }

    /** Whether a witness knows another log than this. */
    public boolean isContradicted() {
        return witnesses.stream().anyMatch(WitnessStatus::contradicts);
    }
}
