package org.messageledger.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.messageledger.verify.LogVerifier;

/** How far a check is; nothing where nobody looks. */
final class VerifyProgress implements LogVerifier.Progress {

    private final PrintWriter err;
    private final boolean shown;
    private @Nullable Progress bar;

    VerifyProgress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    @Override
    public void at(long leaves, long treeSize) {
        if (!shown) {
            return;
        }
        if (bar == null) {
            bar = new Progress(err, true, treeSize, System::nanoTime);
        }
        if (bar.isDue()) {
            double perSecond = leaves / Math.max(1e-3, bar.elapsed().toNanos() / 1e9);
            bar.show(leaves, String.format(Locale.ROOT, "%,d entries  %,.0f entries/s", leaves, perSecond));
        }
    }

    void end() {
        if (bar != null) {
            bar.interrupt();
        }
    }
}
