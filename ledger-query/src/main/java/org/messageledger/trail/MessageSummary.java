package org.messageledger.trail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.AsOf;
import org.messageledger.fact.Fact;
import org.messageledger.party.MessageId;
import org.messageledger.party.Party;

/**
 * How a message stands as of a leaf, derived from its facts.
 *
 * @param known whether it has been sent; if not, there are only attempts and reports about it
 * @param sent its first send; absent unless known
 * @param at where it is: first its recipients, then as it was routed
 * @param firstRead the first read that was allowed, by a person other than its sender; services that saw it on its way do
 *     not count
 * @param resolved the first time it was settled
 * @param retracted the first time it was taken back
 */
public record MessageSummary(
        AsOf asOf,
        MessageId messageId,
        boolean known,
        @Nullable Fact sent,
        List<Party> at,
        @Nullable Fact firstRead,
        @Nullable Fact resolved,
        @Nullable Fact retracted) {}
