package org.messageledger.message;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.ActorKind;
import org.messageledger.party.Client;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.Party;
import org.messageledger.party.PersonId;

/** A send that breaks no rule, to be changed in one place by a test. */
public final class SendSample {

    public MessageId messageId = new MessageId("portal:1");
    public Mode mode = Mode.ASK;
    public @Nullable Instant occurredAt;
    public @Nullable Client client;
    public @Nullable String threadId;
    public @Nullable MessageId inReplyTo;
    public Actor sender = Actor.of(new PersonId("member:1"), ActorKind.MEMBER);
    public List<Party> recipients = List.of(Party.pool("cardiology"), Party.person("dr:1"));
    public List<PersonId> patientIds = List.of(new PersonId("member:2"));
    public @Nullable String careSite = "north";
    public Category category = Category.MEDICATION;
    public Channel channel = Channel.PORTAL;
    public boolean urgent;
    public Confidentiality confidentiality = Confidentiality.N;
    public String subject = "Refill";
    public @Nullable String body = "May I have more?";
    public @Nullable String contentRef;
    public List<Attachment> attachments = List.of();
    public @Nullable Email email;
    public @Nullable Partner partner;

    public static SendMessage send(Consumer<SendSample> change) {
        SendSample sample = new SendSample();
        change.accept(sample);
        return sample.command();
    }

    public static SendMessage send() {
        return send(unchanged -> {});
    }

    public static Attachment attachment(long sizeBytes, @Nullable String approvalReference) {
        return new Attachment("a1", "scan.pdf", "application/pdf", sizeBytes, "0a".repeat(32), approvalReference);
    }

    private SendMessage command() {
        return new SendMessage(
                messageId,
                mode,
                occurredAt,
                client,
                threadId,
                inReplyTo,
                sender,
                recipients,
                patientIds,
                careSite,
                category,
                channel,
                urgent,
                confidentiality,
                subject,
                body,
                contentRef,
                attachments,
                email,
                partner);
    }
}
