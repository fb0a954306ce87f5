package org.messageledger.fact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.messageledger.message.MessageSent;
import org.messageledger.wire.StoredEvent;

/**
 * What a leaf says by itself: all of it but what follows from earlier sends.
 *
 * @param messages that it is about, each with what is wrong with it where there are several
 * @param postings but for messages, threads and the patients of messages
 * @param send if it is one: the first of its message, unless there is an earlier one
 */
record Extracted(
        FactColumns.Row row,
        Map<String, @Nullable String> messages,
        List<Posting> postings,
        @Nullable FirstSend send) {

    /** Pure. */
    static Extracted of(long leafIndex, StoredEvent stored) {
        Object payload = stored.payload();
        Fact fact = FactExtraction.of(leafIndex, stored);
        List<String> patientIds = PostingExtraction.patientsOf(payload);
        FirstSend send =
                payload instanceof MessageSent sent ? new FirstSend(leafIndex, sent.threadId(), patientIds) : null;
        return new Extracted(
                new FactColumns.Row(fact, patientIds, Detail.of(payload)),
                PostingExtraction.messagesOf(fact, payload),
                PostingExtraction.of(fact, payload, patientIds),
                send);
    }

    long leafIndex() {
        return row.fact().leafIndex();
    }

    /** How much it takes beside one of a single message. */
    int weight() {
        return Math.max(1, messages.size());
    }
}
