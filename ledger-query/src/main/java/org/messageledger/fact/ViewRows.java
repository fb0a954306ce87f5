package org.messageledger.fact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a generation as of a leaf, in the order of their keys, a page at a time: each page is a transaction of its own,
 * for what lies before a position never changes. Thread-safe.
 *
 * <p>Also those that lie beyond the generation's position, or are known from beyond it: none of them should be there, and
 * nobody else would see them before the view comes to them.
 */
public final class ViewRows {

    /** Most rows of a page; two are in memory at a time. */
    static final int PAGE_ROWS = 2_000;

    private static final List<Class<?>> FACT_TYPES = types();

    private static final String FACTS = "select " + String.join(", ", FactColumns.NAMES) + """

            from facts
            where generation = ?
              and leaf_index > ?
              and leaf_index %s
            order by generation, leaf_index
            fetch first ? rows only
            """;

    private static final String NEXT_LEAF = "(select next_leaf from fact_position where generation = ?)";

    private static final String FACTS_AS_OF = FACTS.formatted("<= ?");
    private static final String FACTS_BEYOND = FACTS.formatted(">= " + NEXT_LEAF);

    private static final String POSTINGS = """
            select subject_id, role, leaf_index, known_from, irregularities, %s
            from postings
            where generation = ?
              and %s
            order by generation, subject_id, role, leaf_index
            fetch first ? rows only
            """;

    // A page goes on by the key's first columns, most of which stay: comparisons of whole rows H2 would not find by the
    // key.
    private static final String FIRST = POSTINGS.formatted(NEXT_LEAF, "subject_id >= ?");
    private static final String NEXT_SUBJECTS = POSTINGS.formatted(NEXT_LEAF, "subject_id > ?");
    private static final String NEXT_ROLES = POSTINGS.formatted(NEXT_LEAF, "subject_id = ? and role > ?");
    private static final String NEXT_LEAVES =
            POSTINGS.formatted(NEXT_LEAF, "subject_id = ? and role = ? and leaf_index > ?");

    private final FactReader reader;
    private final Executor ahead;

    /**
     * Reads nothing yet.
     *
     * @param ahead reads the next page while one is looked at; takes tasks that wait for the database
     */
    public ViewRows(DataSource dataSource, Executor ahead) {
        this.reader = new FactReader(dataSource);
        this.ahead = ahead;
    }

    /**
     * The rows of a table.
     *
     * @param each told of each page, on the thread that iterates: most pages may have no rows as of an early leaf. May throw
     * @throws FactStorageException from the iterator, when the database does not answer. What a generation that goes
     *     meanwhile still shows is not all of it: that it stays is the caller's business
     */
    public Iterator<ViewRow> of(ViewTable table, int generation, long leafIndex, Runnable each) {
        return new Walk(table, generation, leafIndex, each);
    }

    /** The next postings behind this one, in order; from the first on behind none. Empty at the end. */
    static List<ViewRow> postings(Connection connection, int generation, @Nullable ViewRow last) throws SQLException {
        return postings(connection, generation, last, Long.MAX_VALUE).rows();
    }

    /**
     * @param rows those that are wanted
     * @param last of all that were read; null at the end of the table
     */
    private record Read(List<ViewRow> rows, @Nullable ViewRow last) {}

    private static Read postings(Connection connection, int generation, @Nullable ViewRow after, long leafIndex)
            throws SQLException {
        Postings page = new Postings(generation, leafIndex);
        if (after == null) {
            page.read(connection, FIRST, "");
        } else {
            page.read(connection, NEXT_LEAVES, after.subjectId(), after.role(), after.leafIndex());
            page.read(connection, NEXT_ROLES, after.subjectId(), after.role());
            page.read(connection, NEXT_SUBJECTS, after.subjectId());
        }
        return new Read(page.rows, page.read < PAGE_ROWS ? null : page.last);
    }

    private static final class Postings {

        private final int generation;
        private final long leafIndex;
        private final List<ViewRow> rows = new ArrayList<>();
        private @Nullable ViewRow last;
        private int read;

