package org.messageledger.fact;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.messageledger.tree.Hash;

/** What answers need of the log: any earlier head of its tree. Implemented over it; durable leaves only. */
public interface TreeHistory {

    /** Size of the newest durable tree. Never goes back. */
    long size();

    /** The root of the tree of the first {@code size} leaves. @throws IllegalArgumentException when there are fewer */
    Hash rootAt(long size);

    /** How many durable leaves were recorded before this time; a later call may know more, unless it is settled. */
    long sizeBefore(Instant time);

    /** Whether it is certain that no leaf that was recorded before this time comes later. Once true, always true. */
    boolean isSettled(Instant time);

    /** Where the durable event with this id is; empty when there is none. */
    OptionalLong leafOf(UUID eventId);

    /** Why the log takes no appends, in words: it may be behind, or other than, what was acknowledged. Empty while it does. */
    Optional<String> warning();
}
