package org.messageledger.party;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person, a patient or a service: they share one id space, such as {@code member:17}. */
public record PersonId(String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PersonId {
        Limits.id("personId", value);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
