package org.messageledger.asking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Times;
import org.messageledger.party.PoolId;
import org.messageledger.routing.Hop;
import org.messageledger.routing.Story;

/** Where a message went and why, and how long until it was dealt with. */
@Schema(name = "Routing")
record RoutingItem(
        AsOfItem asOf,
        String messageId,

        @Schema(description = "False while no send of it is recorded; nothing is measured then.")
        boolean known,

        @Schema(
                description = "What durations are measured by.",
                allowableValues = {"occurred", "recorded"})
        String time,

        @Schema(description = "The first pool that it went to.") @Nullable
        String pool,

        @Schema(description = "Every route, in the order of leaves.")
        List<HopItem> hops,

        @Schema(description = "How many routes brought it back to a party that it had left.")
        int loops,

        @Schema(description = "It came back, or was routed a third time.")
        boolean misrouted,

        MessageItem.@Nullable Act sent,

        @Schema(description = "By somebody whom it was sent or routed to; no refused attempt, listing or service.")
        @Nullable
        After firstRead,

        @Schema(description = "The first human reply in its thread, or resolution; never a read or an automatic reply.")
        @Nullable
        After firstAnswer,

        @Nullable After resolved,
        @Nullable After retracted) {

    /** A hand-over. */
    @Schema(name = "Hop")
    record HopItem(
            long leafIndex,
            @Schema(format = "date-time") String recordedAt,
            @Schema(format = "date-time") @Nullable String occurredAt,
            MessageItem.@Nullable PartyItem from,
            MessageItem.PartyItem to,

            @Schema(allowableValues = {"RULE", "PERSON", "MODEL"}) @Nullable
            String cause,

            @Nullable String causeId,
            @Nullable ActorItem routedBy,
            boolean cameBack) {

        static HopItem of(Hop hop) {
            Fact route = hop.route();
            return new HopItem(
                    route.leafIndex(),
                    Times.write(route.recordedAt()),
                    Times.writeOrNull(route.occurredAt()),
                    hop.from() == null ? null : MessageItem.PartyItem.of(hop.from()),
                    MessageItem.PartyItem.of(hop.to()),
                    MessageItem.textOrNull(route.detail(), "cause"),
                    MessageItem.textOrNull(route.detail(), "causeId"),
                    ActorItem.of(route.actor()),
                    hop.cameBack());
        }
    }

    /** What happened, and how long after the send. */
    @Schema(name = "After")
    record After(
            @Schema(description = "From the send; around the clock. Negative where clocks say so; null without a send.")
            @Nullable
            Long afterMillis,

            long leafIndex,
            String event,

            @Schema(description = "Of an answer that is a message of its own: which.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String messageId,

            @Schema(format = "date-time") String recordedAt,
            @Schema(format = "date-time") @Nullable String occurredAt,
            @Nullable ActorItem actor) {

        static @Nullable After of(Story story, @Nullable Fact fact) {
            return fact == null
                    ? null
                    : new After(
                            story.afterMillis(fact),
                            fact.leafIndex(),
                            fact.event(),
                            fact.event().equals("MessageSent") && fact.messageId() != null
                                    ? fact.messageId().value()
                                    : null,
                            Times.write(fact.recordedAt()),
                            Times.writeOrNull(fact.occurredAt()),
                            ActorItem.of(fact.actor()));
        }
    }

    static RoutingItem of(AsOfItem asOf, String messageId, Story story) {
        PoolId pool = story.pool();
        return new RoutingItem(
                asOf,
                messageId,
                story.sent() != null,
                story.recorded() ? "recorded" : "occurred",
                pool == null ? null : pool.value(),
                story.hops().stream().map(HopItem::of).toList(),
                story.loops(),
                story.misrouted(),
                MessageItem.Act.of(story.sent()),
                After.of(story, story.firstRead()),
                After.of(story, story.firstAnswer()),
                After.of(story, story.resolved()),
                After.of(story, story.retracted()));
    }
}
