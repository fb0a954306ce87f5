package org.messageledger.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Locale;

/**
 * How far an import is: on a terminal one line that is written over, else a line every few seconds, so that a log file
 * stays readable. What share is done goes by the file's bytes, because nobody knows its lines beforehand.
 */
final class Progress {

    private static final long TERMINAL_NANOS = Duration.ofMillis(200).toNanos();
    private static final long LOG_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String LINE_START_AND_CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private final long totalBytes;
    private final long startNanos = System.nanoTime();
    private long shownNanos = startNanos;
    private boolean lineOpen;

    Progress(PrintWriter err, boolean terminal, long totalBytes) {
        this.err = err;
        this.terminal = terminal;
        this.totalBytes = totalBytes;
    }

    void at(long fileBytes, long lines) {
        long now = System.nanoTime();
        if (now - shownNanos < (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
            return;
        }
        shownNanos = now;
        String text = text(fileBytes, lines, now);
        if (terminal) {
            err.print(LINE_START_AND_CLEAR + text);
            err.flush();
            lineOpen = true;
        } else {
            err.println(text);
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

    private String text(long fileBytes, long lines, long now) {
        double seconds = (now - startNanos) / 1e9;
        long percent = totalBytes == 0 ? 100 : Math.min(100, 100 * fileBytes / totalBytes);
        return String.format(Locale.ROOT, "%3d %%  %,d lines  %,.0f lines/s", percent, lines, lines / seconds);
    }

    /** From Java 22 on there is a console without a terminal too; the method that tells it is younger than Java 17. */
    @SuppressWarnings("SystemConsoleNull") // null is what tells before Java 22; after it, isTerminal is asked
    static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
