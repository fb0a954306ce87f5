package org.messageledger.message;

import org.messageledger.party.Irregularity;

/**
 * One thing that a policy found wrong with a command.
 *
 * @param field the offending field, as in JSON
 * @param refuses whether asking is refused for it; otherwise it is only marked
 */
public record Finding(Irregularity irregularity, String field, boolean refuses) {

    public static Finding refusing(Irregularity irregularity, String field) {
        return new Finding(irregularity, field, true);
    }
}
