package org.messageledger.log;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that keeps ever larger heads until it is killed, and says the size of each that is kept. */
final class KeepingProcess {

    private KeepingProcess() {}

    public static void main(String[] arguments) throws IOException {
        AcknowledgedHead acknowledged = new AcknowledgedHead(Path.of(arguments[0]));
        for (long size = Long.parseLong(arguments[1]); size < 1_000_000; size++) {
            acknowledged.keep(AcknowledgedHeadTest.head(size));
            System.out.println(size);
            System.out.flush();
        }
    }
}
