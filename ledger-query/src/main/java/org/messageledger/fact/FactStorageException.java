package org.messageledger.fact;

import java.sql.SQLException;

/** The database of facts did not answer, or holds what it must not. */
public final class FactStorageException extends RuntimeException {

    FactStorageException(String message, SQLException cause) {
        super(message + ": sqlState=" + cause.getSQLState(), cause);
    }

    FactStorageException(String message, VirtualMachineError cause) {
        super(message, cause);
    }

    FactStorageException(String message, RuntimeException cause) {
        super(message, cause);
    }

    FactStorageException(String message) {
        super(message);
    }
}
