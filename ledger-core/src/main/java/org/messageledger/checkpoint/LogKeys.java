package org.messageledger.checkpoint;

import java.io.IOException;
import java.util.List;

/** The private keys that a process has. */
@FunctionalInterface
public interface LogKeys {

    /** Name of the file, in a ledger's folder of keys, that holds the key which is to follow the log's own. */
    String NEXT_FILE = "log.next.pem";

    /**
     * Those that belong to these.
     *
     * @param due all under one name
     * @return in the same order
     * @throws MissingKeyException when one is not there; its words say what to do
     * @throws IOException when a key cannot be read
     */
    List<LogKey> of(List<VerifierKey> due) throws IOException, MissingKeyException;

    /** Of a process that has this one alone. */
    static LogKeys only(LogKey key) {
        return due -> {
            for (VerifierKey wanted : due) {
                if (!key.verifier(wanted.name()).equals(wanted)) {
                    throw new MissingKeyException(wanted + " is not the key of this process");
                }
            }
            return List.of(key);
        };
    }
}
