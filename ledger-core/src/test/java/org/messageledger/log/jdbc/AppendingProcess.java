package org.messageledger.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.messageledger.log.AppendOutcome;
import org.messageledger.log.FaultyStore;
import org.messageledger.log.GroupCommitLog;
import org.messageledger.log.Log;
import org.messageledger.log.LogSettings;
import org.messageledger.log.Settings;

/** A process of its own that appends until it is killed, or told to end, and tells a witness what it does and is told. */
final class AppendingProcess {

    /** By how much a process is wrong about the database's clock. */
    static final String SKEW = "ledger.skew";

    /** How long its callers wait for an answer at most, in milliseconds. */
    static final String DEADLINE = "ledger.deadlineMillis";

    private static final int STARTS_WITHIN_SECONDS = 60;
    private static final int ENDS_WITHIN_SECONDS = 60;

    private final Process process;
    private final Thread listener;
    private final CountDownLatch acknowledged = new CountDownLatch(1);

    private AppendingProcess(Process process, Witness witness) {
        this.process = process;
        this.listener = new Thread(() -> listen(new HearingFirst(witness, acknowledged)), "listener");
        listener.start();
    }

    /** @param javaOptions of the process, as {@code -Xmx64m} */
    static AppendingProcess start(
            HikariDataSource database, int callers, long seed, Witness witness, String... javaOptions) {
        return start(List.of(), AppendingProcess.class, database, callers, seed, witness, javaOptions);
    }

    /**
     * @param prefix of the command that starts it, as {@code nice}
     * @param program takes the arguments of {@link #main} and says {@link Lines} until its input ends
     */
    static AppendingProcess start(
            List<String> prefix,
            Class<?> program,
            HikariDataSource database,
            int callers,
            long seed,
            Witness witness,
            String... javaOptions) {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It lives for a second or so.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(Arrays.asList(javaOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(
                List.of(database.getJdbcUrl(), database.getUsername(), Integer.toString(callers), Long.toString(seed)));
        try {
            return new AppendingProcess(
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start(),
                    witness);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(Witness witness) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!Lines.tell(line, witness)) {
                    return;
                }
            }
        } catch (IOException e) {
            witness.fault("what a process said cannot be read: " + e);
        }
    }

    /** Lets it live that long after its first acknowledgement. */
    void letLive(Duration time) throws InterruptedException {
        assertThat(acknowledged.await(STARTS_WITHIN_SECONDS, TimeUnit.SECONDS))
                .as("process has acknowledged")
                .isTrue();
        assertThat(process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS))
                .as("process went by itself")
                .isFalse();
    }

    /** SIGKILL. What it said before it died was said. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // unlike the process' own, it leaves the pipe to be read
        awaitEnd();
    }

    /** Ends it in peace: who waits for an answer gets it. */
    void end() throws InterruptedException, IOException {
        process.getOutputStream().close();
        awaitEnd();
        assertThat(process.exitValue()).isZero();
    }

    private void awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)).isTrue();
        TimeUnit.SECONDS.timedJoin(listener, ENDS_WITHIN_SECONDS);
        assertThat(listener.isAlive()).isFalse();
    }

    /** Takes URL and user of the database, number of callers, seed. */
    public static void main(String[] arguments) throws IOException {
        LogSettings settings = Settings.impatient(
                Long.getLong(DEADLINE, LogSettings.defaults().appendDeadline().toMillis()));
        HikariDataSource pool = Pools.open(arguments[0], arguments[1]);
        Duration skew = Duration.parse(System.getProperty(SKEW, "PT0S"));
        FaultyStore skewed = new FaultyStore(new JdbcLogStore(pool, true));
        skewed.at("now", call -> ((Instant) Objects.requireNonNull(call.proceed())).plus(skew));
        Log log = new GroupCommitLog(skewed.store(), settings);
        Load load = new Load(
                log,
                new Lines(System.out),
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]),
                settings.appendDeadline().plusSeconds(20));
        while (System.in.read() != -1) {
            // Until whoever started it says no more, or is no more.
        }
        load.stop();
        log.close();
        pool.close();
    }

    /** Notices the first acknowledgement on its way to a witness. */
    private record HearingFirst(Witness witness, CountDownLatch acknowledged) implements Witness {

        @Override
        public void tries(Attempt attempt) {
            witness.tries(attempt);
        }

        @Override
        public void told(Attempt attempt, AppendOutcome outcome) {
            witness.told(attempt, outcome);
            if (outcome instanceof AppendOutcome.Appended) {
                acknowledged.countDown();
            }
        }

        @Override
        public void found(Attempt attempt, boolean there) {
            witness.found(attempt, there);
        }

        @Override
        public void fault(String what) {
            witness.fault(what);
        }
    }
}
