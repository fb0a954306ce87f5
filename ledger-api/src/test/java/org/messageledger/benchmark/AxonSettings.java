package org.messageledger.benchmark;

/**
 * What one can choose when Axon's own storage engine is to be fast.
 *
 * @param connections of the pool
 * @param asynchronous commands on a pool of as many threads, in place of their callers' threads
 * @param readsInAggregate a read is the message's own next event, in place of an event of its own
 * @param stretched beyond what its documentation says: auto-commit, which saves a round trip, and would tear the events
 *     of a command apart if it had two; and a sent message is created without looking whether it is there, so that an
 *     id that is taken fails on the unique index and is never on record
 */
record AxonSettings(int connections, boolean asynchronous, boolean readsInAggregate, boolean stretched) {

    static final AxonSettings FIRST = new AxonSettings(32, false, false, false);

    AxonSettings withConnections(int other) {
        return new AxonSettings(other, asynchronous, readsInAggregate, stretched);
    }

    AxonSettings onOtherBus() {
        return new AxonSettings(connections, !asynchronous, readsInAggregate, stretched);
    }

    AxonSettings withOtherReads() {
        return new AxonSettings(connections, asynchronous, !readsInAggregate, stretched);
    }

    AxonSettings beyondDocumentation() {
        return new AxonSettings(connections, asynchronous, readsInAggregate, true);
    }

    @Override
    public String toString() {
        return connections + " connections, " + (asynchronous ? "asynchronous" : "simple") + " bus, reads "
                + (readsInAggregate ? "in the aggregate" : "of their own")
                + (stretched ? ", auto-commit, created unseen" : "");
    }
}
