package org.messageledger.message;

import org.jspecify.annotations.Nullable;
import org.messageledger.party.MessageId;

/** What happened to a message. All but {@link MessageDisclosed} stand in the message's own stream. */
public sealed interface MessageEvent extends LedgerEvent
        permits MessageSent, MessageRouted, MessageDisclosed, MessageResolved, MessageRetracted, SuspicionReported {

    /** Absent only for a disclosure of something else than a message. */
    @Nullable
    MessageId messageId();
}
