package org.messageledger.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.InvalidField;
import org.messageledger.party.Limits;
import org.messageledger.party.PersonId;

/**
 * Who a partner or provider is that inquires, and how and by when it wishes to be answered. At least one of licence
 * number and member id.
 *
 * <p>Whether a sender of kind PARTNER gives this is not a rule yet: the closed list of irregularities has no word for its
 * absence, and a report must never be refused. What is given must be complete.
 *
 * @param organisation at most 150 bytes
 * @param licenceNumber at most 50 bytes
 */
public record Partner(
        String organisation,
        @Nullable String licenceNumber,
        @Nullable PersonId memberId,
        PreferredReply preferredReply,
        @Nullable Instant replyBy) {

    public Partner {
        Limits.clear("organisation", organisation, Limits.ORGANISATION_BYTES_MAX);
        if (licenceNumber != null) {
            Limits.clear("licenceNumber", licenceNumber, Limits.LICENCE_NUMBER_BYTES_MAX);
        } else if (memberId == null) {
            throw new InvalidField("licenceNumber", "give a licenceNumber or a memberId");
        }
        Limits.required("preferredReply", preferredReply);
        replyBy = Limits.time("replyBy", replyBy);
    }
}
