package org.messageledger.replay;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.messageledger.tree.Hash;

/** The digest of the live view as its description says, from two queries. */
final class NaiveDigest {

    private static final String FACTS = """
            select leaf_index, event_id, event, recorded_at, occurred_at, emitter, mode, message_id, thread_id, actor_id,
                   actor_kind, on_behalf_of, pool, relation, kind, purpose, ground, outcome, irregularities,
                   client_address, user_agent, category, channel, case when urgent then 'true' when not urgent then 'false' end,
                   confidentiality, care_site, patient_ids, detail
            from facts
            where generation = (select generation from fact_position where live)
              and leaf_index <= ?
            order by leaf_index
            """;

    private static final String POSTINGS = """
            select subject_id, role, leaf_index, known_from, irregularities
            from postings
            where generation = (select generation from fact_position where live)
              and leaf_index <= ?
              and coalesce(known_from, 0) <= ?
            order by subject_id, role, leaf_index
            """;

    private NaiveDigest() {}

    static Hash of(DataSource view, long leafIndex) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(rows(view, FACTS.replace("?", Long.toString(leafIndex)), 0));
            digest.update(rows(view, POSTINGS.replace("?", Long.toString(leafIndex)), 1));
            return Hash.of(digest.digest());
        } catch (SQLException | IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("no digest", e);
        }
    }

    private static byte[] rows(DataSource view, String sql, int table) throws SQLException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try (Connection connection = view.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                out.writeByte(table);
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    String value = row.getString(i);
                    out.writeByte(value == null ? 0 : 1);
                    if (value != null) {
                        byte[] text = value.getBytes(StandardCharsets.UTF_8);
                        out.writeInt(text.length);
                        out.write(text);
                    }
                }
            }
        }
        return bytes.toByteArray();
    }
}
