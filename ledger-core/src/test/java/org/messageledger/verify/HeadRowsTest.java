package org.messageledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.messageledger.log.StoredRows.Extent;
import org.messageledger.log.StoredRows.HeadRow;

/** The head's time beside that of the last entry and the database's clock. */
class HeadRowsTest {

    private static final Instant LAST = Instant.parse("2026-01-01T12:00:00Z");

    private static Findings found(Instant recordedAt, long epoch, Instant clock) {
        HeadRow row = new HeadRow(1, new byte[32], new byte[0], recordedAt.toEpochMilli(), epoch);
        Findings findings = new Findings();
        new HeadRows(new Extent(row, 1, 1, 1, 0, 0, 0, clock), findings).end(null, false, LAST);
        return findings;
    }

    /** The entry is hashed and says so: nobody has changed the head. */
    @ParameterizedTest
    @CsvSource({"0", "1"})
    void blamesNobodyForAClockThatWasSetBack(long epoch) {
        assertThat(found(LAST, epoch, LAST.minus(Duration.ofHours(1))).listed()).isEmpty();
    }

    @Test
    void namesATimeThatIsNotTheLastEntrys() {
        assertThat(found(LAST.plusMillis(1), 0, LAST.plusSeconds(9)).listed()).hasSize(1);
        assertThat(found(LAST.minusMillis(1), 1, LAST.plusSeconds(9)).listed()).hasSize(1);
        assertThat(found(LAST.plusSeconds(9), 1, LAST.plusSeconds(9)).listed()).isEmpty();
        assertThat(found(LAST.plusSeconds(15), 1, LAST.plusSeconds(9)).listed()).hasSize(1);
    }
}
