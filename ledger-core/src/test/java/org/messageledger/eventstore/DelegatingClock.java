package org.messageledger.eventstore;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The system's clock, with something happening before each look at it: in the middle of a decision. */
abstract class DelegatingClock extends Clock {

    abstract void beforeInstant();

    @Override
    public Instant instant() {
        beforeInstant();
        return Instant.now();
    }

    @Override
    public long millis() {
        return Instant.now().toEpochMilli();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
