package org.messageledger.fact;

import java.time.Instant;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a fact says, and what an entry says, in one form: equal when both say the same. */
public final class Description {

    private Description() {}

    public static String of(Fact fact) {
        return fact.leafIndex() + " " + fact.eventId() + " " + fact.event() + " " + fact.recordedAt() + " "
                + fact.occurredAt() + " " + fact.emitter() + " " + fact.messageId() + " " + fact.threadId() + " "
                + (fact.actor() == null
                        ? "null"
                        : fact.actor().id() + "/" + fact.actor().kind() + "/"
                                + fact.actor().onBehalfOf() + "/" + fact.actor().pool() + "/"
                                + fact.actor().relation())
                + " " + fact.mode() + " " + fact.kind() + " " + fact.purpose() + " " + fact.ground() + " "
                + fact.category() + " " + fact.channel() + " " + fact.urgent() + " " + fact.confidentiality() + " "
                + fact.careSite() + " "
                + (fact.client() == null
                        ? "null"
                        : fact.client().address() + "/" + fact.client().userAgent())
                + " "
                + fact.irregularities().stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Takes the message whose trail it is, or nothing. */
    public static String of(Reference.Line line, String messageId) {
        JsonNode it = line.payload();
        JsonNode actor = line.actor();
        return line.leafIndex() + " " + line.entry().path("eventId").asString() + " " + line.event() + " "
                + line.recordedAt() + " "
                + (it.has("occurredAt") ? Instant.parse(it.path("occurredAt").asString()) : "null") + " "
                + line.entry().path("metadata").path("emitter").asString() + " " + text(it, "messageId") + " "
                + text(it, "threadId") + " "
                + (actor.isMissingNode()
                        ? "null"
                        : text(actor, "id") + "/" + text(actor, "kind") + "/" + text(actor, "onBehalfOf") + "/"
                                + text(actor, "pool") + "/" + text(actor, "relation"))
                + " " + text(it, "mode") + " " + text(it, "kind") + " " + text(it, "purpose") + " "
                + text(it, "ground") + " " + text(it, "category") + " " + text(it, "channel") + " "
                + text(it, "urgent") + " " + text(it, "confidentiality") + " " + text(it, "careSite") + " "
                + (it.has("client")
                        ? text(it.path("client"), "address") + "/" + text(it.path("client"), "userAgent")
                        : "null")
                + " " + new TreeSet<>(line.irregularities(messageId));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("null");
    }
}
