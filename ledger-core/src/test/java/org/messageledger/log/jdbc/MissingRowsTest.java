package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.messageledger.log.Drafts;
import org.messageledger.log.LogSettings;
import org.messageledger.log.StorageException;

/** What somebody has taken out of the database is missed, and never passed over. */
class MissingRowsTest extends LogContract {

    @Test
    void readsOverNoMissingLeaf() throws SQLException {
        appendMany(5);
        remove("entries", "leaf_index = 2");

        assertThat(log.read(0, 2)).hasSize(2);
        assertThat(log.read(3, 10)).hasSize(2);
        assertThatThrownBy(() -> log.read(0, 10)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> log.read(2, 1)).isInstanceOf(StorageException.class);
    }

    @Test
    void missesTheLastLeaf() throws SQLException {
        appendMany(5);
        remove("entries", "leaf_index = 4");

        assertThat(log.read(3, 10)).hasSize(1);
        assertThatThrownBy(() -> log.read(4, 10)).isInstanceOf(StorageException.class);
        assertThat(log.read(5, 10)).isEmpty();
    }

    @Test
    void readsOverNoMissingEventOfAStream() throws SQLException {
        for (int i = 0; i < 3; i++) {
            appended(Drafts.next("stream", i));
        }
        remove("entries", "leaf_index = 1");

        assertThat(log.readStream("stream", 2)).hasSize(1);
        assertThatThrownBy(() -> log.readStream("stream", 0)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> log.readStream("stream", 1)).isInstanceOf(StorageException.class);
    }

    @Test
    void givesNoLeafTheReceiptOfAnotherBatch() throws SQLException {
        appended(Drafts.alone());
        appended(Drafts.alone());
        appended(Drafts.alone());
        remove("batches", "first_leaf = 1");

        assertThat(log.batchOf(0).size()).isEqualTo(1);
        assertThat(log.batchOf(2).size()).isEqualTo(3);
        assertThatThrownBy(() -> log.batchOf(1)).isInstanceOf(StorageException.class);
    }

    @Test
    void refusesToOpenAnEarlierHeadThanTheLastEntrys() throws SQLException {
        appended(Drafts.alone());
        execute("create table earlier as select * from head");
        appended(Drafts.alone());
        log.close();
        execute("update head set size = 1, root = (select root from earlier), right_edge = (select right_edge from"
                + " earlier)");

        assertThatThrownBy(() -> open(LogSettings.defaults()))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("beyond the head");
    }

    private void remove(String table, String where) throws SQLException {
        String trigger = "drop trigger " + table + "_append_only";
        execute(on == LogDatabase.H2 ? trigger : trigger + " on " + table);
        execute("delete from " + table + " where " + where);
    }
}
