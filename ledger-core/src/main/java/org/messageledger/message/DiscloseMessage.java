package org.messageledger.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.Actor;
import org.messageledger.party.Client;
import org.messageledger.party.InvalidField;
import org.messageledger.party.Limits;
import org.messageledger.party.MessageId;
import org.messageledger.party.Mode;
import org.messageledger.party.PersonId;

/**
 * Information about patients was or is to be given to somebody outside. Becomes {@link MessageDisclosed}, an event of its
 * own: it is not handled by the message's aggregate and is decided on no stream. Holds what 45 CFR 164.528(b)(2) asks of
 * an accounting: date, recipient, what, and a statement of purpose or the request that stands for it.
 *
 * @param messageId absent when something else than a message was disclosed
 * @param patientIds 1 to 20, each once: a disclosure about nobody can be accounted to nobody
 * @param description at most 1,000 bytes, sealed
 * @param purposeStatement at most 1,000 bytes, sealed; this or {@code requestReference}
 * @param requestReference an id
 */
public record DiscloseMessage(
        @Nullable MessageId messageId,
        Mode mode,
        @Nullable Instant occurredAt,
        @Nullable Client client,
        List<PersonId> patientIds,
        Recipient recipient,
        String description,
        @Nullable String purposeStatement,
        @Nullable String requestReference,
        Actor disclosedBy,
        LegalBasis legalBasis)
        implements MessageCommand {

    /**
     * Who receives what is disclosed.
     *
     * @param name at most 1,000 bytes, sealed
     * @param address at most 1,000 bytes, sealed; "if known", says the rule
     */
    public record Recipient(String name, @Nullable String address) {
        public Recipient {
            Limits.text("name", name, Limits.TEXT_BYTES_MAX);
            Limits.optionalText("address", address, Limits.TEXT_BYTES_MAX);
        }

        /** Names nobody: commands reach logs. */
        @Override
        public String toString() {
            return "Recipient[…]";
        }
    }

    public DiscloseMessage {
        Limits.required("mode", mode);
        occurredAt = Limits.time("occurredAt", occurredAt);
        patientIds = Limits.list("patientIds", patientIds, 1, Limits.PATIENTS_MAX);
        Limits.required("recipient", recipient);
        Limits.text("description", description, Limits.TEXT_BYTES_MAX);
        Limits.optionalId("requestReference", requestReference);
        if (purposeStatement != null) {
            Limits.text("purposeStatement", purposeStatement, Limits.TEXT_BYTES_MAX);
        } else if (requestReference == null) {
            throw new InvalidField("purposeStatement", "give a purposeStatement or a requestReference");
        }
        Limits.required("disclosedBy", disclosedBy);
        Limits.required("legalBasis", legalBasis);
    }

    /** Does not name what was disclosed: commands reach logs. */
    @Override
    public String toString() {
        return "DiscloseMessage[messageId=" + messageId + ", mode=" + mode + "]";
    }
}
