package org.messageledger.party;

import org.jspecify.annotations.Nullable;

/** Where an act came from, as the emitter saw it: network address and user agent. */
public record Client(@Nullable String address, @Nullable String userAgent) {

    public Client {
        Limits.optionalClear("address", address, Limits.ADDRESS_BYTES_MAX);
        Limits.optionalClear("userAgent", userAgent, Limits.USER_AGENT_BYTES_MAX);
    }
}
