package org.messageledger.log.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.messageledger.checkpoint.Cosignature;
import org.messageledger.checkpoint.CosignatureStore;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.SignedNote;

/**
 * Cosignatures beside the checkpoints that they are of. On H2 one is durable with the next batch of the log only: what a
 * power cut takes, the witness gives again.
 */
public final class JdbcCosignatureStore implements CosignatureStore {

    private static final String NOTES =
            "select c.size, c.note, s.line from checkpoints c join cosignatures s on s.size ="
                    + " c.size where c.size in (%s) order by c.size desc, s.witness";
    private static final String THIS = NOTES.formatted("?");
    private static final String NEWEST = NOTES.formatted("select size from cosignatures group by size"
            + " having count(*) >= ? order by size desc fetch first ? rows only");
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource dataSource;

    public JdbcCosignatureStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public void add(long size, Cosignature cosignature) throws IOException {
        String sql = "insert into cosignatures (size, witness, line) values (?, ?, ?)";
        try (LentConnection lent = LentConnection.forAsking(dataSource);
                PreparedStatement insert = lent.get().prepareStatement(sql)) {
            insert.setLong(1, size);
            insert.setString(2, cosignature.witness().toString());
            insert.setBytes(3, cosignature.signature().toString().getBytes(StandardCharsets.UTF_8));
            insert.executeUpdate();
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new IOException("a cosignature cannot be stored", e);
            }
        }
    }

    @Override
    public Optional<SignedNote> find(long size) throws IOException {
        return notes(THIS, size).stream().findFirst();
    }

    @Override
    public List<SignedNote> newest(int witnessesMin, int countMax) throws IOException {
        return notes(NEWEST, witnessesMin, countMax);
    }

    private List<SignedNote> notes(String sql, long... arguments) throws IOException {
        Map<Long, ByteArrayOutputStream> notes = new LinkedHashMap<>();
        try (LentConnection lent = LentConnection.forReading(dataSource);
                PreparedStatement select = lent.get().prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                select.setLong(i + 1, arguments[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long size = rows.getLong(1);
                    ByteArrayOutputStream note = notes.get(size);
                    if (note == null) {
                        note = new ByteArrayOutputStream();
                        note.write(rows.getBytes(2));
                        notes.put(size, note);
                    }
                    note.write(rows.getBytes(3));
                }
            }
        } catch (SQLException e) {
            throw new IOException("the cosignatures cannot be read", e);
        }
        List<SignedNote> parsed = new ArrayList<>();
        for (ByteArrayOutputStream note : notes.values()) {
            try {
                parsed.add(SignedNote.parse(note.toByteArray()));
            } catch (MalformedException e) {
                throw new IOException("a checkpoint in the database, or a cosignature of it, is damaged", e);
            }
        }
        return parsed;
    }
}