        Postings(int generation, long leafIndex) {
            this.generation = generation;
            this.leafIndex = leafIndex;
        }

        void read(Connection connection, String sql, Object... after) throws SQLException {
            if (read >= PAGE_ROWS) {
                return;
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, generation);
                statement.setInt(2, generation);
                for (int i = 0; i < after.length; i++) {
                    statement.setObject(i + 3, after[i]);
                }
                statement.setInt(after.length + 3, PAGE_ROWS - read);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        add(row);
                    }
                }
            }
        }

        private void add(ResultSet row) throws SQLException {
            String subjectId = row.getString(1);
            int role = row.getInt(2);
            long leaf = row.getLong(3);
            long from = row.getLong(4);
            String knownFrom = row.wasNull() ? null : Long.toString(from);
            long known = Math.max(leaf, from);
            last = new ViewRow(
                    ViewTable.POSTINGS,
                    subjectId,
                    role,
                    leaf,
                    Arrays.asList(subjectId, Integer.toString(role), Long.toString(leaf), knownFrom, row.getString(5)));
            read++;
            if (known <= leafIndex || known >= row.getLong(6)) {
                rows.add(last);
            }
        }
    }

    private static Read facts(
            Connection connection, int generation, @Nullable ViewRow last, long leafIndex, boolean beyond)
            throws SQLException {
        List<ViewRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(beyond ? FACTS_BEYOND : FACTS_AS_OF)) {
            statement.setInt(1, generation);
            statement.setLong(2, last == null ? Long.MIN_VALUE : last.leafIndex());
            if (beyond) {
                statement.setInt(3, generation);
            } else {
                statement.setLong(3, leafIndex);
            }
            statement.setInt(4, PAGE_ROWS);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(fact(row));
                }
            }
        }
        return new Read(rows, rows.size() < PAGE_ROWS ? null : rows.get(rows.size() - 1));
    }

    private static ViewRow fact(ResultSet row) throws SQLException {
        List<@Nullable String> values = new ArrayList<>(FACT_TYPES.size());
        for (int i = 0; i < FACT_TYPES.size(); i++) {
            Object value = row.getObject(i + 1, FACT_TYPES.get(i));
            values.add(value == null ? null : value.toString());
        }
        return new ViewRow(ViewTable.FACTS, "", 0, row.getLong(1), Collections.unmodifiableList(values));
    }

    private static List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>();
        FactColumns.ALL.forEach(column -> types.add(column.type()));
        return types;
    }

    private final class Walk implements Iterator<ViewRow> {

        private final ViewTable table;
        private final int generation;
        private final long leafIndex;
        private final Runnable each;
        private boolean beyond;
        private List<ViewRow> page = List.of();
        private int at;
        private @Nullable CompletableFuture<Read> next;

        Walk(ViewTable table, int generation, long leafIndex, Runnable each) {
            this.table = table;
            this.generation = generation;
            this.leafIndex = leafIndex;
            this.each = each;
            next = readAfter(null);
        }

        private CompletableFuture<Read> readAfter(@Nullable ViewRow last) {
            boolean factsBeyond = beyond;
            return CompletableFuture.supplyAsync(
                    () -> reader.read(connection -> table == ViewTable.FACTS
                            ? facts(connection, generation, last, leafIndex, factsBeyond)
                            : postings(connection, generation, last, leafIndex)),
                    ahead);
        }

        @Override
        public boolean hasNext() {
            while (at == page.size() && next != null) {
                Read read = join(next);
                page = read.rows();
                at = 0;
                next = following(read);
                each.run();
            }
            return at < page.size();
        }

        private @Nullable CompletableFuture<Read> following(Read read) {
            if (read.last() != null) {
                return readAfter(read.last());
            }
            if (table == ViewTable.FACTS && !beyond) {
                beyond = true;
                return readAfter(null);
            }
            return null;
        }

        private static Read join(CompletableFuture<Read> read) {
            try {
                return read.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw e;
            }
        }

        @Override
        public ViewRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.get(at++);
        }
    }
}
