package org.messageledger.access;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.messageledger.message.MessageSamples;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.PersonId;
import org.messageledger.party.Purpose;

/** A read of {@link MessageSamples#ID} by its recipient {@code dr:1}, to be changed in one place by a test. */
public final class ReadSample {

    public MessageId messageId = MessageSamples.ID;
    public Mode mode = Mode.ASK;
    public @Nullable Instant occurredAt;
    public @Nullable Client client;
    public @Nullable PersonId patientId;
    public Actor actor = MessageSamples.person("dr:1");
    public AccessKind kind = AccessKind.OPENED;
    public Purpose purpose = new Purpose("TREAT");
    public @Nullable String attachmentId;
    public @Nullable String justification;
    public @Nullable Authority authority;
    public @Nullable String refusedBy;
    public @Nullable String refusalReason;

    public static ReadMessage read(Consumer<ReadSample> change) {
        ReadSample sample = new ReadSample();
        change.accept(sample);
        return sample.command();
    }

    private ReadMessage command() {
        return new ReadMessage(
                messageId,
                mode,
                occurredAt,
                client,
                patientId,
                actor,
                kind,
                purpose,
                attachmentId,
                justification,
                authority,
                refusedBy,
                refusalReason);
    }
}
