package org.messageledger.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.messageledger.proving.NaiveRoot;
import org.messageledger.wiring.RunningLedger;
import tools.jackson.databind.JsonNode;

/** What was known then: answers as of a leaf or a time, and what they say of themselves. */
class AsOfTest {

    private static final List<String> LISTS =
            List.of("/messages/asof:1/trail", "/people/clinician:8/activity", "/threads/asof:t/trail");

    @TempDir
    private Path home;

    private RunningLedger ledger;
    private Asking asking;

    @BeforeEach
    void start() {
        ledger = RunningLedger.start(home);
        asking = new Asking(ledger);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    /** Read in REPORT before it is sent, so that the send connects what is there already. */
    private List<Long> life() {
        long read = asking.read("asof:1", "clinician:8", "\"mode\":\"REPORT\",");
        long other = asking.send("asof:2");
        long sent = asking.send("asof:1", "\"mode\":\"REPORT\",\"threadId\":\"asof:t\",");
        long later = asking.read("asof:1");
        return List.of(read, other, sent, later);
    }

    @Test
    void doesNotKnowThenWhatBecameKnownLater() {
        List<Long> life = life();
        long read = life.get(0);
        long sent = life.get(2);
        long later = life.get(3);

        for (long then = read; then < sent; then++) {
            assertThat(asking.leaves("/threads/asof:t/trail?asOf=" + then)).isEmpty();
            assertThat(asking.leaves("/messages/asof:1/trail?asOf=" + then)).containsExactly(read);
            assertThat(asking.ask("/messages/asof:1?asOf=" + then).path("known").asBoolean(true))
                    .isFalse();
        }
        assertThat(asking.leaves("/threads/asof:t/trail?asOf=" + sent)).containsExactly(read, sent);
        assertThat(asking.leaves("/threads/asof:t/trail")).containsExactly(read, sent, later);
        assertThat(asking.leaves("/threads/asof:t/trail?order=desc&asOf=" + sent))
                .containsExactly(sent, read);
        assertThat(asking.leaves("/people/clinician:8/activity?as=recipient&asOf=" + (sent - 1)))
                .containsExactly(life.get(1));
    }

    @Test
    void saysWhatItWasMadeOfAsTheLogHasIt() {
        long last = life().get(3);
        for (String list : LISTS) {
            for (long then = 0; then <= last; then++) {
                JsonNode asOf = asking.ask(list + "?asOf=" + then).path("asOf");
                assertThat(asOf.path("leafIndex").asLong()).isEqualTo(then);
                assertConsistent(asOf);
            }
            assertConsistent(asking.ask(list).path("asOf"));
        }
        JsonNode message = asking.ask("/messages/asof:1").path("asOf");
        assertThat(message.path("leafIndex").asLong()).isEqualTo(last);
        assertConsistent(message);
    }

    private void assertConsistent(JsonNode asOf) {
        long leafIndex = asOf.path("leafIndex").asLong();
        assertThat(asOf.propertyNames())
                .containsExactly("leafIndex", "treeSize", "rootHash", "recordedAt", "final", "behind");
        assertThat(asOf.path("treeSize").asLong()).isEqualTo(leafIndex + 1);
        assertThat(asOf.path("rootHash").asString()).isEqualTo(NaiveRoot.of(ledger, leafIndex + 1));
        JsonNode entry = RunningLedger.json(ledger.get("auditor", "/api/v1/log/entries/" + leafIndex));
        assertThat(asOf.path("recordedAt")).isEqualTo(entry.path("recordedAt"));
        assertThat(asOf.path("final").asBoolean()).isTrue();
        assertThat(asOf.path("behind").asLong(-1)).isZero();
    }

    @Test
    void takesATimeAndSaysWhetherMoreMayStillComeBeforeIt() {
        List<Long> life = life();
        Instant later = recordedAt(life.get(3));

        JsonNode before = asking.ask("/messages/asof:1/trail?asOf=" + later);
        assertThat(Asking.leaves(before)).doesNotContain(life.get(3));
        assertThat(before.path("asOf").path("final").asBoolean())
                .as("a later leaf is there")
                .isTrue();
        assertThat(recordedAt(before.path("asOf").path("leafIndex").asLong())).isBefore(later);

        JsonNode coming =
                asking.ask("/messages/asof:1/trail?asOf=" + Instant.now().plusSeconds(3_600));
        assertThat(Asking.leaves(coming)).containsExactly(life.get(0), life.get(2), life.get(3));
        assertThat(coming.path("asOf").path("final").asBoolean(true)).isFalse();

        JsonNode never = asking.ask("/messages/asof:1/trail?asOf=1999-01-01T00:00:00Z");
        assertThat(never.path("items")).isEmpty();
        assertThat(never.path("asOf"))
                .isEqualTo(RunningLedger.json("{\"leafIndex\":-1,\"treeSize\":0,\"rootHash\":\""
                        + NaiveRoot.of(ledger, 0) + "\",\"recordedAt\":null,\"final\":true,\"behind\":0}"));
        asking.refused("/messages/asof:1?asOf=1999-01-01T00:00:00Z", 404);
    }

    @Test
    void answersTheSameLaterAsOfTheSame() {
        long last = life().get(3);
        List<JsonNode> then =
                LISTS.stream().map(list -> asking.ask(list + "?asOf=" + last)).toList();
        asking.send("asof:1", "\"mode\":\"REPORT\",\"threadId\":\"asof:t\",");
        asking.read("asof:2");

        assertThat(LISTS.stream()
                        .map(list -> asking.ask(list + "?asOf=" + last))
                        .toList())
                .isEqualTo(then);
    }

    private Instant recordedAt(long leafIndex) {
        return Instant.parse(RunningLedger.json(ledger.get("auditor", "/api/v1/log/entries/" + leafIndex))
                .path("recordedAt")
                .asString());
    }
}
