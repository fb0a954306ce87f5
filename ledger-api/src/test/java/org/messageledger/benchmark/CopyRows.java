package org.messageledger.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows in PostgreSQL's binary COPY format, ready to be sent. */
final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};

    private final byte[] entries;
    private final byte[] keys;

    CopyRows(Rows rows) {
        entries = written(out -> {
            for (Rows.EntryRow row : rows.entries()) {
                out.writeShort(5);
                number(out, row.leafIndex());
                id(out, row.eventId());
                text(out, row.stream());
                number(out, row.sequenceNumber());
                bytes(out, row.entry());
            }
        });
        keys = written(out -> {
            for (Rows.DataKeyRow row : rows.keys()) {
                out.writeShort(4);
                id(out, row.keyId());
                text(out, row.kind());
                text(out, row.subject());
                bytes(out, row.wrapped());
            }
        });
    }

    void copyEntries(HikariDataSource pool) throws SQLException, IOException {
        copy(pool, false);
    }

    /** In one transaction. */
    void copyEntriesAndKeys(HikariDataSource pool) throws SQLException, IOException {
        copy(pool, true);
    }

    private void copy(HikariDataSource pool, boolean keysToo) throws SQLException, IOException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            copy.copyIn(
                    "copy entries (leaf_index, event_id, stream, sequence_number, entry) from stdin (format binary)",
                    new ByteArrayInputStream(entries),
                    1 << 16);
            if (keysToo) {
                copy.copyIn(
                        "copy data_keys (key_id, kind, subject, wrapped) from stdin (format binary)",
                        new ByteArrayInputStream(keys),
                        1 << 16);
            }
            connection.commit();
        }
    }

    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
            body.write(out);
            out.writeShort(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void number(DataOutputStream out, long number) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(number);
    }

    private static void id(DataOutputStream out, UUID id) throws IOException {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            bytes(out, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
