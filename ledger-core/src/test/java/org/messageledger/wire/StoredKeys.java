package org.messageledger.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.messageledger.seal.KeyKind;
import org.messageledger.seal.KeyStore;
import org.messageledger.seal.WrappedKey;

/** Keys that were handed out with entries, as a log would store them. */
final class StoredKeys implements KeyStore {

    private final List<WrappedKey> keys = new ArrayList<>();

    void addAll(List<WrappedKey> more) {
        keys.addAll(more);
    }

    @Override
    public Optional<WrappedKey> find(UUID keyId) {
        return keys.stream().filter(key -> key.keyId().equals(keyId)).findFirst();
    }

    @Override
    public List<WrappedKey> ofKind(KeyKind kind) {
        return keys.stream().filter(key -> key.kind() == kind).toList();
    }
}
