package org.messageledger.fact;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.log.LogStatus;
import org.messageledger.tree.Hash;

/** The tree's history as the log tells it. */
public record LogHistory(Log log) implements TreeHistory {

    @Override
    public long size() {
        return log.head().size();
    }

    @Override
    public Hash rootAt(long size) {
        return log.rootAt(size);
    }

    @Override
    public long sizeBefore(Instant time) {
        return log.sizeBefore(time);
    }

    @Override
    public boolean isSettled(Instant time) {
        return log.isSettled(time);
    }

    @Override
    public OptionalLong leafOf(UUID eventId) {
        return log.find(eventId).stream().mapToLong(Entry::leafIndex).findFirst();
    }

    @Override
    public Optional<String> warning() {
        LogStatus status = log.status();
        return status.appending() ? Optional.empty() : Optional.of("the log takes no appends: " + status.statement());
    }
}
