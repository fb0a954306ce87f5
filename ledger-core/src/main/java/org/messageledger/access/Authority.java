package org.messageledger.access;

import org.messageledger.party.Limits;
import org.messageledger.party.PersonId;

/**
 * Who let somebody read that has no part in the message.
 *
 * @param reference the order, case or request; an id
 */
public record Authority(String reference, PersonId approvedBy) {

    public Authority {
        Limits.id("reference", reference);
        Limits.required("approvedBy", approvedBy);
    }
}
