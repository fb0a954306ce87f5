package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.messageledger.tree.RightEdge;
import org.messageledger.tree.TreeHasher;

/** The checkpoints of a log that another implementation has made. */
@EnabledIfSystemProperty(
        named = "ledger.vectors",
        matches = ".+",
        disabledReason = "set -Dledger.vectors to the folder that holds tlog-tiles-log to run it")
class PublishedLogTest {

    private static final List<String> ENTRIES = List.of(
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eit",
            "nain",
            "ten",
            "ileven",
            "twelf",
            "threeten",
            "fourten",
            "fivten");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void verifies(int size) throws Exception {
        byte[] file = Files.readAllBytes(
                Path.of(System.getProperty("ledger.vectors", ""), "tlog-tiles-log", "checkpoint." + size));
        SignedNote note = SignedNote.parse(file);
        RightEdge edge = RightEdge.EMPTY;
        for (String entry : ENTRIES.subList(0, size)) {
            edge = edge.append(TreeHasher.leaf(Published.utf8(entry)));
        }

        Checkpoint checkpoint = Checkpoint.verify(note, Set.of(VerifierKey.parse(Published.LOG_KEY)));
        assertThat(checkpoint).isEqualTo(new Checkpoint("example.com/log/testdata", edge.head()));
        assertThat(note.toBytes()).isEqualTo(file);
    }
}
