package org.messageledger.fact;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Consecutive leaves, at least one, that are written in one transaction: to the processor they are one event. */
record Batch(List<Extracted> leaves) {

    Batch {
        leaves = List.copyOf(leaves);
    }

    /** The first leaf after it. */
    long nextLeaf() {
        return leaves.get(leaves.size() - 1).leafIndex() + 1;
    }

    /** Without those before this leaf. */
    List<Extracted> from(long leafIndex) {
        long before = leafIndex - leaves.get(0).leafIndex();
        return before <= 0 ? leaves : leaves.subList((int) Math.min(before, leaves.size()), leaves.size());
    }

    TrackedEventMessage<?> message() {
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(nextLeaf() - 1), new GenericEventMessage<>(this));
    }

    static Batch of(EventMessage<?> message) {
        return (Batch) message.getPayload();
    }
}
