package org.messageledger.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.messageledger.checkpoint.MalformedException;
import org.messageledger.checkpoint.VerifierKey;

/** {@code witness} in a process of its own. */
final class WitnessProcess implements AutoCloseable {

    private static final Pattern LISTENS = Pattern.compile(".* listens on (http://\\S+/)");
    private static final Pattern KEY = Pattern.compile(".* key: (\\S+)");

    private final Process process;
    private final URI address;
    private final VerifierKey key;

    private WitnessProcess(Process process) throws IOException, MalformedException {
        this.process = process;
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.address = URI.create(read(LISTENS, said.readLine()));
        this.key = VerifierKey.parse(read(KEY, said.readLine()));
    }

    /** @param port 0 for any */
    static WitnessProcess start(Path home, int port, VerifierKey log, String... jvmOptions) throws Exception {
        return start(home, port, List.of(log), jvmOptions);
    }

    /** @param port 0 for any */
    static WitnessProcess start(Path home, int port, List<VerifierKey> logs, String... jvmOptions) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.messageledger.Main", "witness"));
        command.addAll(List.of("--home", home.toString(), "--port", Integer.toString(port)));
        logs.forEach(log -> command.addAll(List.of("--log", log.toString())));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return new WitnessProcess(process);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static String read(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(Objects.requireNonNull(line, "the process has ended"));
        if (!matcher.matches()) {
            throw new IllegalStateException("the process says something else: " + line);
        }
        return matcher.group(1);
    }

    URI address() {
        return address;
    }

    VerifierKey key() {
        return key;
    }

    /** What a policy says of it. */
    String line(String name) {
        return "witness " + name + " " + key + " " + address + "\n";
    }

    /** SIGTERM; whether it ended within a while. */
    boolean end() throws InterruptedException {
        process.destroy();
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
