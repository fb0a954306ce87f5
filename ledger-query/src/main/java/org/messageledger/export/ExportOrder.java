package org.messageledger.export;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.messageledger.party.MessageId;

/**
 * What is to be exported, and who wants it.
 *
 * @param question its parameters by their names, what was left out too where it has a default; texts, whole numbers and
 *     lists of texts. The same for the same question
 * @param messageId of whose trail the rows are, if they are of one
 * @param user who asked
 * @param time when
 */
public record ExportOrder(
        Map<String, Object> question,
        @Nullable MessageId messageId,
        ExportFormat format,
        boolean signed,
        String user,
        Instant time) {

    public ExportOrder {
        question = new TreeMap<>(question);
    }
}
