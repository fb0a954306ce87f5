package org.messageledger.wire;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.messageledger.access.AccessKind;
import org.messageledger.access.Authority;
import org.messageledger.access.Ground;
import org.messageledger.access.ListedMessage;
import org.messageledger.access.MessageRead;
import org.messageledger.access.MessageReadRefused;
import org.messageledger.access.MessagesListed;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.ledger.LogKeyAnnounced;
import org.messageledger.ledger.LogKeyRetired;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.message.Email;
import org.messageledger.message.LegalBasis;
import org.messageledger.message.MailCheck;
import org.messageledger.message.MessageDisclosed;
import org.messageledger.message.MessageResolved;
import org.messageledger.message.MessageRetracted;
import org.messageledger.message.MessageRouted;
import org.messageledger.message.MessageSent;
import org.messageledger.message.Partner;
import org.messageledger.message.PreferredReply;
import org.messageledger.message.Resolution;
import org.messageledger.message.RoutingCause;
import org.messageledger.message.SentAttachment;
import org.messageledger.message.SuspicionReported;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Client;
import org.messageledger.party.Confidential;
import org.messageledger.party.ContentDigest;
import org.messageledger.party.Irregularity;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.party.Purpose;
import org.messageledger.party.Relation;

/** One of each stored event, with every field that it can have. */
final class WrittenEvents {

    static final String STREAM = "message/portal:1";
    static final UUID EVENT_ID = UUID.fromString("0192f0c1-2345-7abc-8def-0123456789ab");

    private static final MessageId MESSAGE = new MessageId("portal:1");
    private static final Instant THEN = Instant.parse("2026-03-02T08:15:30.120Z");
    private static final Client CLIENT = new Client("2001:db8::1", "Portal/7.1 (\"beta\")");
    private static final Actor NURSE = new Actor(
            new PersonId("staff:17"),
            ActorKind.STAFF,
            new PersonId("clinician:4"),
            new PoolId("cardiology-north"),
            Relation.COVERING);

    private WrittenEvents() {}

    static Map<String, Object> all() {
        Map<String, Object> events = new LinkedHashMap<>();
        for (Object event : List.of(
                new LedgerFounded("ledger.example/1", "ledger.example/1+00000000+AQ==", LedgerFounded.FORMAT),
                new LogKeyAnnounced(
                        "ledger.example/1+11111111+AQ==", "log key announced\n\n\u2014 ledger.example/1 AAAA\n"),
                new LogKeyRetired(
                        "ledger.example/1+00000000+AQ==", "log key retired\n\n\u2014 ledger.example/1 AAAA\n"),
                sent(),
                new MessageRouted(
                        MESSAGE,
                        Mode.REPORT,
                        THEN,
                        CLIENT,
                        List.of(Irregularity.UNKNOWN_MESSAGE),
                        Party.pool("front-desk"),
                        Party.person("clinician:4"),
                        RoutingCause.MODEL,
                        "triage-3",
                        NURSE,
                        new Confidential.Kept("mentions chest pain")),
                new MessageDisclosed(
                        MESSAGE,
                        Mode.ASK,
                        THEN,
                        CLIENT,
                        List.of(),
                        List.of(new PersonId("member:9")),
                        new Confidential.Kept("County registry"),
                        new Confidential.Kept("1 Main Street"),
                        new Confidential.Kept("immunisation record"),
                        new Confidential.Kept("required report"),
                        "req-12",
                        NURSE,
                        LegalBasis.PUBLIC_HEALTH),
                new MessageResolved(MESSAGE, Mode.ASK, THEN, CLIENT, List.of(), NURSE, Resolution.CALLED),
                new MessageRetracted(
                        MESSAGE, Mode.ASK, THEN, CLIENT, List.of(), NURSE, new Confidential.Kept("wrong recipient")),
                new SuspicionReported(
                        MESSAGE,
                        Mode.ASK,
                        THEN,
                        CLIENT,
                        List.of(),
                        NURSE,
                        new Confidential.Kept("asks for a password")),
                new MessageRead(
                        MESSAGE,
                        Mode.ASK,
                        THEN,
                        CLIENT,
                        List.of(Irregularity.UNVERIFIED_POOL),
                        new PersonId("member:9"),
                        NURSE,
                        AccessKind.ATTACHMENT_OPENED,
                        new Purpose("BTG"),
                        "a-1",
                        new Confidential.Kept("unconscious patient\nin the ER"),
                        new Authority("case-7", new PersonId("staff:1")),
                        Ground.BREAK_GLASS),
                new MessageReadRefused(
                        MESSAGE,
                        Mode.ASK,
                        THEN,
                        CLIENT,
                        List.of(Irregularity.NOT_A_PARTICIPANT, Irregularity.UNVERIFIED_POOL),
                        List.of(Irregularity.NOT_A_PARTICIPANT),
                        new PersonId("member:9"),
                        NURSE,
                        AccessKind.OPENED,
                        new Purpose("TREAT"),
                        "a-1",
                        new Confidential.Kept("curious"),
                        new Authority("case-7", new PersonId("staff:1")),
                        "portal",
                        new Confidential.Kept("not on the care team")),
                new MessagesListed(
                        Mode.ASK,
                        THEN,
                        CLIENT,
                        List.of(Irregularity.UNVERIFIED_RELATION),
                        List.of(
                                new ListedMessage(MESSAGE, List.of()),
                                new ListedMessage(new MessageId("portal:2"), List.of(Irregularity.UNKNOWN_MESSAGE))),
                        NURSE,
                        AccessKind.FOUND,
                        new Purpose("COC"),
                        new Confidential.Kept("from:dr-who")))) {
            events.put(event.getClass().getSimpleName(), event);
        }
        return events;
    }

    static MessageSent sent() {
        return sent(
                new Confidential.Content("Ergebnis – 結果"), new Confidential.Content("Guten Tag,\n\u2028\ud83d\ude00"));
    }

    static MessageSent sent(Confidential subject, Confidential body) {
        return new MessageSent(
                MESSAGE,
                Mode.ASK,
                THEN,
                CLIENT,
                List.of(Irregularity.LATE),
                "portal:0",
                new MessageId("portal:0"),
                NURSE,
                List.of(Party.person("member:9"), Party.pool("cardiology-north")),
                List.of(new PersonId("member:9")),
                "clinic-3",
                Category.TEST_RESULT,
                Channel.PORTAL,
                true,
                true,
                Confidentiality.R,
                subject,
                body,
                "https://portal.example/content/1",
                List.of(new SentAttachment(
                        "a-1",
                        new Confidential.Content("ecg.pdf"),
                        "application/pdf",
                        48_213,
                        new ContentDigest.Plain("ab".repeat(32)),
                        "approval-5")),
                new Email("nurse@clinic.example", MailCheck.PASS, MailCheck.FAIL, MailCheck.NONE),
                new Partner("Heart \"Lab\" Inc.", "L-77", new PersonId("partner:5"), PreferredReply.PHONE, THEN));
    }

    static LedgerFounded foundedAgain() {
        return new LedgerFounded(
                "ledger.example/2",
                "ledger.example/2+00000000+AQ==",
                LedgerFounded.FORMAT,
                new LedgerFounded.Restored(
                        "ledger.example/1\n300\nAAAA=\n\n\u2014 ledger.example/1 AAAA\n",
                        new LedgerFounded.Acknowledged(310, "BBBB="),
                        200));
    }
}
