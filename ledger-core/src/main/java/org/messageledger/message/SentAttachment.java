package org.messageledger.message;

import org.jspecify.annotations.Nullable;
import org.messageledger.party.Confidential;
import org.messageledger.party.ContentDigest;

/** An attachment as the log keeps it: name sealed, digest keyed. */
public record SentAttachment(
        String id,
        Confidential name,
        String mediaType,
        long sizeBytes,
        ContentDigest digest,
        @Nullable String approvalReference) {

    static SentAttachment of(Attachment attachment) {
        return new SentAttachment(
                attachment.id(),
                new Confidential.Content(attachment.name()),
                attachment.mediaType(),
                attachment.sizeBytes(),
                new ContentDigest.Plain(attachment.sha256()),
                attachment.approvalReference());
    }
}
