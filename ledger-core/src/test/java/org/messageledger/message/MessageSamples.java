package org.messageledger.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Confidential;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;

/**
 * One message in words: {@code portal:1}, sent by {@code member:1} to the pool {@code cardiology} and to {@code dr:1} about
 * {@code member:2}.
 */
public final class MessageSamples {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final MessageId ID = new MessageId("portal:1");
    public static final DecisionRules RULES = DecisionRules.defaults();
    public static final DecisionRules STRICT =
            new DecisionRules(RULES.lateAfter(), RULES.aheadMax(), true, RULES.largeAttachmentBytes());

    private MessageSamples() {}

    public static Actor person(String id) {
        return Actor.of(new PersonId(id), ActorKind.MEMBER);
    }

    public static Actor inPool(String id, String pool) {
        return new Actor(new PersonId(id), ActorKind.STAFF, null, new PoolId(pool), null);
    }

    public static Actor onBehalfOf(String id, String principal) {
        return new Actor(new PersonId(id), ActorKind.MEMBER, new PersonId(principal), null, null);
    }

    public static MessageEvent sent() {
        return MessageSent.of(SendSample.send(), ID.value(), List.of());
    }

    public static MessageEvent routed(@Nullable String fromPool, String toPool) {
        return routed(fromPool == null ? null : Party.pool(fromPool), Party.pool(toPool));
    }

    public static MessageEvent routed(@Nullable Party from, Party to) {
        return new MessageRouted(
                ID,
                Mode.ASK,
                null,
                null,
                List.of(),
                from,
                to,
                RoutingCause.RULE,
                null,
                null,
                new Confidential.Kept("category"));
    }

    public static MessageEvent resolved() {
        return new MessageResolved(ID, Mode.ASK, null, null, List.of(), person("dr:1"), Resolution.ANSWERED);
    }

    public static MessageEvent retracted() {
        return new MessageRetracted(
                ID, Mode.ASK, null, null, List.of(), person("member:1"), new Confidential.Kept("wrong pool"));
    }

    public static MessageState after(MessageEvent... events) {
        MessageState state = MessageState.UNKNOWN;
        for (MessageEvent event : events) {
            state = state.evolve(event);
        }
        return state;
    }
}
