package org.messageledger.asking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.party.Relation;

/** Who acted; what was not claimed is left out. */
@Schema(name = "ActorItem")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ActorItem(
        String id,
        ActorKind kind,
        @Nullable String onBehalfOf,
        @Nullable String pool,
        @Nullable Relation relation) {

    static @Nullable ActorItem of(@Nullable Actor actor) {
        if (actor == null) {
            return null;
        }
        PersonId principal = actor.onBehalfOf();
        PoolId pool = actor.pool();
        return new ActorItem(
                actor.id().value(),
                actor.kind(),
                principal == null ? null : principal.value(),
                pool == null ? null : pool.value(),
                actor.relation());
    }
}
