package org.messageledger.asking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Client;

/** Where an act came from. */
@Schema(name = "ClientItem")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClientItem(@Nullable String address, @Nullable String userAgent) {

    static @Nullable ClientItem of(@Nullable Client client) {
        return client == null ? null : new ClientItem(client.address(), client.userAgent());
    }
}
