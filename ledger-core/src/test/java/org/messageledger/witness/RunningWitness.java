package org.messageledger.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.messageledger.checkpoint.VerifierKey;

/** A witness that runs over HTTP, is stopped, and started again at the same address over the same home. */
public final class RunningWitness implements AutoCloseable {

    private final Path home;
    private final VerifierKey log;
    private final VerifierKey key;
    private final Queue<String> reports = new ConcurrentLinkedQueue<>();
    private int port;
    private @Nullable Witness witness;
    private @Nullable WitnessServer server;

    private RunningWitness(Path home, String name, VerifierKey log) throws IOException {
        this.home = home;
        this.log = log;
        try (Witness made = open(name)) {
            key = made.key();
        }
    }

    public static RunningWitness start(Path home, String name, VerifierKey log) throws IOException {
        RunningWitness running = new RunningWitness(home, name, log);
        running.start();
        return running;
    }

    private Witness open(@Nullable String name) throws IOException {
        return Witness.open(home, name, List.of(log), Clock.systemUTC(), new SecureRandom(), reports::add);
    }

    public void start() throws IOException {
        witness = open(null);
        server = WitnessServer.start(
                witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), reports::add);
        port = server.port();
    }

    public void stop() {
        try {
            if (server != null && witness != null) {
                server.close();
                witness.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = null;
        witness = null;
    }

    public VerifierKey key() {
        return key;
    }

    /** What a policy says of it. */
    public String line(String name) {
        return "witness " + name + " " + key + " " + url() + "\n";
    }

    public String url() {
        return "http://localhost:" + port + "/";
    }

    public List<String> reports() {
        return List.copyOf(reports);
    }

    @Override
    public void close() {
        stop();
    }
}
