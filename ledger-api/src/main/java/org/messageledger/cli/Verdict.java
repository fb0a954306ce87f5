package org.messageledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.messageledger.verify.LogFault;

/** Tells what a check has found, a line each, the verdict last. */
final class Verdict {

    private Verdict() {}

    /** What holds, in words. */
    interface Check {
        List<String> run() throws IOException, LogFault;
    }

    static int tell(PrintWriter out, Check check) {
        return tell(out, "verified", "NOT VERIFIED", "it could not be read", check);
    }

    static int tell(PrintWriter out, String good, String bad, String trouble, Check check) {
        try {
            check.run().forEach(line -> out.println(printable(line)));
            out.println(good);
            return 0;
        } catch (LogFault fault) {
            out.println(printable(bad + ": " + fault.getMessage()));
            return 1;
        } catch (IOException unread) {
            out.println(printable(bad + ", " + trouble + ": " + unread.getMessage()));
            return 1;
        }
    }

    /** What a log or a server says must not move the cursor. */
    static String printable(String line) {
        return line.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
