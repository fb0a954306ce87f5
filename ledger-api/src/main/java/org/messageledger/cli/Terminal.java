package org.messageledger.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the process's error stream is a terminal that can be drawn on. */
final class Terminal {

    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private Terminal() {}

    static boolean onStderr() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return isTerminal(Files.readSymbolicLink(STDERR));
        } catch (IOException | UnsupportedOperationException notOnLinux) {
            return hasConsole();
        }
    }

    static boolean isTerminal(Path device) {
        return device.startsWith("/dev/pts") || device.toString().startsWith("/dev/tty");
    }

    /**
     * The next best: whether input and output are a terminal. From Java 22 on there is a console without a terminal too;
     * the method that tells it is younger than Java 17.
     */
    @SuppressWarnings("SystemConsoleNull") // null is what tells before Java 22; after it, isTerminal is asked
    private static boolean hasConsole() {
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
