package org.messageledger.seal;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where wrapped keys are read; they are written by the append that first uses them. */
public interface KeyStore {

    Optional<WrappedKey> find(UUID keyId);

    /** All keys of the kind, oldest first. Not for {@link KeyKind#CONTENT}, which has no bound. */
    List<WrappedKey> ofKind(KeyKind kind);
}
