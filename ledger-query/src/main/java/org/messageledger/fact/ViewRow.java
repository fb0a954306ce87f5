package org.messageledger.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the view, as it is stored: nothing of it is understood, so that one that was altered can be read too. Ordered by
 * the table's key, ids byte by byte.
 *
 * @param subjectId of a posting; nothing for a fact
 * @param role of a posting; 0 for a fact
 * @param values of {@link ViewTable#columns}, as text: whole numbers in decimals, {@code true} or {@code false}, an event id
 *     in lower case
 */
public record ViewRow(ViewTable table, String subjectId, int role, long leafIndex, List<@Nullable String> values)
        implements Comparable<ViewRow> {

    /** Which of its leaf's rows it is, in words; it may name a person. */
    public String words() {
        return table == ViewTable.FACTS ? "fact" : "posting of " + subjectId + " (" + RoleCode.words(role) + ")";
    }

    @Override
    public int compareTo(ViewRow other) {
        int bySubject = subjectId.compareTo(other.subjectId);
        if (bySubject != 0) {
            return bySubject;
        }
        int byRole = Integer.compare(role, other.role);
        return byRole != 0 ? byRole : Long.compare(leafIndex, other.leafIndex);
    }
}
