package org.messageledger.fact;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.ListedMessage;
import org.messageledger.access.MessagesListed;
import org.messageledger.message.LedgerEvent;
import org.messageledger.message.MessageDisclosed;
import org.messageledger.message.SentAttachment;
import org.messageledger.party.Confidential;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a fact has no column for, as JSON: the event's own fields under their own names, so that a field added to an event
 * is in the answers without a change here. A sealed text becomes {@code {"sealed":true}} at its field; digests that
 * depend on content are left out.
 */
final class Detail {

    private static final JsonMapper MAPPER = mapper();

    private Detail() {}

    /** As text, as it is stored: one is written for each leaf. */
    static String of(Object event) {
        if (event instanceof MessagesListed listed) {
            ObjectNode detail = MAPPER.valueToTree(event);
            namesOf(listed, detail);
            return MAPPER.writeValueAsString(detail);
        }
        if (event instanceof MessageDisclosed) {
            ObjectNode detail = MAPPER.valueToTree(event);
            recipientOf(detail);
            return MAPPER.writeValueAsString(detail);
        }
        return MAPPER.writeValueAsString(event);
    }

    /** All ids in one list, and beside it only those that something is wrong with. */
    private static void namesOf(MessagesListed listed, ObjectNode detail) {
        detail.remove("messages");
        var ids = detail.putArray("messageIds");
        ObjectNode wrong = MAPPER.createObjectNode();
        for (ListedMessage message : listed.messages()) {
            ids.add(message.messageId().value());
            if (!message.irregularities().isEmpty()) {
                wrong.set(message.messageId().value(), MAPPER.valueToTree(message.irregularities()));
            }
        }
        if (!wrong.isEmpty()) {
            detail.set("irregularitiesByMessage", wrong);
        }
    }

    /** As in the command: who received it is one thing. */
    private static void recipientOf(ObjectNode detail) {
        ObjectNode recipient = detail.putObject("recipient");
        move(detail, "recipientName", recipient, "name");
        move(detail, "recipientAddress", recipient, "address");
    }

    private static void move(ObjectNode from, String field, ObjectNode to, String as) {
        @Nullable JsonNode value = from.remove(field);
        if (value != null) {
            to.set(as, value);
        }
    }

    static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    private static JsonMapper mapper() {
        SimpleModule types = new SimpleModule("detail");
        types.addSerializer(Confidential.class, new SealedText());
        types.addSerializer(Instant.class, new Time());
        return JsonMapper.builder()
                .addModule(types)
                .addMixIn(LedgerEvent.class, WithoutColumns.class)
                .addMixIn(SentAttachment.class, WithoutDigest.class)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    /** Fields that have columns, under whatever name an event gives them. */
    @JsonIgnoreProperties({
        "messageId",
        "threadId",
        "mode",
        "occurredAt",
        "client",
        "irregularities",
        "actor",
        "sender",
        "routedBy",
        "disclosedBy",
        "kind",
        "purpose",
        "ground",
        "category",
        "channel",
        "urgent",
        "confidentiality",
        "careSite"
    })
    private interface WithoutColumns {}

    @JsonIgnoreProperties("digest")
    private interface WithoutDigest {}

    private static final class SealedText extends ValueSerializer<Confidential> {
        @Override
        public void serialize(Confidential value, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeBooleanProperty("sealed", true);
            json.writeEndObject();
        }
    }

    private static final class Time extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(Times.write(value));
        }
    }
}
