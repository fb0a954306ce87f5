package org.messageledger;

import org.messageledger.cli.LedgerCommands;
import org.messageledger.wiring.LedgerApplication;

/** The program: a command of the command line, or, without one, the server. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        if (LedgerCommands.names(args)) {
            System.exit(LedgerCommands.run(args));
        }
        LedgerApplication.start(args);
    }
}
