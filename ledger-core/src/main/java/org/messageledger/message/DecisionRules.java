package org.messageledger.message;

import java.time.Duration;

/**
 * The settings that decisions look at.
 *
 * @param lateAfter how far in the past {@code occurredAt} may lie when an emitter asks; exactly this is still in time
 * @param aheadMax how far in the future it may lie; exactly this is still in time
 * @param strictClaims whether claims of the emitter that the ledger cannot verify are refused rather than marked
 * @param largeAttachmentBytes an attachment larger than this needs an approval reference
 */
public record DecisionRules(Duration lateAfter, Duration aheadMax, boolean strictClaims, long largeAttachmentBytes) {

    public static final Duration LATE_AFTER_DEFAULT = Duration.ofDays(30);
    public static final Duration AHEAD_MAX_DEFAULT = Duration.ofMinutes(2);
    public static final long LARGE_ATTACHMENT_BYTES_DEFAULT = 10L * 1024 * 1024;

    public DecisionRules {
        if (lateAfter.isNegative() || aheadMax.isNegative() || largeAttachmentBytes < 0) {
            throw new IllegalArgumentException("a decision rule must not be negative: lateAfter=" + lateAfter
                    + " aheadMax=" + aheadMax + " largeAttachmentBytes=" + largeAttachmentBytes);
        }
    }

    public static DecisionRules defaults() {
        return new DecisionRules(LATE_AFTER_DEFAULT, AHEAD_MAX_DEFAULT, false, LARGE_ATTACHMENT_BYTES_DEFAULT);
    }
}
