package org.messageledger.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That they run from end to end; of their figures nothing is asked here. Those left out are made of the same parts. */
class BenchmarksTest {

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void measureEveryPointOfTheLog() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Options small = Options.of(
                "keys",
                "floor",
                "growth",
                "view",
                "answers",
                "export",
                "h2",
                "verify",
                "fsck",
                "rounds=1",
                "millis=200",
                "warmUpMillis=100",
                "tune=0",
                "tuneMillis=50",
                "messages=200",
                "rows=100",
                "youngEntries=100",
                "entries=1000",
                "events=200",
                "checked=1000",
                "eventsPerSecond=200",
                "lagSeconds=1",
                "proofs=50",
                "pages=20");

        new Benchmarks(small, folder.resolve("benchmark"), new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run();

        List<JsonNode> results = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(new JsonMapper()::readTree)
                .toList();
        assertThat(results)
                .extracting(result -> result.get("benchmark").asString())
                .containsExactly("keys", "floor", "growth", "view", "answers", "export", "h2", "verify", "fsck");
        assertThat(results).allSatisfy(result -> assertThat(result.get("points"))
                .isNotEmpty()
                .allSatisfy(
                        point -> assertThat(point.get("perSecond").asDouble()).isPositive()));
        assertThat(folder.resolve("benchmark")).doesNotExist();
    }
}
