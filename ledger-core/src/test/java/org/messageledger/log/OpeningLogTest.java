package org.messageledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningLogTest {

    @ParameterizedTest
    @ValueSource(strings = {"open", "read", "shared"})
    void closesTheStoreAndLeavesNoThreadWhenItCannotBeOpened(String call) {
        FaultyStore faulty = new FaultyStore();
        try (Log log = new GroupCommitLog(faulty.store(), LogSettings.defaults())) {
            log.append(Drafts.alone()).join();
        }
        faulty.at(call, it -> {
            throw new IllegalArgumentException("bug");
        });

        assertThatThrownBy(() -> new GroupCommitLog(faulty.store(), LogSettings.defaults()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(faulty.calls("close")).isEqualTo(2);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("ledger-log"));
    }
}
