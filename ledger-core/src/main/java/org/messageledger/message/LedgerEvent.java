package org.messageledger.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Client;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Mode;

/**
 * What every recorded event says beside its own fields. Emitter, event id and {@code recordedAt} are the entry's, not the
 * event's.
 */
public interface LedgerEvent {

    Mode mode();

    /** The emitter's claim; never merged with the log's {@code recordedAt}. */
    @Nullable
    Instant occurredAt();

    @Nullable
    Client client();

    /** Everything found wrong, each once, in the order of {@link Irregularity}. */
    List<Irregularity> irregularities();
}
