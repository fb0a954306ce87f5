package org.messageledger.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.messageledger.message.Absent.absent;
import static org.messageledger.message.CommandFormTest.bytes;
import static org.messageledger.message.CommandFormTest.people;
import static org.messageledger.message.CommandFormTest.refuses;
import static org.messageledger.message.MessageSamples.NOW;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;

class SendFormTest {

    private static final String CONTROL = "a\u0007b";
    private static final String LONE_SURROGATE = "a\uD83Db";

    static Stream<Arguments> sendsThatAreMalformed() {
        return Stream.of(
                send("messageId", sample -> sample.messageId = absent()),
                send("mode", sample -> sample.mode = absent()),
                send("sender", sample -> sample.sender = absent()),
                send("category", sample -> sample.category = absent()),
                send("channel", sample -> sample.channel = absent()),
                send("confidentiality", sample -> sample.confidentiality = absent()),
                send("occurredAt", sample -> sample.occurredAt = Instant.MAX),
                send("threadId", sample -> sample.threadId = "a b"),
                send("careSite", sample -> sample.careSite = CONTROL),
                send("recipients", sample -> sample.recipients = parties(201)),
                send("recipients", sample -> sample.recipients = Collections.singletonList(absent())),
                send("patientIds", sample -> sample.patientIds = people(21)),
                send("subject", sample -> sample.subject = bytes(501)),
                send("subject", sample -> sample.subject = LONE_SURROGATE),
                send("body", sample -> sample.body = bytes(12_289)),
                send("body", sample -> sample.body = LONE_SURROGATE),
                send("contentRef", sample -> sample.contentRef = "https://mail/1"),
                send("contentRef", refersTo("https://mail/" + "a".repeat(488))),
                send("contentRef", refersTo("mail/1")),
                send("contentRef", refersTo("https://mail/a b")),
                send("contentRef", refersTo("https://mail/\n")),
                send("attachments", sample -> sample.attachments = Collections.nCopies(21, anAttachment())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sendsThatAreMalformed")
    void namesTheOffendingFieldOfASend(String field, Consumer<SendSample> change) {
        refuses(field, () -> SendSample.send(change));
    }

    @Test
    void takesASendWithEveryFieldAtItsBound() {
        SendMessage atBound = SendSample.send(sample -> {
            sample.threadId = "t".repeat(100);
            sample.careSite = "c".repeat(100);
            sample.recipients = parties(200);
            sample.patientIds = people(20);
            sample.subject = bytes(500);
            sample.body = bytes(12_288);
            sample.attachments = IntStream.range(0, 20)
                    .mapToObj(i -> new Attachment(
                            "a" + i,
                            bytes(100),
                            "a/" + "b".repeat(98),
                            9_007_199_254_740_991L,
                            "0".repeat(64),
                            "k".repeat(50)))
                    .toList();
        });
        assertThat(atBound.recipients()).hasSize(200);
        assertThat(atBound.attachments()).hasSize(20);
        assertThat(SendSample.send(refersTo("https://mail/" + "a".repeat(487))).contentRef())
                .hasSize(500);
    }

    @Test
    void keepsControlCharactersInSealedText() {
        SendMessage sent = SendSample.send(sample -> {
            sample.subject = CONTROL;
            sample.body = "line\n\tline";
        });
        assertThat(sent.subject()).isEqualTo(CONTROL);
        assertThat(sent.body()).isEqualTo("line\n\tline");
    }

    @Test
    void understandsASendWithoutSubjectAndWithoutRecipient() {
        SendMessage sent = SendSample.send(sample -> {
            sample.subject = absent();
            sample.recipients = absent();
            sample.attachments = absent();
            sample.patientIds = absent();
            sample.body = null;
        });
        assertThat(sent.subject()).isEmpty();
        assertThat(sent.recipients()).isEmpty();
    }

    @Test
    void cutsOccurredAtToMilliseconds() {
        assertThat(SendSample.send(sample -> sample.occurredAt = NOW.plusNanos(1_999_999))
                        .occurredAt())
                .isEqualTo(NOW.plusMillis(1));
    }

    static Stream<Arguments> attachmentsThatAreMalformed() {
        return Stream.of(
                attachment("id", () -> new Attachment("a b", "n", "a/b", 1, "0".repeat(64), null)),
                attachment("name", () -> new Attachment("a", bytes(101), "a/b", 1, "0".repeat(64), null)),
                attachment("name", () -> new Attachment("a", LONE_SURROGATE, "a/b", 1, "0".repeat(64), null)),
                attachment("name", () -> new Attachment("a", absent(), "a/b", 1, "0".repeat(64), null)),
                attachment("mediaType", () -> new Attachment("a", "n", "a/" + "b".repeat(99), 1, "0".repeat(64), null)),
                attachment("mediaType", () -> new Attachment("a", "n", "a/b\n", 1, "0".repeat(64), null)),
                attachment("mediaType", () -> new Attachment("a", "n", "a/b;c=\u2028", 1, "0".repeat(64), null)),
                attachment("mediaType", () -> new Attachment("a", "n", "pdf", 1, "0".repeat(64), null)),
                attachment("mediaType", () -> new Attachment("a", "n", "a/b; name=\"x\"", 1, "0".repeat(64), null)),
                attachment("mediaType", () -> new Attachment("a", "n", "a/b; name=x.pdf", 1, "0".repeat(64), null)),
                attachment(
                        "mediaType",
                        () -> new Attachment("a", "n", "a/b;c=d; FileName=x.pdf", 1, "0".repeat(64), null)),
                attachment("sizeBytes", () -> new Attachment("a", "n", "a/b", -1, "0".repeat(64), null)),
                attachment("sizeBytes", () -> new Attachment("a", "n", "a/b", 1L << 53, "0".repeat(64), null)),
                attachment("sha256", () -> new Attachment("a", "n", "a/b", 1, "0".repeat(63), null)),
                attachment("sha256", () -> new Attachment("a", "n", "a/b", 1, "g".repeat(64), null)),
                attachment("sha256", () -> new Attachment("a", "n", "a/b", 1, absent(), null)),
                attachment("approvalReference", () -> new Attachment("a", "n", "a/b", 1, "0".repeat(64), "x y")),
                attachment(
                        "approvalReference", () -> new Attachment("a", "n", "a/b", 1, "0".repeat(64), "x".repeat(51))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attachmentsThatAreMalformed")
    void namesTheOffendingFieldOfAnAttachment(String field, Supplier<?> attachment) {
        refuses(field, attachment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/pdf", "text/plain; charset=utf-8", "image/svg+xml", "x/y;a=b;c=d"})
    void takesMediaTypesWithParameters(String mediaType) {
        assertThat(new Attachment("a", "n", mediaType, 0, "AB".repeat(32), null).mediaType())
                .isEqualTo(mediaType);
    }

    @Test
    void keepsDigestsInLowerCase() {
        assertThat(new Attachment("a", "n", "a/b", 0, "AB".repeat(32), null).sha256())
                .isEqualTo("ab".repeat(32));
    }

    @Test
    void limitsMailAndPartner() {
        assertThat(new Email("a".repeat(254), MailCheck.PASS, MailCheck.FAIL, MailCheck.NONE))
                .isNotNull();
        refuses("from", () -> new Email("a".repeat(255), MailCheck.PASS, MailCheck.FAIL, MailCheck.NONE));
        refuses("from", () -> new Email("a\r\nb", MailCheck.PASS, MailCheck.FAIL, MailCheck.NONE));
        refuses("dkim", () -> new Email("a", MailCheck.PASS, absent(), MailCheck.NONE));
        assertThat(new Partner(bytes(150), bytes(50), null, PreferredReply.POST, null))
                .isNotNull();
        assertThat(new Partner("x", null, new PersonId("m"), PreferredReply.PHONE, NOW))
                .isNotNull();
        refuses("organisation", () -> new Partner(bytes(151), "1", null, PreferredReply.POST, null));
        refuses("organisation", () -> new Partner(" ", "1", null, PreferredReply.POST, null));
        refuses("licenceNumber", () -> new Partner("x", bytes(51), null, PreferredReply.POST, null));
        refuses("licenceNumber", () -> new Partner("x", null, null, PreferredReply.POST, null));
        refuses("preferredReply", () -> new Partner("x", "1", null, absent(), null));
        refuses("replyBy", () -> new Partner("x", "1", null, PreferredReply.POST, Instant.MAX));
    }

    private static Arguments send(String field, Consumer<SendSample> change) {
        return Arguments.of(field, change);
    }

    private static Arguments attachment(String field, Supplier<?> attachment) {
        return Arguments.of(field, attachment);
    }

    private static Consumer<SendSample> refersTo(String contentRef) {
        return sample -> {
            sample.body = null;
            sample.contentRef = contentRef;
        };
    }

    private static Attachment anAttachment() {
        return SendSample.attachment(1, null);
    }

    private static List<Party> parties(int size) {
        return IntStream.range(0, size).mapToObj(i -> Party.person("p" + i)).toList();
    }
}
