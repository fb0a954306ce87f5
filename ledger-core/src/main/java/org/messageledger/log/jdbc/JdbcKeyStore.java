package org.messageledger.log.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.messageledger.seal.KeyKind;
import org.messageledger.seal.KeyStore;
import org.messageledger.seal.WrappedKey;

/** Reads the wrapped keys that appends have stored. */
public final class JdbcKeyStore implements KeyStore {

    private static final String KEY = "select key_id, kind, subject, wrapped from data_keys ";

    private final Readers readers;

    public JdbcKeyStore(DataSource dataSource) {
        this.readers = new Readers(dataSource);
    }

    @Override
    public Optional<WrappedKey> find(UUID keyId) {
        return keys(KEY + "where key_id = ?", keyId).stream().findFirst();
    }

    @Override
    public List<WrappedKey> ofKind(KeyKind kind) {
        if (kind == KeyKind.CONTENT) {
            throw new IllegalArgumentException("content keys have no bound: find one by its id");
        }
        return keys(KEY + "where kind = ? order by made", kind.name());
    }

    private List<WrappedKey> keys(String sql, Object argument) {
        return readers.ask(connection -> {
            List<WrappedKey> keys = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, argument);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        keys.add(new WrappedKey(
                                row.getObject(1, UUID.class),
                                KeyKind.valueOf(row.getString(2)),
                                row.getString(3),
                                row.getBytes(4)));
                    }
                }
            }
            return keys;
        });
    }
}
