package org.messageledger.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, on the class path of this one. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(90);

    private final Process process;
    private final Path home;
    final int port;

    /** Returns when it answers. */
    ServerProcess(Class<?> main, Path home, String... settings) throws IOException, InterruptedException {
        this.home = Files.createDirectories(home).toAbsolutePath();
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1g",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--server.port=" + port,
                "--management.endpoint.health.validate-group-membership=false"));
        command.addAll(Arrays.asList(settings));
        Path log = this.home.resolve("server.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("LEDGER_HOME", this.home.toString());
        process = builder.start();
        long giveUpAt = System.nanoTime() + START_MAX.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - giveUpAt > 0) {
                process.destroyForcibly();
                throw new IllegalStateException("the server does not start: " + Files.readString(log));
            }
        }
    }

    private boolean answers() throws InterruptedException {
        try (HttpCaller caller = new HttpCaller(port)) {
            return caller.post("/", "", "application/json", new byte[0]).status() > 0;
        } catch (IOException e) {
            return process.waitFor(100, TimeUnit.MILLISECONDS) && process.isAlive();
        }
    }

    /** The {@code Authorization} of the user that records. */
    String emitter() throws IOException {
        String password =
                Files.readString(home.resolve("passwords").resolve("emitter")).strip();
        return "Basic " + Base64.getEncoder().encodeToString(("emitter:" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
