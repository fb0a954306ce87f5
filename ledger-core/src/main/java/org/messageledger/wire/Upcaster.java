package org.messageledger.wire;

import tools.jackson.databind.node.ObjectNode;

/** Turns the payload of one revision of an event into the next one's. Pure; the stored entry stays as it is. */
public interface Upcaster {

    /** The event's stored name. */
    String event();

    /** The revision it reads; what it returns has this plus one. */
    int fromRevision();

    ObjectNode upcast(ObjectNode payload);
}
