package org.messageledger.asking;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Times;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.party.Party;
import org.messageledger.trail.MessageSummary;
import tools.jackson.databind.JsonNode;

/** A message as of now or then. What only a send says is null until it is known. */
@Schema(name = "Message")
record MessageItem(
        AsOfItem asOf,
        String messageId,

        @Schema(description = "False while there are only attempts and reports about it.")
        boolean known,

        @Nullable String threadId,
        @Nullable String inReplyTo,
        @Nullable ActorItem sender,
        List<PartyItem> recipients,
        List<String> patientIds,
        @Nullable Category category,
        @Nullable Channel channel,
        @Nullable Confidentiality confidentiality,
        @Nullable String careSite,
        @Nullable Boolean urgent,

        @Schema(description = "Where it is: first its recipients, then as it was routed; longest there first.")
        List<PartyItem> at,

        @Nullable Act sent,

        @Schema(description = "First allowed read by a person other than the sender.") @Nullable
        Act firstRead,

        @Nullable Act resolved,
        @Nullable Act retracted) {

    /** A person or a pool: exactly one. */
    @Schema(name = "PartyItem")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PartyItem(@Nullable String person, @Nullable String pool) {

        static PartyItem of(Party party) {
            return party instanceof Party.Pool pool
                    ? new PartyItem(null, pool.pool().value())
                    : new PartyItem(((Party.Person) party).person().value(), null);
        }

        static PartyItem of(JsonNode party) {
            return new PartyItem(textOrNull(party, "person"), textOrNull(party, "pool"));
        }
    }

    /** The leaf that says so, and who acted. */
    @Schema(name = "Act")
    record Act(
            long leafIndex,
            @Schema(format = "date-time") String recordedAt,
            @Schema(format = "date-time") @Nullable String occurredAt,
            @Nullable ActorItem actor,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String resolution) {

        static @Nullable Act of(@Nullable Fact fact) {
            return fact == null
                    ? null
                    : new Act(
                            fact.leafIndex(),
                            Times.write(fact.recordedAt()),
                            Times.writeOrNull(fact.occurredAt()),
                            ActorItem.of(fact.actor()),
                            textOrNull(fact.detail(), "resolution"));
        }
    }

    static MessageItem of(MessageSummary summary) {
        Fact sent = summary.sent();
        return new MessageItem(
                AsOfItem.of(summary.asOf()),
                summary.messageId().value(),
                summary.known(),
                sent == null ? null : sent.threadId(),
                sent == null ? null : textOrNull(sent.detail(), "inReplyTo"),
                sent == null ? null : ActorItem.of(sent.actor()),
                sent == null
                        ? List.of()
                        : sent.detail()
                                .path("recipients")
                                .valueStream()
                                .map(PartyItem::of)
                                .toList(),
                sent == null
                        ? List.of()
                        : sent.detail()
                                .path("patientIds")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList(),
                sent == null ? null : sent.category(),
                sent == null ? null : sent.channel(),
                sent == null ? null : sent.confidentiality(),
                sent == null ? null : sent.careSite(),
                sent == null ? null : sent.urgent(),
                summary.at().stream().map(PartyItem::of).toList(),
                Act.of(sent),
                Act.of(summary.firstRead()),
                Act.of(summary.resolved()),
                Act.of(summary.retracted()));
    }

    static @Nullable String textOrNull(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.asString() : null;
    }
}
