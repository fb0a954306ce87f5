package org.messageledger.fact;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.messageledger.fact.MultiRowInsert.Column;
import org.messageledger.fact.MultiRowInsert.Value;
import org.messageledger.message.MessageSent;

/**
 * Writes leaves as facts and postings into the caller's transaction. What comes out depends on the leaves only, never on
 * how they are cut into calls.
 */
final class FactWriter {

    private static final MultiRowInsert<FactColumns.Row> FACTS = new MultiRowInsert<>("facts", FactColumns.ALL);

    private static final MultiRowInsert<Posting> POSTINGS = new MultiRowInsert<>(
            "postings",
            List.of(
                    text("subject_kind", posting -> posting.kind().name()),
                    text("subject_id", Posting::subjectId),
                    text("role", Posting::role),
                    new Column<>("leaf_index", "bigint", Long.class, Posting::leafIndex),
                    new Column<>("known_from", "bigint", Long.class, Posting::knownFrom),
                    text("irregularities", Posting::irregularities)));

    private final int generation;

    FactWriter(int generation) {
        this.generation = generation;
    }

    /** @param leaves consecutive, and next after what was written before */
    void write(Connection connection, List<Leaf> leaves) throws SQLException {
        List<Extracted> extracted = new ArrayList<>(leaves.size());
        Set<String> messageIds = new LinkedHashSet<>();
        for (Leaf leaf : leaves) {
            Fact fact = FactExtraction.of(leaf.leafIndex(), leaf.stored());
            extracted.add(new Extracted(fact, leaf.stored().payload()));
            messageIds.addAll(
                    PostingExtraction.messagesOf(fact, leaf.stored().payload()).keySet());
        }
        FirstSends firstSends = new FirstSends(connection, generation);
        Map<String, FirstSend> sends = firstSends.of(messageIds);
        Map<String, FirstSend> newSends = new LinkedHashMap<>();
        List<Posting> postings = new ArrayList<>();
        for (Extracted leaf : extracted) {
            postings.addAll(PostingExtraction.of(leaf.fact(), leaf.payload(), sends));
            if (leaf.payload() instanceof MessageSent sent) {
                FirstSend send =
                        new FirstSend(leaf.fact().leafIndex(), sent.threadId(), PostingExtraction.patientsOf(sent));
                if (sends.putIfAbsent(sent.messageId().value(), send) == null) {
                    newSends.put(sent.messageId().value(), send);
                }
            }
        }
        Set<String> toBackFill = firstSends.mentioned(newSends.keySet());
        toBackFill.addAll(mentionedBeforeSent(extracted, newSends));
        insert(connection, extracted, postings);
        for (Map.Entry<String, FirstSend> send : newSends.entrySet()) {
            if (toBackFill.contains(send.getKey())) {
                firstSends.backFill(send.getKey(), send.getValue());
            }
        }
    }

    private record Extracted(Fact fact, Object payload) {}

    private static Set<String> mentionedBeforeSent(List<Extracted> leaves, Map<String, FirstSend> newSends) {
        Map<String, Long> firstMention = new HashMap<>();
        for (Extracted leaf : leaves) {
            PostingExtraction.messagesOf(leaf.fact(), leaf.payload())
                    .keySet()
                    .forEach(messageId ->
                            firstMention.putIfAbsent(messageId, leaf.fact().leafIndex()));
        }
        Set<String> earlier = new HashSet<>();
        newSends.forEach((messageId, send) -> {
            Long mention = firstMention.get(messageId);
            if (mention != null && mention < send.leafIndex()) {
                earlier.add(messageId);
            }
        });
        return earlier;
    }

    private void insert(Connection connection, List<Extracted> leaves, List<Posting> postings) throws SQLException {
        List<FactColumns.Row> facts = leaves.stream()
                .map(leaf -> new FactColumns.Row(leaf.fact(), PostingExtraction.patientsOf(leaf.payload())))
                .toList();
        FACTS.insert(connection, generation, facts);
        POSTINGS.insert(connection, generation, postings);
    }

    private static Column<Posting> text(String name, Value<Posting> value) {
        return new Column<>(name, "varchar", String.class, value);
    }
}
