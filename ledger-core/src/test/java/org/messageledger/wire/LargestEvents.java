package org.messageledger.wire;

import static org.messageledger.message.MessageSamples.NOW;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.messageledger.access.AccessDecision;
import org.messageledger.access.AccessKind;
import org.messageledger.access.Authority;
import org.messageledger.access.ListMessages;
import org.messageledger.access.ReadSample;
import org.messageledger.ledger.LedgerFounded;
import org.messageledger.ledger.LogKeyAnnounced;
import org.messageledger.ledger.LogKeyRetired;
import org.messageledger.message.Attachment;
import org.messageledger.message.Category;
import org.messageledger.message.Channel;
import org.messageledger.message.Confidentiality;
import org.messageledger.message.Decision;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.DiscloseMessage;
import org.messageledger.message.Email;
import org.messageledger.message.LegalBasis;
import org.messageledger.message.MailCheck;
import org.messageledger.message.MessageDecision;
import org.messageledger.message.MessageSamples;
import org.messageledger.message.MessageState;
import org.messageledger.message.Partner;
import org.messageledger.message.PreferredReply;
import org.messageledger.message.ReportSuspicion;
import org.messageledger.message.Resolution;
import org.messageledger.message.ResolveMessage;
import org.messageledger.message.RetractMessage;
import org.messageledger.message.RouteMessage;
import org.messageledger.message.RoutingCause;
import org.messageledger.message.SendMessage;
import org.messageledger.message.SendSample;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Client;
import org.messageledger.party.Limits;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.party.Purpose;
import org.messageledger.party.Relation;

/**
 * What becomes of the largest legal command of each kind: every field given, every clear byte one that takes two in JSON,
 * and as many irregularities as one act can have.
 */
final class LargestEvents {

    static final String MESSAGE = id("m:", 0);
    private static final DecisionRules RULES = DecisionRules.defaults();
    private static final MessageState KNOWN = MessageSamples.after(MessageSamples.sent());
    private static final MessageState RETRACTED =
            MessageSamples.after(MessageSamples.sent(), MessageSamples.retracted());

    private LargestEvents() {}

    static Map<String, Object> all() {
        Map<String, Object> events = new LinkedHashMap<>();
        events.put("MessageSent with a body", decided(send(true), KNOWN));
        events.put("MessageSent with a reference", decided(send(false), KNOWN));
        events.put("MessageRouted", routed());
        events.put("MessageResolved", resolved());
        events.put("MessageRetracted", retracted());
        events.put("SuspicionReported", suspicion());
        events.put("MessageDisclosed", disclosed());
        events.put("MessageRead", read(Mode.REPORT, false));
        events.put("MessageReadRefused by the ledger", read(Mode.ASK, false));
        events.put("MessageReadRefused by the emitter", read(Mode.ASK, true));
        events.put("MessagesListed", listed());
        events.put("LedgerFounded", new LedgerFounded(clear(100), clear(200), LedgerFounded.FORMAT));
        events.put("LogKeyAnnounced", new LogKeyAnnounced(clear(200), clear(1_000)));
        events.put("LogKeyRetired", new LogKeyRetired(clear(200), clear(1_000)));
        return events;
    }

    private static Object decided(SendMessage command, MessageState state) {
        return event(MessageDecision.decide(command, state, parent -> Optional.empty(), NOW, RULES));
    }

    private static SendMessage send(boolean inPlace) {
        return SendSample.send(s -> {
            s.messageId = new MessageId(MESSAGE);
            s.mode = Mode.REPORT;
            s.occurredAt = NOW.plus(Duration.ofDays(1));
            s.client = client();
            s.threadId = id("t", 0);
            s.inReplyTo = new MessageId(id("r:", 0));
            s.sender = actor();
            s.recipients = many(Limits.RECIPIENTS_MAX, i -> Party.person(id("p", i)));
            s.patientIds = people(Limits.PATIENTS_MAX);
            s.careSite = id("c", 0);
            s.category = longest(Category.values());
            s.channel = longest(Channel.values());
            s.urgent = true;
            s.confidentiality = Confidentiality.V;
            s.subject = " ".repeat(Limits.SUBJECT_BYTES_MAX);
            s.body = inPlace ? text(Limits.BODY_BYTES_MAX) : null;
            s.contentRef = inPlace ? null : "https://mail/" + "a".repeat(Limits.CONTENT_REF_BYTES_MAX - 13);
            s.attachments = many(Limits.ATTACHMENTS_MAX, LargestEvents::attachment);
            s.email = new Email(clear(Limits.MAIL_ADDRESS_BYTES_MAX), MailCheck.PASS, MailCheck.PASS, MailCheck.PASS);
            s.partner = new Partner(
                    clear(Limits.ORGANISATION_BYTES_MAX),
                    clear(Limits.LICENCE_NUMBER_BYTES_MAX),
                    new PersonId(id("m", 0)),
                    longest(PreferredReply.values()),
                    NOW);
        });
    }

    /** The first lacks its approval, so that the send is irregular for that too. */
    private static Attachment attachment(int number) {
        return new Attachment(
                id("a", number),
                text(Limits.ATTACHMENT_NAME_BYTES_MAX),
                "a/" + "b".repeat(Limits.MEDIA_TYPE_BYTES_MAX - 2),
                Limits.SIZE_BYTES_MAX,
                "0".repeat(64),
                number == 0 ? null : "k".repeat(Limits.APPROVAL_REFERENCE_CHARACTERS_MAX));
    }

