package org.messageledger.log;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** The clock of a process, which may be wrong by minutes, has no part in what it writes: the log never looks at it. */
class OwnClockTest {

    private static final ArchRule RULE = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callConstructor(Date.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @Test
    void isNotLookedAt() {
        JavaClasses log = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.messageledger.log", "org.messageledger.tree");

        assertThat(log).hasSizeGreaterThan(40);
        RULE.check(log);
    }

    @Test
    void wouldBeNoticed() {
        JavaClasses looking = new ClassFileImporter().importClasses(Looking.class);

        assertThat(RULE.evaluate(looking).hasViolation()).isTrue();
    }

    private static final class Looking {

        private final Instant time = Instant.now();

        @Override
        public String toString() {
            return time.toString();
        }
    }
}
