package org.messageledger.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole program in a process of its own, with its own heap and environment. */
public final class ChildLedger extends CalledLedger {

    private static final Pattern SERVES = Pattern.compile("serves http://localhost:(\\d+)");

    private final Process process;
    private final int port;

    private ChildLedger(Process process, Path home, int port) {
        super(home);
        this.process = process;
        this.port = port;
    }

    public static ChildLedger start(Path home, Map<String, String> environment, String... jvmOptions)
            throws IOException {
        ProcessBuilder builder = program(List.of(jvmOptions), List.of("--server.port=0", "--ledger.home=" + home));
        builder.environment().putAll(environment);
        Process process = builder.start();
        StringBuilder said = new StringBuilder();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher serves = SERVES.matcher(line);
            if (serves.find()) {
                passOver(output);
                return new ChildLedger(process, home, Integer.parseInt(serves.group(1)));
            }
        }
        throw new IllegalStateException("the program ended: " + said);
    }

    /** Else the program would wait, some day, for somebody who reads what it says. */
    private static void passOver(BufferedReader output) {
        Thread reader = new Thread(() -> {
            try {
                output.transferTo(Writer.nullWriter());
            } catch (IOException e) {
                return; // the program has ended
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    /** What the program says when it does not start. */
    static String refusedStart(Map<String, String> environment, String... settings) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        arguments.addAll(List.of(settings));
        ProcessBuilder builder = program(List.of(), arguments);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() == 0) {
                throw new IllegalStateException("the program should have failed: " + said);
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder program(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.messageledger.Main"));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
