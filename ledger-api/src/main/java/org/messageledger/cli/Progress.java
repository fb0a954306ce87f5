package org.messageledger.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a long command is: on a terminal one line that is written over, else a line every few seconds, so that a log file
 * stays readable. An import's share goes by the bytes of the lines that were answered.
 */
final class Progress {

    private static final Duration TERMINAL_PAUSE = Duration.ofMillis(200);
    private static final Duration LOG_PAUSE = Duration.ofSeconds(5);
    private static final int BAR_CELLS = 20;
    private static final String LINE_START_AND_CLEAR = "\r\u001b[K";
    // The terminal itself cuts the line at its width, whatever becomes of its window: no line ever wraps.
    private static final String WRAP_OFF = "\u001b[?7l";
    private static final String WRAP_ON = "\u001b[?7h";

    private final PrintWriter err;
    private final boolean terminal;
    private final long total;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private long shownNanos;
    private boolean lineOpen;

    /**
     * @param terminal whether {@code err} is one
     * @param total the whole of what {@link #show} counts; more than 0
     */
    Progress(PrintWriter err, boolean terminal, long total, LongSupplier nanoClock) {
        this.err = err;
        this.terminal = terminal;
        this.total = total;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.shownNanos = startNanos;
    }

    Duration elapsed() {
        return Duration.ofNanos(nanoClock.getAsLong() - startNanos);
    }

    /** Whether it is time to {@link #show} again. */
    boolean isDue() {
        return nanoClock.getAsLong() - shownNanos >= (terminal ? TERMINAL_PAUSE : LOG_PAUSE).toNanos();
    }

    /** @param bytes of text, of the lines that are answered */
    void show(long bytes, long lines, long refused, long rejected) {
        double seconds = elapsed().toNanos() / 1e9;
        show(
                bytes,
                String.format(
                        Locale.ROOT,
                        "%,d lines  %,.0f lines/s  %,d refused  %,d rejected",
                        lines,
                        lines / seconds,
                        refused,
                        rejected));
    }

    /**
     * The same of anything that is counted.
     *
     * @param done of the total
     * @param what stands behind share and time
     */
    void show(long done, String what) {
        shownNanos = nanoClock.getAsLong();
        double share = Math.min(1.0, (double) done / total);
        double seconds = (shownNanos - startNanos) / 1e9;
        String left = seconds < 3 ? "-:-- left" : "about " + clock(Math.round(seconds * (1 - share) / share)) + " left";
        String counts = left + "  " + what;
        int percent = (int) (100 * share);
        if (terminal) {
            err.print(String.format(
                    Locale.ROOT,
                    "%s%s%3d %% [%s] %s %s",
                    LINE_START_AND_CLEAR,
                    WRAP_OFF,
                    percent,
                    bar(share),
                    counts,
                    WRAP_ON));
            err.flush();
            lineOpen = true;
        } else {
            err.println(String.format(Locale.ROOT, "%3d %%  %s", percent, counts));
        }
    }

    /** Before anything else is written to the terminal. */
    void interrupt() {
        if (lineOpen) {
            err.print(LINE_START_AND_CLEAR);
            err.flush();
            lineOpen = false;
        }
    }

    private static String bar(double share) {
        int full = (int) (BAR_CELLS * share);
        return "=".repeat(full) + " ".repeat(BAR_CELLS - full);
    }

    private static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
