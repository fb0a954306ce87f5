package org.messageledger.fact;

import java.util.List;
import java.util.Random;
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
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.PersonId;
import org.messageledger.party.Purpose;

/**
 * Random commands of few people on few messages, so that everything meets everything: messages are read before they are
 * sent, sent twice, listed, routed and retracted.
 */
public final class Clinic extends Cast {

    public static final int THREADS = 3;

    public Clinic(long seed) {
        this(seed, MESSAGES);
    }

    /** With more messages, of which some are read before they are sent for longer. */
    public Clinic(long seed, int messages) {
        super(new Random(seed), messages);
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
}
