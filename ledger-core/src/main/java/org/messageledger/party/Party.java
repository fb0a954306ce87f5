package org.messageledger.party;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Where a message can be: with a person or in a pool. In JSON {@code {"person":"…"}} or {@code {"pool":"…"}}. */
public sealed interface Party {

    record Person(PersonId person) implements Party {
        public Person {
            Limits.required("person", person);
        }
    }

    record Pool(PoolId pool) implements Party {
        public Pool {
            Limits.required("pool", pool);
        }
    }

    /** Exactly one of the two. */
    @JsonCreator
    static Party of(@JsonProperty("person") @Nullable PersonId person, @JsonProperty("pool") @Nullable PoolId pool) {
        if (person != null && pool == null) {
            return new Person(person);
        }
        if (pool != null && person == null) {
            return new Pool(pool);
        }
        throw new InvalidField("person", "give exactly one of person and pool");
    }

    static Party person(String id) {
        return new Person(new PersonId(id));
    }

    static Party pool(String id) {
        return new Pool(new PoolId(id));
    }
}
