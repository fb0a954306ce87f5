package org.messageledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messageledger.message.MessageSamples.NOW;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.messageledger.message.Attachment;
import org.messageledger.message.Category;
import org.messageledger.message.Decision;
import org.messageledger.message.DecisionRules;
import org.messageledger.message.Email;
import org.messageledger.message.LedgerEvent;
import org.messageledger.message.MailCheck;
import org.messageledger.message.MessageDecision;
import org.messageledger.message.MessageSamples;
import org.messageledger.message.MessageState;
import org.messageledger.message.Partner;
import org.messageledger.message.PreferredReply;
import org.messageledger.message.SendMessage;
import org.messageledger.message.SendSample;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Client;
import org.messageledger.party.Confidential;
import org.messageledger.party.ContentDigest;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;
import org.messageledger.party.PoolId;
import org.messageledger.party.Purpose;
import org.messageledger.party.Relation;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The largest legal commands leave room in an entry for what the log adds. The wire format proves the same of real
 * entries; this holds the limits to it where they are set.
 */
class EntryRoomTest {

    private static final int ENTRY_BYTES_MAX = 60_000;
    /** Stream, event id, salt, times, emitter, request id, trace id and the names around them. */
    private static final int ENVELOPE_BYTES = 1_000;

    /** So that the largest send is a duplicate as well. */
    private static final MessageState KNOWN = MessageSamples.after(MessageSamples.sent());

    @Test
    void leavesTheLargestSendRoomInAnEntry() {
        for (boolean inPlace : List.of(true, false)) {
            SendMessage largest = SendSample.send(s -> largest(s, inPlace));
            Decision<?> decision =
                    MessageDecision.decide(largest, KNOWN, parent -> Optional.empty(), NOW, DecisionRules.defaults());
            assertThat(bytes(decision) + ENVELOPE_BYTES).isLessThanOrEqualTo(ENTRY_BYTES_MAX);
        }
    }

    @Test
    void leavesTheLargestListingRoomInAnEntry() {
        ListMessages largest = new ListMessages(
                IntStream.range(0, 200)
                        .mapToObj(i -> new MessageId(id("m:", i)))
                        .toList(),
                Mode.REPORT,
                NOW,
                largestClient(),
                largestActor(),
                AccessKind.LISTED,
                new Purpose(id("p", 0)),
                "é".repeat(500));
        Decision<?> decision =
                AccessDecision.decide(largest, unknown -> MessageState.UNKNOWN, NOW, DecisionRules.defaults());
        int longestMarks = 200 * "\"NOT_A_PARTICIPANT\",\"RETRACTED\"".length();
        assertThat(bytes(decision) + longestMarks + ENVELOPE_BYTES).isLessThanOrEqualTo(ENTRY_BYTES_MAX);
    }

    private static void largest(SendSample s, boolean inPlace) {
        String quotes = "\"";
        s.messageId = new MessageId(id("m:", 0));
        s.mode = Mode.REPORT;
        s.occurredAt = NOW.plus(Duration.ofDays(1));
        s.client = largestClient();
        s.threadId = id("t", 0);
        s.inReplyTo = new MessageId(id("r:", 0));
        s.sender = largestActor();
        s.recipients = ids(200, i -> Party.person(id("p", i)));
        s.patientIds = ids(20, i -> new PersonId(id("p", i)));
        s.careSite = id("c", 0);
        s.category = longest(Category.values());
        s.urgent = true;
        s.subject = " ".repeat(500);
        s.body = inPlace ? "é".repeat(6_144) : null;
        s.contentRef = inPlace ? null : "https://mail/" + "a".repeat(487);
        s.attachments = ids(
                20,
                i -> new Attachment(
                        id("a", i),
                        "é".repeat(50),
                        "a/" + "b".repeat(98),
                        (1L << 53) - 1,
                        "0".repeat(64),
                        i == 0 ? null : "k".repeat(50)));
        s.email = new Email(quotes.repeat(254), MailCheck.PASS, MailCheck.PASS, MailCheck.NONE);
        s.partner = new Partner(
                quotes.repeat(150), quotes.repeat(50), new PersonId(id("m", 0)), PreferredReply.PORTAL, NOW);
    }

    private static Client largestClient() {
        return new Client("\"".repeat(100), "\"".repeat(200));
    }

    private static Actor largestActor() {
        return new Actor(
                new PersonId(id("a", 0)),
                ActorKind.CLINICIAN,
                new PersonId(id("b", 0)),
                new PoolId(id("p", 0)),
                Relation.PERSONAL_REPRESENTATIVE);
    }

    private static int bytes(Decision<?> decision) {
        LedgerEvent event = decision.events().get(0);
        SimpleModule sealing = new SimpleModule()
                .addSerializer(new Sealing<>(Confidential.class))
                .addSerializer(new Sealing<>(ContentDigest.class));
        return JsonMapper.builder()
                .addModule(sealing)
                .changeDefaultPropertyInclusion(absent -> absent.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build()
                .writeValueAsBytes(event)
                .length;
    }

    /** Writes what sealing makes of a text: key and base64 of nonce, text and tag; of a digest: key and HMAC. */
    private static final class Sealing<T> extends StdSerializer<T> {

        Sealing(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty("key", new UUID(-1, -1).toString());
            if (value instanceof ContentDigest) {
                json.writeStringProperty("hmac", Base64.getEncoder().encodeToString(new byte[32]));
            } else {
                int sealed = 12 + text(value).getBytes(StandardCharsets.UTF_8).length + 16;
                json.writeStringProperty("box", Base64.getEncoder().encodeToString(new byte[sealed]));
            }
            json.writeEndObject();
        }

        private String text(T value) {
            return value instanceof Confidential.Content content ? content.text() : ((Confidential.Kept) value).text();
        }
    }

    private static String id(String prefix, int number) {
        String start = prefix + number;
        return start + "x".repeat(100 - start.length());
    }

    private static <T> List<T> ids(int size, IntFunction<T> id) {
        return IntStream.range(0, size).mapToObj(id).toList();
    }

    private static <E extends Enum<E>> E longest(E[] values) {
        E longest = values[0];
        for (E value : values) {
            longest = value.name().length() > longest.name().length() ? value : longest;
        }
        return longest;
    }
}
