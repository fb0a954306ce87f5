package org.messageledger.asking;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessKind;
import org.messageledger.access.Ground;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Outcome;
import org.messageledger.fact.Times;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Purpose;
import tools.jackson.databind.JsonNode;

/**
 * One leaf in an answer. The first thirteen fields are always there, null where the event has none; the others only where
 * it has them, the event's own ones ({@code detail}) beside them.
 */
@Schema(name = "Fact", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
record FactItem(
        long leafIndex,
        String eventId,
        String event,
        @Schema(format = "date-time") String recordedAt,
        @Schema(format = "date-time") @Nullable String occurredAt,
        @Nullable String messageId,
        @Nullable ActorItem actor,
        String emitter,
        @Nullable AccessKind kind,
        @Nullable String purpose,
        @Nullable Outcome outcome,
        List<Irregularity> irregularities,
        @Nullable ClientItem client,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Mode mode,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Ground ground,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String threadId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Category category,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Channel channel,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean urgent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Confidentiality confidentiality,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String careSite,
        @JsonAnyGetter @Schema(hidden = true) Map<String, JsonNode> detail) {

    static FactItem of(Fact fact) {
        MessageId messageId = fact.messageId();
        Purpose purpose = fact.purpose();
        return new FactItem(
                fact.leafIndex(),
                fact.eventId().toString(),
                fact.event(),
                Times.write(fact.recordedAt()),
                Times.writeOrNull(fact.occurredAt()),
                messageId == null ? null : messageId.value(),
                ActorItem.of(fact.actor()),
                fact.emitter(),
                fact.kind(),
                purpose == null ? null : purpose.code(),
                fact.outcome(),
                fact.irregularities(),
                ClientItem.of(fact.client()),
                fact.mode(),
                fact.ground(),
                fact.threadId(),
                fact.category(),
                fact.channel(),
                fact.urgent(),
                fact.confidentiality(),
                fact.careSite(),
                fields(fact.detail()));
    }

    private static Map<String, JsonNode> fields(JsonNode detail) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        detail.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
