package org.messageledger.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.party.PoolId;

/**
 * Where a message went, and when it was dealt with, as of a leaf. Of several facts of one kind the earliest by its time is
 * meant, whichever was recorded first: an emitter's claim may lie before the send, and its duration is negative then.
 *
 * @param recorded whether times are those of recording alone; else what emitters claim, and where they claim nothing those
 * @param sent the send that made the message known; without it nothing is measured, and there are only routes
 * @param hops every route, in the order of leaves
 * @param firstRead by somebody whom the message was sent or routed to, by name, through a pool or in whose name the reader
 *     acts. A refused attempt, a listing, a service, whoever sent it or in whose name it was sent, and whoever reads with
 *     a reason instead of a part in it do not count
 * @param firstAnswer the first human reply or resolution. A reply is the first send of another message that names this one
 *     and stands in its thread; one by a service, by whoever sent the message or in whose name it was sent is none. A reply
 *     that was recorded before this message, and named no thread, began a thread of its own: it is not found
 * @param resolved the first resolution, of whatever kind and by whomever
 * @param retracted by its sender; there is nothing to answer any more
 * @param pool the first pool that the message went to: as a recipient, else by a route
 * @param poolLeaf the leaf that brought it there; -1 without a pool
 */
public record Story(
        boolean recorded,
        @Nullable Fact sent,
        List<Hop> hops,
        @Nullable Fact firstRead,
        @Nullable Fact firstAnswer,
        @Nullable Fact resolved,
        @Nullable Fact retracted,
        @Nullable PoolId pool,
        long poolLeaf) {

    /** From this route on a message is misrouted. */
    public static final int HOPS_MISROUTED = 3;

    public Story {
        hops = List.copyOf(hops);
    }

    /** How many routes brought it back to a party that it had left. */
    public int loops() {
        return (int) hops.stream().filter(Hop::cameBack).count();
    }

    /** It came back, or was routed a third time. */
    public boolean misrouted() {
        return hops.size() >= HOPS_MISROUTED || loops() > 0;
    }

    /** Still waits for an answer. */
    public boolean open() {
        return sent != null && firstAnswer == null && retracted == null;
    }

    /** From the send to this; negative where clocks say so. Null when one of the two is not there. */
    public @Nullable Long afterMillis(@Nullable Fact fact) {
        return sent == null || fact == null
                ? null
                : fact.time(recorded).toEpochMilli() - sent.time(recorded).toEpochMilli();
    }
}
