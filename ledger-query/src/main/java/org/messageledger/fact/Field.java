package org.messageledger.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessKind;
import org.messageledger.access.Ground;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Irregularity;
import org.messageledger.party.Mode;
import org.messageledger.party.Relation;

/** What a search can ask about: every audited field, under the name that answers have for it, and who and what is concerned. */
public enum Field {
    LEAF_INDEX("leafIndex", Type.NUMBER),
    EVENT_ID("eventId", Type.TEXT),
    EVENT("event", Type.CODE),
    RECORDED_AT("recordedAt", Type.TIME),
    /** What the emitter claims. */
    OCCURRED_AT("occurredAt", Type.TIME),
    /** {@link #OCCURRED_AT}, and where the emitter claims none {@link #RECORDED_AT}. */
    TIME("time", Type.TIME),
    EMITTER("emitter", Type.TEXT),
    MODE("mode", Type.CODE, Mode.class),
    /** Every message that the fact is about: a listing's too. */
    MESSAGE_ID("messageId", Type.TEXT),
    /** Every thread that the fact is found in, as in a thread's trail. */
    THREAD_ID("threadId", Type.TEXT),
    /** Who acted, in whosoever's name: the sender of a message too. */
    ACTOR("actor", Type.TEXT),
    ACTOR_KIND("actorKind", Type.CODE, ActorKind.class),
    ON_BEHALF_OF("onBehalfOf", Type.TEXT),
    /** Through which the actor acted. */
    POOL("pool", Type.TEXT),
    RELATION("relation", Type.CODE, Relation.class),
    KIND("kind", Type.CODE, AccessKind.class),
    PURPOSE("purpose", Type.TEXT),
    GROUND("ground", Type.CODE, Ground.class),
    OUTCOME("outcome", Type.CODE, Outcome.class),
    /** Any of what is wrong with the fact. */
    IRREGULARITY("irregularity", Type.CODE, Irregularity.class),
    CLIENT_ADDRESS("clientAddress", Type.TEXT),
    USER_AGENT("userAgent", Type.TEXT),
    CATEGORY("category", Type.CODE, Category.class),
    CHANNEL("channel", Type.CODE, Channel.class),
    URGENT("urgent", Type.FLAG),
    CONFIDENTIALITY("confidentiality", Type.CODE, Confidentiality.class),
    CARE_SITE("careSite", Type.TEXT),
    /** A person in any role: actor, in whose name, sender, recipient, routed from or to, approver. */
    PERSON("person", Type.TEXT),
    SENDER("sender", Type.TEXT),
    /** A person or a pool that a message was sent to. */
    RECIPIENT("recipient", Type.TEXT),
    /** A person or a pool. */
    ROUTED_FROM("routedFrom", Type.TEXT),
    /** A person or a pool. */
    ROUTED_TO("routedTo", Type.TEXT),
    /** Who let somebody else read. */
    APPROVER("approver", Type.TEXT),
    /** A patient whom the event names, or whose message it is about. */
    PATIENT("patient", Type.TEXT);

    /** What values a field has. */
    public enum Type {
        TEXT(String.class, false),
        /** A text out of few; compared as it stands. */
        CODE(String.class, false),
        TIME(Instant.class, true),
        NUMBER(Long.class, true),
        FLAG(Boolean.class, false);

        private final Class<?> valueClass;
        private final boolean ordered;

        Type(Class<?> valueClass, boolean ordered) {
            this.valueClass = valueClass;
            this.ordered = ordered;
        }

        public Class<?> valueClass() {
            return valueClass;
        }

        /** Whether values can be more or less than another. */
        public boolean isOrdered() {
            return ordered;
        }
    }

    private final String word;
    private final Type type;
    private final @Nullable Class<? extends Enum<?>> codes;

    Field(String word, Type type) {
        this(word, type, null);
    }

    Field(String word, Type type, @Nullable Class<? extends Enum<?>> codes) {
        this.word = word;
        this.type = type;
        this.codes = codes;
    }

    /** As searches write it. */
    public String word() {
        return word;
    }

    public Type type() {
        return type;
    }

    /** All values that the field can have; empty when there is no list of them. */
    public List<String> codes() {
        if (this == EVENT) {
            return Role.EVENTS;
        }
        List<String> names = new ArrayList<>();
        if (codes != null) {
            for (Enum<?> code : codes.getEnumConstants()) {
                names.add(code.name());
            }
        }
        return names;
    }
}
