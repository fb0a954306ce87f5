package org.messageledger.fact;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.messageledger.fact.MultiRowInsert.Column;

/**
 * Writes leaves as facts and postings into the caller's transaction. What comes out depends on the leaves only, never on
 * how they are cut into calls.
 */
final class FactWriter {

    private static final MultiRowInsert<FactColumns.Row> FACTS = new MultiRowInsert<>("facts", FactColumns.ALL);

    private static final MultiRowInsert<Posting> POSTINGS = new MultiRowInsert<>(
            "postings",
            List.of(
                    new Column<>("subject_id", "varchar", String.class, Posting::subjectId),
                    new Column<>("role", "smallint", Short.class, Posting::role),
                    new Column<>("leaf_index", "bigint", Long.class, Posting::leafIndex),
                    new Column<>("irregularities", "varchar", String.class, Posting::irregularities)));

    private final int generation;

    FactWriter(int generation) {
        this.generation = generation;
    }

    /**
     * Writes facts and postings.
     *
     * @param leaves consecutive, and next after what was written before
     * @return how many postings were added, to earlier leaves too
     */
    int write(Connection connection, List<Extracted> leaves) throws SQLException {
        Set<String> messageIds = new LinkedHashSet<>();
        leaves.forEach(leaf -> messageIds.addAll(leaf.messages().keySet()));
        FirstSends firstSends = new FirstSends(connection, generation);
        FirstSends.Known known = firstSends.of(messageIds);
        Map<String, FirstSend> sends = known.sends();
        Set<String> mentioned = known.mentioned();
        Map<String, FirstSend> toBackFill = new LinkedHashMap<>();
        List<Posting> postings = new ArrayList<>();
        for (Extracted leaf : leaves) {
            postings.addAll(PostingExtraction.ofMessages(leaf, sends));
            postings.addAll(leaf.postings());
            for (String messageId : leaf.messages().keySet()) {
                boolean earlier = !mentioned.add(messageId);
                FirstSend send = leaf.send();
                if (send != null && sends.putIfAbsent(messageId, send) == null && earlier) {
                    toBackFill.put(messageId, send);
                }
            }
        }
        FACTS.insert(connection, generation, leaves.stream().map(Extracted::row).toList());
        POSTINGS.insert(connection, generation, postings);
        int added = postings.size();
        for (Map.Entry<String, FirstSend> send : toBackFill.entrySet()) {
            added += firstSends.backFill(send.getKey(), send.getValue());
        }
        return added;
    }
}
