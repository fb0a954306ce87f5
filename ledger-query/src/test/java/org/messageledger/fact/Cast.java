package org.messageledger.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Client;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.party.Relation;

/** Few people, pools and messages, drawn at random. */
abstract class Cast {

    static final int MESSAGES = 12;
    static final int PEOPLE = 6;
    static final Instant OPENED = Instant.parse("2026-03-01T08:00:00Z");

    final Random random;
    private final int messages;

    Cast(Random random, int messages) {
        this.random = random;
        this.messages = messages;
    }

    public MessageId message() {
        return new MessageId("portal:" + random.nextInt(messages));
    }

    public PersonId person() {
        return new PersonId("person:" + random.nextInt(PEOPLE));
    }

    public PersonId patient() {
        return new PersonId("patient:" + random.nextInt(3));
    }

    Party party() {
        return random.nextBoolean() ? new Party.Person(person()) : new Party.Pool(pool());
    }

    public PoolId pool() {
        return new PoolId("pool:" + random.nextInt(3));
    }

    Actor actor() {
        return new Actor(
                person(),
                any(ActorKind.values()),
                random.nextInt(3) == 0 ? person() : null,
                random.nextInt(3) == 0 ? pool() : null,
                random.nextInt(3) == 0 ? any(Relation.values()) : null);
    }

    Mode mode() {
        return random.nextInt(4) == 0 ? Mode.ASK : Mode.REPORT;
    }

    @Nullable
    Instant occurredAt() {
        return random.nextInt(3) == 0 ? null : time();
    }

    /** A time of the hour in which things happen here, in whole seconds. */
    public Instant time() {
        return OPENED.plusSeconds(random.nextInt(3_600));
    }

    @Nullable
    Client client() {
        return switch (random.nextInt(4)) {
            case 0 -> new Client("10.0.0.1", null);
            case 1 -> new Client(null, "browser");
            default -> null;
        };
    }

    <T> List<T> some(int max, Supplier<T> supplier) {
        Set<T> some = new LinkedHashSet<>();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            some.add(supplier.get());
        }
        return new ArrayList<>(some);
    }

    <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    @SafeVarargs
    final <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
