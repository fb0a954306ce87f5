package org.messageledger.fact;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessEvent;
import org.messageledger.access.MessageRead;
import org.messageledger.access.MessageReadRefused;
import org.messageledger.access.MessagesListed;
import org.messageledger.message.LedgerEvent;
import org.messageledger.message.MessageDisclosed;
import org.messageledger.message.MessageEvent;
import org.messageledger.message.MessageResolved;
import org.messageledger.message.MessageRetracted;
import org.messageledger.message.MessageRouted;
import org.messageledger.message.MessageSent;
import org.messageledger.message.SuspicionReported;
import org.messageledger.party.Actor;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.wire.StoredEvent;
import tools.jackson.databind.node.MissingNode;

/** Makes an entry a fact, but for its {@link Detail}. Pure. */
final class FactExtraction {

    private FactExtraction() {}

    static Fact of(long leafIndex, StoredEvent stored) {
        Object payload = stored.payload();
        LedgerEvent event = payload instanceof LedgerEvent it ? it : null;
        AccessEvent access = payload instanceof AccessEvent it ? it : null;
        MessageSent sent = payload instanceof MessageSent it ? it : null;
        return new Fact(
                leafIndex,
                stored.eventId(),
                stored.event(),
                stored.recordedAt(),
                event == null ? null : event.occurredAt(),
                stored.metadata().emitter(),
                event == null ? null : event.mode(),
                messageId(payload),
                sent == null ? null : sent.threadId(),
                actor(payload),
                access == null ? null : access.kind(),
                access == null ? null : access.purpose(),
                payload instanceof MessageRead read ? read.ground() : null,
                access == null ? null : access instanceof MessageReadRefused ? Outcome.REFUSED : Outcome.ALLOWED,
                event == null ? List.of() : irregularities(event),
                event == null ? null : event.client(),
                sent == null ? null : sent.category(),
                sent == null ? null : sent.channel(),
                sent == null ? null : sent.urgent(),
                sent == null ? null : sent.confidentiality(),
                sent == null ? null : sent.careSite(),
                MissingNode.getInstance());
    }

    private static @Nullable MessageId messageId(Object payload) {
        if (payload instanceof MessageEvent event) {
            return event.messageId();
        }
        if (payload instanceof MessageRead read) {
            return read.messageId();
        }
        return payload instanceof MessageReadRefused refused ? refused.messageId() : null;
    }

    private static @Nullable Actor actor(Object payload) {
        if (payload instanceof AccessEvent access) {
            return access.actor();
        }
        if (payload instanceof MessageSent sent) {
            return sent.sender();
        }
        if (payload instanceof MessageRouted routed) {
            return routed.routedBy();
        }
        if (payload instanceof MessageDisclosed disclosed) {
            return disclosed.disclosedBy();
        }
        if (payload instanceof MessageResolved resolved) {
            return resolved.actor();
        }
        if (payload instanceof MessageRetracted retracted) {
            return retracted.actor();
        }
        return payload instanceof SuspicionReported reported ? reported.actor() : null;
    }

    private static List<Irregularity> irregularities(LedgerEvent event) {
        if (!(event instanceof MessagesListed listed)) {
            return event.irregularities();
        }
        Set<Irregularity> all = EnumSet.noneOf(Irregularity.class);
        all.addAll(listed.irregularities());
        listed.messages().forEach(message -> all.addAll(message.irregularities()));
        return List.copyOf(all);
    }
}
