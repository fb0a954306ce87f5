package org.messageledger.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.messageledger.party.Irregularity;

class RefusalTest {

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_MESSAGE, unknown-message, 404",
        "DUPLICATE_ID, duplicate-id, 409",
        "READ_REFUSED, read-refused, 403",
        "RULE_BROKEN, rule-broken, 422"
    })
    void hasAStableNameAndStatus(Refusal.Kind kind, String problem, int status) {
        assertThat(kind.problem()).isEqualTo(problem);
        assertThat(kind.status()).isEqualTo(status);
        assertThat(kind.title()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Irregularity.class)
    void tellsWhatToDoAboutEveryIrregularity(Irregularity reason) {
        assertThat(new Refusal(Refusal.Kind.RULE_BROKEN, null, List.of(reason)).detail())
                .isNotBlank()
                .endsWith(".");
    }

    @Test
    void givesOneSentenceForEachReason() {
        Refusal both = new Refusal(
                Refusal.Kind.RULE_BROKEN, "subject", List.of(Irregularity.EMPTY_SUBJECT, Irregularity.NO_RECIPIENT));
        assertThat(both.detail())
                .isEqualTo("A clear subject is required: ask the sender for one. Name at least one recipient.");
    }

    @Test
    void isNeverWithoutReason() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Refusal(Refusal.Kind.RULE_BROKEN, null, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Decision<>(List.of(), null));
    }

    @Test
    void findsEachIrregularityOnceInTheirOrder() {
        Findings findings = Findings.of(
                Stream.of(new Finding(Irregularity.UNVERIFIED_POOL, "actor.pool", false)),
                Stream.of(Finding.refusing(Irregularity.LATE, "occurredAt")),
                Stream.of(Finding.refusing(Irregularity.LATE, "occurredAt")));
        assertThat(findings.irregularities()).containsExactly(Irregularity.LATE, Irregularity.UNVERIFIED_POOL);
        assertThat(findings.refusal(Refusal.Kind.RULE_BROKEN))
                .isEqualTo(new Refusal(Refusal.Kind.RULE_BROKEN, "occurredAt", List.of(Irregularity.LATE)));
    }
}
