package org.messageledger.verify;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.messageledger.log.KeyRow;
import org.messageledger.log.StoredRows;
import org.messageledger.seal.DataKey;
import org.messageledger.seal.KeyKind;
import org.messageledger.seal.Keyring;
import org.messageledger.seal.SealedField;
import org.messageledger.seal.WrappedKey;
import org.messageledger.verify.EntryRows.ReadRow;
import org.messageledger.wire.EntryReader.WithSealed;
import org.messageledger.wire.SealedValue;
import org.messageledger.wire.StoredEvent;

/**
 * Wrapped data keys, which no hash covers: each is unwrapped, and opens what was sealed with it, which only the right one
 * does. A key that is gone was destroyed, or taken away.
 */
final class KeyRows {

    static final String TABLE = "data_keys";

    private final StoredRows rows;
    private final Keyring keyring;
    private final Findings findings;
    private long contentKeys;

    KeyRows(StoredRows rows, Keyring keyring, Findings findings) {
        this.rows = rows;
        this.keyring = keyring;
        this.findings = findings;
    }

    /** The ledger's own keys: without them nothing that comes can be sealed, nor a repeated command be told. */
    void checkOwn() {
        for (KeyKind kind : List.of(KeyKind.RECORD, KeyKind.FOUNDING)) {
            List<KeyRow> keys = rows.keysOfKinds(Set.of(kind.name()));
            if (keys.isEmpty()) {
                findings.add(TABLE, null, "the ledger's own keys", "the " + kind + " key is missing");
            }
            for (KeyRow key : keys) {
                try {
                    DataKey unused = unwrap(key);
                } catch (GeneralSecurityException e) {
                    altered(key.keyId(), null, e);
                }
            }
        }
    }

    /** The keys that these entries need. */
    void check(List<ReadRow> page) {
        Set<UUID> needed = new HashSet<>();
        for (ReadRow row : page) {
            row.sealed().forEach(value -> needed.add(value.key()));
        }
        Map<UUID, KeyRow> stored = new HashMap<>();
        rows.keys(needed).forEach(key -> stored.put(key.keyId(), key));
        Map<UUID, DataKey> opened = new HashMap<>();
        Set<UUID> told = new HashSet<>();
        for (ReadRow row : page) {
            WithSealed entry = row.entry();
            if (entry != null) {
                check(row.leafIndex(), entry, stored, opened, told);
            }
        }
    }

    private void check(
            long leaf, WithSealed entry, Map<UUID, KeyRow> stored, Map<UUID, DataKey> opened, Set<UUID> told) {
        StoredEvent event = entry.event();
        for (SealedValue value : entry.sealed()) {
            KeyRow row = stored.get(value.key());
            if (row == null) {
                if (told.add(value.key())) {
                    findings.add(TABLE, leaf, "key " + value.key(), "is missing; leaf " + leaf + " needs it");
                }
                continue;
            }
            try {
                DataKey key = opened.get(value.key());
                if (key == null) {
                    key = unwrap(row);
                    opened.put(value.key(), key);
                    contentKeys += key.kind() == KeyKind.CONTENT ? 1 : 0;
                }
                requirePlace(value, key, event);
                if (value.box() != null) {
                    String unused = keyring.open(
                            key,
                            new SealedField(event.stream(), event.eventId(), value.pointer()),
                            Base64.getDecoder().decode(value.box()));
                }
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                if (told.add(value.key())) {
                    altered(value.key(), leaf, e);
                }
            }
        }
    }

    private static void requirePlace(SealedValue value, DataKey key, StoredEvent event)
            throws GeneralSecurityException {
        boolean content = key.kind() == KeyKind.CONTENT;
        if (content ? value.isInMetadata() || !event.stream().equals(key.subject()) : key.kind() != KeyKind.RECORD) {
            throw new GeneralSecurityException("it is of kind " + key.kind() + ", for " + key.subject()
                    + ", and stands at " + value.pointer() + " in the stream " + event.stream());
        }
    }

    private DataKey unwrap(KeyRow row) throws GeneralSecurityException {
        KeyKind kind;
        try {
            kind = KeyKind.valueOf(row.kind());
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("there is no such kind of key: " + row.kind(), e);
        }
        return keyring.unwrap(new WrappedKey(row.keyId(), kind, row.subject(), row.wrapped()));
    }

    private void altered(UUID key, @Nullable Long leaf, Exception why) {
        findings.add(
                TABLE,
                leaf,
                "key " + key,
                "does not open what it sealed; key or text were changed, or the wrapping key is another: "
                        + why.getMessage());
    }

    /** @param stored content keys, as many as there are */
    void end(long stored) {
        if (stored > contentKeys && findings.counts().getOrDefault(TABLE, 0L) == 0) {
            findings.add(TABLE, null, "all keys", (stored - contentKeys) + " more are stored than entries name");
        }
    }
}
