package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of a test's own, with fsync on, that can be killed, stopped and started again at the same address,
 * also with an earlier copy of its data.
 */
final class PostgresServer implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String DATABASE = "ledger";

    private final Path data;
    private final int port;
    private final List<String> options;
    private @Nullable Process process;

    /** Makes an empty database cluster and starts it. */
    PostgresServer(Path home, String... options) throws IOException, InterruptedException, SQLException {
        this.data = home.resolve("data");
        this.port = freePort();
        this.options = List.of(options);
        Process initdb = run(
                List.of(
                        "initdb",
                        "-D",
                        data.toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "trust",
                        "-E",
                        "UTF8",
                        "--wal-segsize=1"),
                "");
        assertThat(initdb.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(initdb.exitValue()).isZero();
        start();
        execute("postgres", "create database " + DATABASE);
    }

    /** On data that is there. */
    private PostgresServer(Path data, List<String> options) throws IOException {
        this.data = data;
        this.port = freePort();
        this.options = options;
    }

    /** A hot standby of this server, which is stopped just now; not started. */
    PostgresServer standby(Path home) throws IOException {
        Path copy = Files.createDirectories(home).resolve("data");
        copyData(copy);
        Files.createFile(copy.resolve("standby.signal"));
        return new PostgresServer(
                copy, List.of("primary_conninfo=host=localhost port=" + port + " user=postgres", "hot_standby=on"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root: there it runs as nobody, in a name space of its own. */
    private Process run(List<String> arguments, String first) throws IOException {
        List<String> words = new ArrayList<>(arguments);
        words.set(0, Postgres.programs().resolve(arguments.get(0)).toString());
        String script = (first.isEmpty() ? "" : first + " && ") + "exec \"$@\"";
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of("sh", "-c", script, "sh"));
        command.addAll(words);
        Path output = data.resolveSibling("output");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    /** Returns once it answers. */
    void start() throws IOException {
        startLimited("");
    }

    /** @param limits a shell command that runs before it, as {@code ulimit -f 100} */
    void startLimited(String limits) throws IOException {
        List<String> command = new ArrayList<>(
                Arrays.asList("postgres", "-D", data.toString(), "-p", Integer.toString(port), "-k", ""));
        for (String option : new String[] {"shared_buffers=16MB", "listen_addresses=localhost", "max_connections=60"}) {
            command.addAll(List.of("-c", option));
        }
        options.forEach(option -> command.addAll(List.of("-c", option)));
        process = run(command, limits);
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    execute("postgres", "select 1");
                    return true;
                });
    }

    /** SIGKILL for the postmaster and all that it has started. */
    void kill() throws InterruptedException {
        Process postmaster = running();
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster.toHandle()));
        all.addAll(postmaster.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
        ended(postmaster);
        all.forEach(
                one -> await().atMost(BOUND).pollInterval(Duration.ofMillis(10)).until(() -> !one.isAlive()));
    }

    /** "Immediate": sessions are cut off, nothing is written any more, the next start recovers. */
    void stopImmediately() throws IOException, InterruptedException {
        signal("QUIT");
    }

    /** "Fast": sessions are cut off, what they committed is written to its place. */
    void stop() throws IOException, InterruptedException {
        signal("INT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process postmaster = running();
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(postmaster.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        ended(postmaster);
    }

    private void ended(Process postmaster) throws InterruptedException {
        assertThat(postmaster.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)).isTrue();
        process = null;
    }

    private Process running() {
        Process postmaster = process;
        if (postmaster == null) {
            throw new IllegalStateException("the server does not run");
        }
        return postmaster;
    }

    /** What a server that is stopped holds, kept as a standby would that gets no more. */
    void copyData(Path copy) throws IOException {
        copy(data, copy);
    }

    /** The address leads to that copy, as after a failover. */
    void replaceData(Path copy) throws IOException {
        Files.move(data, data.resolveSibling("data-" + System.nanoTime()));
        copy(copy, data);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    HikariDataSource pool() {
        return Pools.open(url(DATABASE), "postgres");
    }

    /** As its superuser, in the log's database. */
    void execute(String sql) throws SQLException {
        execute(DATABASE, sql);
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    @Override
    public void close() {
        if (process != null) {
            try {
                kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
