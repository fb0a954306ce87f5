package org.messageledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    private final AtomicLong nanos = new AtomicLong(7);
    private final StringWriter err = new StringWriter();

    private Progress progress(boolean terminal) {
        return new Progress(new PrintWriter(err, true), terminal, 4_000, nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void tellsShareRateWhatIsLeftAndWhatWasRefused() {
        Progress progress = progress(false);
        pass(Duration.ofSeconds(10));
        progress.show(1_000, 2_500, 12, 3);
        assertThat(err.toString())
                .isEqualTo(" 25 %  about 0:30 left  2,500 lines  250 lines/s  12 refused  3 rejected\n");
    }

    @Test
    void isDueEveryFiveSecondsInALogAndFiveTimesASecondOnATerminal() {
        Progress log = progress(false);
        Progress terminal = progress(true);
        assertThat(terminal.isDue()).isFalse();
        pass(Duration.ofMillis(200));
        assertThat(terminal.isDue()).isTrue();
        terminal.show(1, 1, 0, 0);
        assertThat(terminal.isDue()).isFalse();
        pass(Duration.ofMillis(4_799));
        assertThat(log.isDue()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(log.isDue()).isTrue();
    }

    @Test
    void writesOverItsLineOnATerminalAndLeavesNoTrace() {
        Progress progress = progress(true);
        pass(Duration.ofSeconds(4));
        progress.show(2_000, 200, 0, 0);
        progress.show(4_000, 400, 0, 0);
        progress.interrupt();
        progress.interrupt();
        assertThat(err.toString())
                .doesNotContain("\n")
                .isEqualTo("\r\u001b[K\u001b[?7l 50 % [==========          ] about 0:04 left  200 lines  50 lines/s"
                        + "  0 refused  0 rejected \u001b[?7h"
                        + "\r\u001b[K\u001b[?7l100 % [====================] about 0:00 left  400 lines  100 lines/s"
                        + "  0 refused  0 rejected \u001b[?7h"
                        + "\r\u001b[K");
    }

    @Test
    void tellsWhateverIsCounted() {
        Progress progress = progress(false);
        pass(Duration.ofSeconds(10));
        progress.show(1_000, "1,000 entries");
        assertThat(err.toString()).isEqualTo(" 25 %  about 0:30 left  1,000 entries\n");
    }

    @ParameterizedTest
    @CsvSource({"1, 3:19:57", "3999, 0:00", "40, 4:57", "4000, 0:00", "5000, 0:00"})
    void estimatesWhatIsLeftByWhatIsDone(long bytes, String left) {
        Progress progress = progress(false);
        pass(Duration.ofSeconds(3));
        progress.show(bytes, 1, 0, 0);
        assertThat(err.toString()).contains("about " + left + " left");
    }

    @Test
    void promisesNothingInTheFirstSeconds() {
        Progress progress = progress(false);
        pass(Duration.ofMillis(2_999));
        progress.show(1, 1, 0, 0);
        assertThat(err.toString()).isEqualTo("  0 %  -:-- left  1 lines  0 lines/s  0 refused  0 rejected\n");
    }

    @ParameterizedTest
    @CsvSource({"/dev/pts/0, true", "/dev/tty1, true", "pipe:[123], false", "/dev/null, false", "/tmp/err.log, false"})
    void knowsATerminalByItsDevice(String device, boolean terminal) {
        assertThat(Terminal.isTerminal(Path.of(device))).isEqualTo(terminal);
    }
}
