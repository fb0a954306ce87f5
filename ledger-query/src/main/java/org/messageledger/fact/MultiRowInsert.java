package org.messageledger.fact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Inserts many rows with few statements, each of the same length as far as it goes, so that it is prepared once. */
final class MultiRowInsert {

    private static final int ROWS_MAX = 100;

    /** Binds one row from parameter {@code first} on. */
    interface Binder<T> {
        void bind(PreparedStatement statement, int first, T row) throws SQLException;
    }

    private MultiRowInsert() {}

    static <T> void insert(Connection connection, String table, List<String> columns, List<T> rows, Binder<T> binder)
            throws SQLException {
        for (int from = 0; from < rows.size(); from += ROWS_MAX) {
            List<T> some = rows.subList(from, Math.min(rows.size(), from + ROWS_MAX));
            try (PreparedStatement statement = connection.prepareStatement(sql(table, columns, some.size()))) {
                for (int i = 0; i < some.size(); i++) {
                    binder.bind(statement, 1 + i * columns.size(), some.get(i));
                }
                statement.executeUpdate();
            }
        }
    }

    private static String sql(String table, List<String> columns, int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        return "insert into " + table + " (" + String.join(", ", columns) + ") values "
                + String.join(", ", Collections.nCopies(rows, row));
    }
}
