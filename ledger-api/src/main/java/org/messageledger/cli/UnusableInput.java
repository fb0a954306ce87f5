package org.messageledger.cli;

import java.io.IOException;

/** What this machine's side of an import lacks, as a sentence for the person that started it. Nothing has been sent. */
final class UnusableInput extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableInput(String message) {
        super(message);
    }

    UnusableInput(String message, Throwable cause) {
        super(message, cause);
    }
}
