package org.messageledger.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.messageledger.log.StoredRows.BatchRow;
import org.messageledger.log.StoredRows.EntryRow;
import org.messageledger.log.jdbc.JdbcStoredRows;
import org.messageledger.tree.Extension;
import org.messageledger.tree.Frontier;
import org.messageledger.tree.Hash;
import org.messageledger.tree.Tile;
import org.messageledger.tree.TreeHasher;

/** What an operator can do who knows how it is made: alters entries and makes everything in the database fit again. */
final class RewrittenLog {

    private static final int ALL = 100_000;

    private final DataSource database;

    RewrittenLog(DataSource database) {
        this.database = database;
    }

    /** @param alteration of the entries, as many as there are */
    void alter(Consumer<List<byte[]>> alteration) throws SQLException {
        JdbcStoredRows rows = new JdbcStoredRows(database);
        List<byte[]> entries = new ArrayList<>();
        for (EntryRow row : rows.entries(0, Long.MAX_VALUE, ALL)) {
            entries.add(row.entry());
        }
        alteration.accept(entries);
        for (int leaf = 0; leaf < entries.size(); leaf++) {
            update("update entries set entry = ? where leaf_index = ?", entries.get(leaf), leaf);
        }
        Frontier tree = Frontier.EMPTY;
        for (BatchRow batch : rows.batches(0, Long.MAX_VALUE, ALL)) {
            List<Hash> leaves = entries.subList((int) batch.firstLeaf(), (int) batch.size()).stream()
                    .map(TreeHasher::leaf)
                    .toList();
            Extension extension = tree.extend(leaves);
            tree = extension.frontier();
            update(
                    "update batches set root = ? where first_leaf = ?",
                    tree.head().root().toBytes(),
                    batch.firstLeaf());
            for (Tile tile : extension.fullTiles()) {
                update(
                        "update tiles set hashes = ? where tile_level = ? and tile_index = ?",
                        tile.hashes(),
                        tile.level(),
                        tile.index());
            }
        }
        update(
                "update head set root = ?, right_edge = ?",
                tree.head().root().toBytes(),
                tree.edge().toBytes());
    }

    private void update(String sql, Object... values) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            int unused = update.executeUpdate();
        }
    }
}
