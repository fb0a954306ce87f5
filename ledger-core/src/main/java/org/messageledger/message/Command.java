package org.messageledger.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Client;
import org.messageledger.party.Mode;

/** What every command says beside its own fields. A command that exists is well formed. */
public interface Command {

    /** Resolved: the emitter's default is already filled in. */
    Mode mode();

    /** The emitter's claim, in whole milliseconds; absent stays absent. */
    @Nullable
    Instant occurredAt();

    @Nullable
    Client client();
}
