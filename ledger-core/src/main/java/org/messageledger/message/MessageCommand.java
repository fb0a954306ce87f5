package org.messageledger.message;

import org.jspecify.annotations.Nullable;
import org.messageledger.party.MessageId;

/** A command that is about what happens to a message, not about looking at it. */
public sealed interface MessageCommand extends Command
        permits SendMessage, RouteMessage, ResolveMessage, RetractMessage, ReportSuspicion, DiscloseMessage {

    /** Absent only for a disclosure of something else than a message. */
    @Nullable
    MessageId messageId();
}
