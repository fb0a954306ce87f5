package org.messageledger.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.messageledger.eventstore.Answer;
import org.messageledger.eventstore.Receipt;
import org.messageledger.log.LogSettings;

/**
 * A process of its own that records what a clinic does and moves the view, as the program does it, until it is killed. It
 * says each receipt; told to be quiet it records no more, and goes on to move the view.
 */
final class RecordingProcess {

    static final Duration CLAIM = Duration.ofSeconds(3);

    private static final int CALLERS = 3;
    private static final int MESSAGES = 300;
    private static final int SECONDS_MAX = 90;
    private static final String QUIET = "quiet.";

    private final Process process;
    private final Thread listener;
    private final CountDownLatch recorded = new CountDownLatch(1);
    private final CountDownLatch quiet = new CountDownLatch(1);

    /**
     * @param home where the keys are
     * @param skew of its clock
     * @param said where what it says goes
     */
    RecordingProcess(String url, Path home, long seed, Duration skew, Queue<String> said) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordingProcess.class.getName(),
                        url,
                        home.toString(),
                        Long.toString(seed),
                        skew.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        listener = new Thread(() -> listen(said), "listener");
        listener.start();
    }

    private void listen(Queue<String> said) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(QUIET)) {
                    quiet.countDown();
                } else if (line.endsWith(".")) { // one cut short was not said
                    said.add(line.substring(0, line.length() - 1));
                    recorded.countDown();
                }
            }
        } catch (IOException e) {
            said.add("cannot be read: " + e);
        }
    }

    /** Lets it live that long after its first receipt. */
    void letLive(Duration time) throws InterruptedException {
        assertThat(recorded.await(SECONDS_MAX, TimeUnit.SECONDS))
                .as("has recorded")
                .isTrue();
        assertThat(process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS))
                .as("went by itself")
                .isFalse();
    }

    /** Returns once it records no more. */
    void beQuiet() throws IOException, InterruptedException {
        process.getOutputStream().write('q');
        process.getOutputStream().flush();
        assertThat(quiet.await(SECONDS_MAX, TimeUnit.SECONDS)).as("is quiet").isTrue();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly(); // unlike the process' own, it leaves the pipe to be read
        assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        TimeUnit.SECONDS.timedJoin(listener, SECONDS_MAX);
        assertThat(listener.isAlive()).isFalse();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(arguments[3]));
        long seed = Long.parseLong(arguments[2]);
        try (RunningLedger ledger = new RunningLedger(
                        Databases.pool(arguments[0], "postgres"),
                        Path.of(arguments[1]),
                        LogSettings.defaults(),
                        clock);
                FactProjection projection = ledger.projection(
                        Databases.pool(arguments[0], "postgres"), FactProjection.BATCH_SIZE_DEFAULT, CLAIM)) {
            projection.start();
            CountDownLatch over = new CountDownLatch(1);
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Clinic clinic = new Clinic(seed + i, MESSAGES);
                Thread caller = new Thread(() -> record(ledger, clinic, over));
                callers.add(caller);
                caller.start();
            }
            if (System.in.read() != -1) {
                over.countDown();
                for (Thread caller : callers) {
                    caller.join();
                }
                say(QUIET);
                new CountDownLatch(1).await();
            }
        }
    }

    private static void record(RunningLedger ledger, Clinic clinic, CountDownLatch over) {
        try {
            while (over.getCount() > 0) {
                Receipt receipt = receipt(ledger.record(clinic.next()));
                if (receipt != null) {
                    say(receipt.leafIndex() + " " + receipt.eventId() + " "
                            + receipt.head().size() + " "
                            + receipt.head().root().toBase64() + " "
                            + receipt.recordedAt().toEpochMilli() + ".");
                }
            }
        } catch (RuntimeException | Error e) {
            say("fault: " + String.valueOf(e).replace('\n', ' ') + ".");
        }
    }

    private static @Nullable Receipt receipt(Answer answer) {
        if (answer instanceof Answer.Recorded recorded) {
            return recorded.receipt();
        }
        return answer instanceof Answer.Refused refused ? refused.receipt() : null;
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.print(line + "\n");
            System.out.flush();
        }
    }
}
