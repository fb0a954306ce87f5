package org.messageledger.fact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessKind;
import org.messageledger.access.Ground;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Purpose;
import tools.jackson.databind.JsonNode;

/**
 * One leaf as questions see it. What an event does not have is absent.
 *
 * @param event the name that the event is stored under
 * @param occurredAt the emitter's claim
 * @param threadId as recorded: only {@code MessageSent} says it
 * @param actor who acted: the sender of {@code MessageSent}, the reader of {@code MessageRead}
 * @param outcome of accesses only
 * @param irregularities in a message's trail those of this message, else everything that is wrong with the fact
 * @param detail the rest of the event, an object; sealed texts are {@code {"sealed":true}}. Shared: MUST NOT be changed
 */
public record Fact(
        long leafIndex,
        UUID eventId,
        String event,
        Instant recordedAt,
        @Nullable Instant occurredAt,
        String emitter,
        @Nullable Mode mode,
        @Nullable MessageId messageId,
        @Nullable String threadId,
        @Nullable Actor actor,
        @Nullable AccessKind kind,
        @Nullable Purpose purpose,
        @Nullable Ground ground,
        @Nullable Outcome outcome,
        List<Irregularity> irregularities,
        @Nullable Client client,
        @Nullable Category category,
        @Nullable Channel channel,
        @Nullable Boolean urgent,
        @Nullable Confidentiality confidentiality,
        @Nullable String careSite,
        JsonNode detail) {

    public Fact {
        irregularities = List.copyOf(irregularities);
    }

    /** When it happened: as the emitter claims, and where it claims nothing, or if {@code recorded}, when it was recorded. */
    public Instant time(boolean recorded) {
        return recorded || occurredAt == null ? recordedAt : occurredAt;
    }

    /** The same fact with only those irregularities that concern one of its messages. */
    Fact withIrregularities(List<Irregularity> ofOneMessage) {
        return new Fact(
                leafIndex,
                eventId,
                event,
                recordedAt,
                occurredAt,
                emitter,
                mode,
                messageId,
                threadId,
                actor,
                kind,
                purpose,
                ground,
                outcome,
                ofOneMessage,
                client,
                category,
                channel,
                urgent,
                confidentiality,
                careSite,
                detail);
    }
}
