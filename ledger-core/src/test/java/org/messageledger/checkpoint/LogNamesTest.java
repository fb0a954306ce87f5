package org.messageledger.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.messageledger.checkpoint.LogNames.Since;
import org.messageledger.tree.TreeHasher;
import org.messageledger.tree.TreeHead;

/** Each name of a log signs the trees that hold its announcement and not yet the next one's. */
class LogNamesTest {

    private static final LogKey OLD = LogKey.generate(new SecureRandom());
    private static final LogKey NEW = LogKey.generate(new SecureRandom());
    private static final LogNames NAMES = new LogNames(List.of(
            new Since(0, List.of(OLD.verifier("log.example/1"))),
            new Since(7, List.of(NEW.verifier("log.example/2")))));

    private static SignedNote note(String origin, long size, LogKey key) {
        return new Checkpoint(origin, new TreeHead(size, TreeHasher.leaf(new byte[] {1}))).sign(key);
    }

    @Test
    void believesEachNameUpToTheTreeOfTheNext() throws Exception {
        assertThat(NAMES.verify(note("log.example/1", 1, OLD)).origin()).isEqualTo("log.example/1");
        assertThat(NAMES.verify(note("log.example/1", 7, OLD)).origin()).isEqualTo("log.example/1");
        assertThat(NAMES.verify(note("log.example/2", 8, NEW)).origin()).isEqualTo("log.example/2");
        assertThat(NAMES.newest().keys()).containsExactly(NEW.verifier("log.example/2"));
    }

    @Test
    void believesNoNameBeyond() {
        assertThatThrownBy(() -> NAMES.verify(note("log.example/1", 8, OLD)))
                .isInstanceOf(UnverifiedException.class)
                .hasMessage("a checkpoint of size 8 of this log is one of log.example/2, not of log.example/1");
        assertThatThrownBy(() -> NAMES.verify(note("log.example/2", 7, NEW))).isInstanceOf(UnverifiedException.class);
    }

    @Test
    void believesNoKeyUnderTheOthersName() {
        assertThatThrownBy(() -> NAMES.verify(note("log.example/2", 8, OLD))).isInstanceOf(UnverifiedException.class);
        assertThatThrownBy(() -> NAMES.verify(note("log.example/1", 7, NEW))).isInstanceOf(UnverifiedException.class);
    }
}
