package org.messageledger.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.messageledger.fact.FactColumns.Row;
import org.messageledger.fact.MultiRowInsert.Column;
import org.messageledger.log.Entry;
import org.messageledger.log.Log;
import org.messageledger.party.MessageId;
import org.messageledger.tree.ProvenLeaves;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;
import org.messageledger.wire.EntryReader;
import org.messageledger.wire.StoredEvent;

/**
 * Holds facts of an answer against the log: the exact bytes of each one's entry are hashed, the leaf hash is proven to be in
 * the tree of one head, and what the projection's own extraction makes of the entry is compared, column by column. So no
 * fact passes that was altered, or made up. Not seen is a fact that is missing, or one that the question does not ask for,
 * where postings were altered: {@code replay.ViewCheck} sees those. Not for several threads.
 */
public final class FactCheck {

    /** What an answer does not show, and what is compared by itself. */
    private static final List<Column<Row>> COLUMNS = FactColumns.ALL.stream()
            .filter(column -> !List.of("patient_ids", "detail").contains(column.name()))
            .toList();

    private final Log log;
    private final ProvenLeaves tree;
    private final @Nullable String messageId;
    private final EntryReader reader = new EntryReader();

    /**
     * @param head of a tree of the log
     * @param messageId of whose trail they are, if they are of one: a listing has the irregularities of this message there
     */
    public FactCheck(Log log, TreeHead head, @Nullable MessageId messageId) {
        this.log = log;
        this.tree = new ProvenLeaves(head, log::tile);
        this.messageId = messageId == null ? null : messageId.value();
    }

    /**
     * Returns if all are what their entries say.
     *
     * @throws AlteredViewException which names the first leaf that is not, by its index
     * @throws org.messageledger.log.StorageException when the log does not answer, or lacks an entry
     */
    public void require(List<Fact> facts) {
        Map<Long, Fact> byLeaf = new TreeMap<>();
        for (Fact fact : facts) {
            if (byLeaf.put(fact.leafIndex(), fact) != null) {
                throw new AlteredViewException(fact.leafIndex(), "the answer has it twice");
            }
        }
        List<Long> leaves = new ArrayList<>(byLeaf.keySet());
        for (int from = 0; from < leaves.size(); from += Log.LEAVES_MAX) {
            for (Entry entry : log.read(leaves.subList(from, Math.min(leaves.size(), from + Log.LEAVES_MAX)))) {
                require(Objects.requireNonNull(byLeaf.get(entry.leafIndex())), entry);
            }
        }
    }

    private void require(Fact fact, Entry entry) {
        long leafIndex = entry.leafIndex();
        if (!tree.holds(leafIndex, TreeHasher.leaf(entry.bytes()))) {
            throw new AlteredViewException(leafIndex, "its entry is not the one in the log's tree");
        }
        List<String> different = different(fact, expected(leafIndex, entry));
        if (!different.isEmpty()) {
            throw new AlteredViewException(
                    leafIndex, "the view differs from the entry in " + String.join(", ", different));
        }
    }

    private Extracted expected(long leafIndex, Entry entry) {
        try {
            StoredEvent stored = reader.read(entry.bytes());
            return Extracted.of(leafIndex, stored);
        } catch (RuntimeException e) {
            throw new AlteredViewException(leafIndex, "its entry cannot be read", e);
        }
    }

    private List<String> different(Fact fact, Extracted expected) {
        Row row = new Row(fact, List.of(), "");
        String ofMessage = messageId == null ? null : expected.messages().get(messageId);
        Fact origin = expected.row().fact();
        Row due = new Row(
                ofMessage == null ? origin : origin.withIrregularities(Codes.irregularities(ofMessage)), List.of(), "");
        List<String> different = new ArrayList<>();
        for (Column<Row> column : COLUMNS) {
            if (!Objects.equals(column.value().of(row), column.value().of(due))) {
                different.add(column.name());
            }
        }
        if (!fact.detail().equals(Detail.read(expected.row().detail()))) {
            different.add("detail");
        }
        return different;
    }
}
