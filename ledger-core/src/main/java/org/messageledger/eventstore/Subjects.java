package org.messageledger.eventstore;

import org.jspecify.annotations.Nullable;
import org.messageledger.access.MessageRead;
import org.messageledger.access.MessageReadRefused;
import org.messageledger.message.MessageEvent;
import org.messageledger.party.MessageId;

/** What receipts say of an event. */
final class Subjects {

    private Subjects() {}

    /** The message that the event is about; absent when it is about several or none. */
    static @Nullable MessageId messageId(Object event) {
        if (event instanceof MessageEvent messageEvent) {
            return messageEvent.messageId();
        }
        if (event instanceof MessageRead read) {
            return read.messageId();
        }
        return event instanceof MessageReadRefused refused ? refused.messageId() : null;
    }
}
