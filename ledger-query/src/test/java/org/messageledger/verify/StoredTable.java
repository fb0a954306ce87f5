package org.messageledger.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;

/** A table as its owner sees it: its rows are changed by a byte, and put back. */
final class StoredTable {

    private final DataSource database;
    final String name;
    private final Set<String> unchecked;
    private final List<String> key;
    private final List<Map<String, Object>> rows;

    /**
     * Reads it all.
     *
     * @param unchecked columns that are not changed
     */
    StoredTable(DataSource database, String name, List<String> key, Set<String> unchecked) throws SQLException {
        this.database = database;
        this.name = name;
        this.key = key;
        this.unchecked = unchecked;
        this.rows = read();
    }

    /** One column of one row. */
    record Change(StoredTable table, Map<String, Object> row, String column, Object value) {

        @Override
        public String toString() {
            return table.name + "." + column + " of "
                    + table.key.stream().map(row::get).toList();
        }

        void make() throws SQLException {
            int changed = table.update(row, column, value);
            if (changed != 1) {
                throw new IllegalStateException("rows changed: " + changed + " by " + this);
            }
        }

        Object leaf() {
            return Objects.requireNonNull(row.get("leaf_index"));
        }

        void undo() throws SQLException {
            Map<String, Object> changed = new LinkedHashMap<>(row);
            changed.put(column, value);
            Object old = Objects.requireNonNull(row.get(column));
            if (table.update(changed, column, old) == 0) {
                table.insert(row); // a row that belongs to nothing may have been removed
            }
        }
    }

    private List<Map<String, Object>> read() throws SQLException {
        List<Map<String, Object>> all = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + name)) {
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    Object value = result.getObject(i);
                    if (value != null) {
                        row.put(result.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT), value);
                    }
                }
                all.add(row);
            }
        }
        return all;
    }

    int size() {
        return rows.size();
    }

    /** Any byte of any value of any row. */
    Change any(Random random) {
        Map<String, Object> row = rows.get(random.nextInt(rows.size()));
        List<String> columns = row.keySet().stream()
                .filter(column -> !unchecked.contains(column) && !"".equals(row.get(column)))
                .toList();
        String column = columns.get(random.nextInt(columns.size()));
        return new Change(this, row, column, ByteChange.of(Objects.requireNonNull(row.get(column)), random));
    }

    private int update(Map<String, Object> row, String column, Object value) throws SQLException {
        String sql = "update " + name + " set " + column + " = ? where "
                + String.join(" and ", key.stream().map(part -> part + " = ?").toList());
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, value);
            for (int i = 0; i < key.size(); i++) {
                update.setObject(i + 2, row.get(key.get(i)));
            }
            return update.executeUpdate();
        }
    }

    private void insert(Map<String, Object> row) throws SQLException {
        String sql = "insert into " + name + " (" + String.join(", ", row.keySet()) + ") values ("
                + String.join(", ", row.keySet().stream().map(column -> "?").toList()) + ")";
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            int place = 0;
            for (Object value : row.values()) {
                insert.setObject(++place, value);
            }
            insert.executeUpdate();
        }
    }
}
