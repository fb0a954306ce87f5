package org.messageledger.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.messageledger.access.AccessKind;
import org.messageledger.access.Authority;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadMessage;
import org.messageledger.message.Attachment;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Command;
import org.messageledger.message.Confidentiality;
import org.messageledger.message.DiscloseMessage;
import org.messageledger.message.Email;
import org.messageledger.message.LegalBasis;
import org.messageledger.message.MailCheck;
import org.messageledger.message.Partner;
import org.messageledger.message.PreferredReply;
import org.messageledger.message.ReportSuspicion;
import org.messageledger.message.Resolution;
import org.messageledger.message.ResolveMessage;
import org.messageledger.message.RetractMessage;
import org.messageledger.message.RouteMessage;
import org.messageledger.message.RoutingCause;
import org.messageledger.message.SendMessage;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Client;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.party.Purpose;
import org.messageledger.party.Relation;

/**
 * Random commands of few people on few messages, so that everything meets everything: messages are read before they are
 * sent, sent twice, listed, routed and retracted.
 */
public final class Clinic {

    public static final int MESSAGES = 12;
    public static final int PEOPLE = 6;
    public static final int THREADS = 3;
    private static final Instant OPENED = Instant.parse("2026-03-01T08:00:00Z");

    private final Random random;

    public Clinic(long seed) {
        random = new Random(seed);
    }

    public Command next() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> send();
            case 2, 3, 4, 5 -> read();
            case 6 -> list();
            case 7 -> route();
            case 8 -> disclose();
            default -> settle();
        };
    }

    private SendMessage send() {
        return new SendMessage(
                message(),
                mode(),
                occurredAt(),
                client(),
                maybe("thread:" + random.nextInt(THREADS)),
                maybe(message()),
                actor(),
                some(4, this::party),
                some(3, this::patient),
                maybe("site:" + random.nextInt(2)),
                any(Category.values()),
                any(Channel.values()),
                random.nextInt(5) == 0,
                any(Confidentiality.values()),
                random.nextInt(10) == 0 ? "" : "subject",
                maybe("body"),
                null,
                random.nextInt(3) > 0
                        ? List.of()
                        : List.of(new Attachment("a:1", "scan", "image/png", 1_000, "ab".repeat(32), null)),
                maybe(new Email("someone@example.org", MailCheck.PASS, MailCheck.FAIL, MailCheck.NONE)),
                maybe(new Partner("Lab", "L-1", person(), PreferredReply.EMAIL, OPENED)));
    }

    private ReadMessage read() {
        boolean refused = random.nextInt(6) == 0;
        return new ReadMessage(
                message(),
                mode(),
                occurredAt(),
                client(),
                maybe(patient()),
                actor(),
                any(AccessKind.OPENED, AccessKind.PREVIEWED, AccessKind.PRINTED),
                any(new Purpose("TREAT"), new Purpose("BTG"), new Purpose("HCOMPL"), new Purpose("WHATEVER")),
                maybe("a:1"),
                maybe("an emergency"),
                maybe(new Authority("case:1", person())),
                refused ? "gateway" : null,
                refused ? maybe("not today") : null);
    }

    private ListMessages list() {
        List<MessageId> messages = some(5, this::message);
        return new ListMessages(
                messages.isEmpty() ? List.of(message()) : messages,
                Mode.REPORT,
                occurredAt(),
                client(),
                actor(),
                any(AccessKind.LISTED, AccessKind.FOUND),
                new Purpose("TREAT"),
                maybe("knee"));
    }

    private RouteMessage route() {
        return new RouteMessage(
                message(),
                mode(),
                occurredAt(),
                client(),
                maybe(party()),
                party(),
                any(RoutingCause.values()),
                maybe("rule:1"),
                maybe(actor()),
                "because");
    }

    private DiscloseMessage disclose() {
        List<PersonId> patients = some(2, this::patient);
        return new DiscloseMessage(
                maybe(message()),
                mode(),
                occurredAt(),
                client(),
                patients.isEmpty() ? List.of(patient()) : patients,
                new DiscloseMessage.Recipient("Dr. Who", maybe("Street 1")),
                "all of it",
                "court",
                maybe("request:1"),
                actor(),
                any(LegalBasis.values()));
    }

    private Command settle() {
        return switch (random.nextInt(4)) {
            case 0 -> new RetractMessage(message(), mode(), occurredAt(), client(), actor(), "wrong person");
            case 1 -> new ReportSuspicion(message(), mode(), occurredAt(), client(), actor(), "strange");
            default -> new ResolveMessage(message(), mode(), occurredAt(), client(), actor(), any(Resolution.values()));
        };
    }

    public MessageId message() {
        return new MessageId("portal:" + random.nextInt(MESSAGES));
    }

    public PersonId person() {
        return new PersonId("person:" + random.nextInt(PEOPLE));
    }

    private PersonId patient() {
        return new PersonId("patient:" + random.nextInt(3));
    }

    private Party party() {
        return random.nextBoolean() ? new Party.Person(person()) : new Party.Pool(pool());
    }

    private PoolId pool() {
        return new PoolId("pool:" + random.nextInt(3));
    }

    private Actor actor() {
        return new Actor(
                person(),
                any(ActorKind.values()),
                random.nextInt(3) == 0 ? person() : null,
                random.nextInt(3) == 0 ? pool() : null,
                random.nextInt(3) == 0 ? any(Relation.values()) : null);
    }

    private Mode mode() {
        return random.nextInt(4) == 0 ? Mode.ASK : Mode.REPORT;
    }

    private @Nullable Instant occurredAt() {
        return random.nextInt(3) == 0 ? null : time();
    }

    /** A time of the hour in which things happen here, in whole seconds. */
    public Instant time() {
        return OPENED.plusSeconds(random.nextInt(3_600));
    }

    private @Nullable Client client() {
        return switch (random.nextInt(4)) {
            case 0 -> new Client("10.0.0.1", null);
            case 1 -> new Client(null, "browser");
            default -> null;
        };
    }

    private <T> List<T> some(int max, java.util.function.Supplier<T> supplier) {
        Set<T> some = new LinkedHashSet<>();
        for (int i = random.nextInt(max + 1); i > 0; i--) {
            some.add(supplier.get());
        }
        return new ArrayList<>(some);
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextBoolean() ? value : null;
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
