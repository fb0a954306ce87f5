package org.messageledger.fact;

import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Inserts many rows with few statements, a column as one array: the statement is the same however many rows there are, so
 * that it is prepared once, and the database has no parameter for each value.
 */
final class MultiRowInsert<T> {

    /** Keeps a statement's arrays bounded. */
    private static final int ROWS_MAX = 4_000;

    private final List<Column<T>> columns;
    private final String fromTable;
    private final String inStep;

    /**
     * @param sqlType of an element
     * @param type what the driver wants of an element: an array of this very type it sends as it is, not as text
     */
    record Column<T>(String name, String sqlType, Class<?> type, Value<T> value) {}

    interface Value<T> {
        @Nullable
        Object of(T row);
    }

    MultiRowInsert(String table, List<Column<T>> columns) {
        this.columns = columns;
        String into = "insert into " + table + " (generation, "
                + columns.stream().map(Column::name).collect(Collectors.joining(", "))
                + ") select cast(? as integer), ";
        List<String> arrays = columns.stream()
                .map(column -> "cast(? as " + column.sqlType() + " array)")
                .toList();
        fromTable = into + "added.* from unnest(" + String.join(", ", arrays) + ") as added";
        inStep = into + arrays.stream().map(array -> "unnest(" + array + ")").collect(Collectors.joining(", "));
    }

    /**
     * As a table PostgreSQL would first store each column of it; in the list of results it goes through all arrays in step.
     * H2 knows only the table.
     */
    private String sql(Connection connection) throws SQLException {
        return FactTransactions.isPostgres(connection) ? inStep : fromTable;
    }

    void insert(Connection connection, int generation, List<T> rows) throws SQLException {
        String sql = sql(connection);
        for (int from = 0; from < rows.size(); from += ROWS_MAX) {
            List<T> some = rows.subList(from, Math.min(rows.size(), from + ROWS_MAX));
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setInt(1, generation);
                for (int i = 0; i < columns.size(); i++) {
                    set(connection, statement, i + 2, columns.get(i), some);
                }
                statement.executeUpdate();
            }
        }
    }

    private static <T> void set(
            Connection connection, PreparedStatement statement, int at, Column<T> column, List<T> rows)
            throws SQLException {
        @Nullable Object[] values = (Object[]) Array.newInstance(column.type(), rows.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = column.value().of(rows.get(i));
        }
        statement.setArray(at, connection.createArrayOf(column.sqlType(), values));
    }
}
