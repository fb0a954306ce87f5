package org.messageledger.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.log.Log;
import org.messageledger.wiring.RunningLedger;

/** What comes behind a line that is to be sent again. */
class TroubleInBulkTest {

    @TempDir
    Path home;

    @Test
    void linesAboutTheSameMessageAreNotTriedAndOthersAre() {
        try (RunningLedger ledger = RunningLedger.start(home, "--ledger.recording.bulk-patience=0s")) {
            ledger.part(Log.class).close();

            HttpResponse<String> answer = ledger.send(ledger.request("emitter", "/api/v1/commands")
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(String.join(
                            "\n",
                            Bodies.sendLine("trouble:1"),
                            Bodies.readLine("trouble:1"),
                            Bodies.readLine("trouble:1"),
                            Bodies.sendLine("trouble:2"))))
                    .build());

            List<String> problems = answer.body()
                    .lines()
                    .map(RunningLedger::json)
                    .map(line -> line.path("status").asInt() + " "
                            + line.path("problem").path("type").asString().replace("urn:message-ledger:problem:", ""))
                    .toList();
            assertThat(problems).containsExactly("503 pushback", "503 not-tried", "503 not-tried", "503 pushback");
        }
    }
}
