package org.messageledger.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.messageledger.access.MessageRead;
import org.messageledger.access.MessageReadRefused;
import org.messageledger.access.MessagesListed;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.ledger.LogKeyAnnounced;
import org.messageledger.ledger.LogKeyRetired;
import org.messageledger.message.MessageDisclosed;
import org.messageledger.message.MessageResolved;
import org.messageledger.message.MessageRetracted;
import org.messageledger.message.MessageRouted;
import org.messageledger.message.MessageSent;
import org.messageledger.message.SuspicionReported;

/**
 * The names and current revisions under which events are stored. A name is never reused for another meaning; a changed
 * payload gets a new revision and an {@link Upcaster} from the one before.
 */
final class EventTypes {

    /** One stored event type. */
    record EventType(String name, int revision, Class<?> type) {}

    static final List<EventType> ALL = List.of(
            new EventType("LedgerFounded", 1, LedgerFounded.class),
            new EventType("LogKeyAnnounced", 1, LogKeyAnnounced.class),
            new EventType("LogKeyRetired", 1, LogKeyRetired.class),
            new EventType("MessageSent", 1, MessageSent.class),
            new EventType("MessageRouted", 1, MessageRouted.class),
            new EventType("MessageDisclosed", 1, MessageDisclosed.class),
            new EventType("MessageResolved", 1, MessageResolved.class),
            new EventType("MessageRetracted", 1, MessageRetracted.class),
            new EventType("SuspicionReported", 1, SuspicionReported.class),
            new EventType("MessageRead", 1, MessageRead.class),
            new EventType("MessageReadRefused", 1, MessageReadRefused.class),
            new EventType("MessagesListed", 1, MessagesListed.class));

    private final Map<String, EventType> byName = new HashMap<>();
    private final Map<Class<?>, EventType> byClass = new HashMap<>();

    EventTypes(List<EventType> types) {
        for (EventType type : types) {
            if (byName.put(type.name(), type) != null || byClass.put(type.type(), type) != null) {
                throw new IllegalArgumentException("an event type stands twice: name=" + type.name());
            }
        }
    }

    Optional<EventType> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    EventType of(Object event) {
        EventType type = byClass.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException("not a stored event: class=" + event.getClass());
        }
        return type;
    }
}
