package org.messageledger.cli;

import java.io.IOException;

/** Why an import cannot go on, as a sentence for the person that started it. */
final class ImportFailure extends IOException {

    private static final long serialVersionUID = 1L;

    ImportFailure(String message) {
        super(message);
    }

    ImportFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
