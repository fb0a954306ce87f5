package org.messageledger.party;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A pool of people that share an inbox, such as {@code cardiology-north}. */
public record PoolId(String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PoolId {
        Limits.id("poolId", value);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
