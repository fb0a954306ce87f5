package org.messageledger.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.Fact;
import org.messageledger.fact.Times;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;

/**
 * Facts as comma-separated values: a column for each field that answers have, and {@code detail} for what only some events
 * have, as JSON. Several irregularities are separated by spaces.
 */
public final class FactCsv {

    private static final List<String> COLUMNS = List.of(
            "leafIndex",
            "eventId",
            "event",
            "recordedAt",
            "occurredAt",
            "messageId",
            "threadId",
            "actor",
            "actorKind",
            "onBehalfOf",
            "pool",
            "relation",
            "emitter",
            "mode",
            "kind",
            "purpose",
            "ground",
            "outcome",
            "irregularities",
            "clientAddress",
            "userAgent",
            "category",
            "channel",
            "urgent",
            "confidentiality",
            "careSite",
            "detail");

    private FactCsv() {}

    public static String header() {
        return Csv.line(List.copyOf(COLUMNS));
    }

    public static String line(Fact fact) {
        Actor actor = fact.actor();
        Client client = fact.client();
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                fact.leafIndex(),
                fact.eventId(),
                fact.event(),
                Times.write(fact.recordedAt()),
                Times.writeOrNull(fact.occurredAt()),
                fact.messageId(),
                fact.threadId(),
                actor == null ? null : actor.id(),
                actor == null ? null : actor.kind(),
                actor == null ? null : actor.onBehalfOf(),
                actor == null ? null : actor.pool(),
                actor == null ? null : actor.relation(),
                fact.emitter(),
                fact.mode(),
                fact.kind(),
                fact.purpose(),
                fact.ground(),
                fact.outcome(),
                fact.irregularities().stream().map(Enum::name).collect(Collectors.joining(" ")),
                client == null ? null : client.address(),
                client == null ? null : client.userAgent(),
                fact.category(),
                fact.channel(),
                fact.urgent(),
                fact.confidentiality(),
                fact.careSite(),
                fact.detail()));
        List<@Nullable String> texts = new ArrayList<>(cells.size());
        cells.forEach(cell -> texts.add(cell == null ? null : cell.toString()));
        return Csv.line(texts);
    }
}