    private static Object routed() {
        RouteMessage command = new RouteMessage(
                new MessageId(MESSAGE),
                Mode.REPORT,
                NOW.plus(Duration.ofDays(1)),
                client(),
                Party.person(id("p", 0)),
                Party.person(id("p", 1)),
                longest(RoutingCause.values()),
                id("c", 0),
                actor(),
                text(Limits.TEXT_BYTES_MAX));
        return event(MessageDecision.decide(command, MessageState.UNKNOWN, NOW, RULES));
    }

    private static Object resolved() {
        ResolveMessage command = new ResolveMessage(
                new MessageId(MESSAGE),
                Mode.REPORT,
                NOW.plus(Duration.ofDays(1)),
                client(),
                actor(),
                longest(Resolution.values()));
        return event(MessageDecision.decide(command, KNOWN, NOW, RULES));
    }

    private static Object retracted() {
        RetractMessage command = new RetractMessage(
                new MessageId(MESSAGE),
                Mode.REPORT,
                NOW.plus(Duration.ofDays(1)),
                client(),
                actor(),
                text(Limits.TEXT_BYTES_MAX));
        return event(MessageDecision.decide(command, KNOWN, NOW, RULES));
    }

    private static Object suspicion() {
        ReportSuspicion command = new ReportSuspicion(
                new MessageId(MESSAGE),
                Mode.REPORT,
                NOW.plus(Duration.ofDays(1)),
                client(),
                actor(),
                text(Limits.TEXT_BYTES_MAX));
        return event(MessageDecision.decide(command, MessageState.UNKNOWN, NOW, RULES));
    }

    private static Object disclosed() {
        DiscloseMessage command = new DiscloseMessage(
                new MessageId(MESSAGE),
                Mode.REPORT,
                NOW.plus(Duration.ofDays(1)),
                client(),
                people(Limits.PATIENTS_MAX),
                new DiscloseMessage.Recipient(text(Limits.TEXT_BYTES_MAX), text(Limits.TEXT_BYTES_MAX)),
                text(Limits.TEXT_BYTES_MAX),
                text(Limits.TEXT_BYTES_MAX),
                id("r", 0),
                actor(),
                longest(LegalBasis.values()));
        return event(MessageDecision.decide(command, MessageState.UNKNOWN, NOW, RULES));
    }

    /** Irregular for purpose, part, retraction, time and both claims; an authority would excuse two of them. */
    private static Object read(Mode mode, boolean refusedByEmitter) {
        return event(AccessDecision.decide(
                ReadSample.read(s -> {
                    s.messageId = new MessageId(MESSAGE);
                    s.mode = mode;
                    s.occurredAt = NOW.plus(Duration.ofDays(1));
                    s.client = client();
                    s.patientId = new PersonId(id("p", 0));
                    s.actor = actor();
                    s.kind = AccessKind.ATTACHMENT_DOWNLOADED;
                    s.purpose = new Purpose(id("u", 0));
                    s.attachmentId = id("a", 0);
                    s.justification = text(Limits.TEXT_BYTES_MAX);
                    s.authority = new Authority(id("r", 0), new PersonId(id("p", 1)));
                    s.refusedBy = refusedByEmitter ? id("e", 0) : null;
                    s.refusalReason = refusedByEmitter ? text(Limits.TEXT_BYTES_MAX) : null;
                }),
                RETRACTED,
                NOW,
                RULES));
    }

    private static Object listed() {
        ListMessages command = new ListMessages(
                many(Limits.LISTED_MESSAGES_MAX, i -> new MessageId(id("m:", i))),
                Mode.REPORT,
                NOW.plus(Duration.ofDays(1)),
                client(),
                actor(),
                AccessKind.LISTED,
                new Purpose(id("u", 0)),
                text(Limits.TEXT_BYTES_MAX));
        return event(AccessDecision.decide(command, message -> RETRACTED, NOW, RULES));
    }

    private static Object event(Decision<?> decision) {
        return decision.events().get(0);
    }

    private static Client client() {
        return new Client(clear(Limits.ADDRESS_BYTES_MAX), clear(Limits.USER_AGENT_BYTES_MAX));
    }

    private static Actor actor() {
        return new Actor(
                new PersonId(id("a", 0)),
                longest(ActorKind.values()),
                new PersonId(id("b", 0)),
                new PoolId(id("p", 0)),
                longest(Relation.values()));
    }

    /** Clear text of so many bytes, each of which is escaped. */
    static String clear(int bytes) {
        return "\"".repeat(bytes);
    }

    /** Sealed text of so many bytes in the longest form of UTF-8. */
    private static String text(int bytes) {
        return "\ud83d\ude00".repeat(bytes / 4);
    }

    private static String id(String prefix, int number) {
        String start = prefix + number;
        return start + "x".repeat(Limits.ID_CHARACTERS_MAX - start.length());
    }

    private static List<PersonId> people(int size) {
        return many(size, i -> new PersonId(id("p", i)));
    }

    private static <T> List<T> many(int size, IntFunction<T> one) {
        return IntStream.range(0, size).mapToObj(one).toList();
    }

    private static <E extends Enum<E>> E longest(E[] values) {
        return Arrays.stream(values)
                .max(Comparator.comparingInt(value -> value.name().length()))
                .orElseThrow();
    }
}
