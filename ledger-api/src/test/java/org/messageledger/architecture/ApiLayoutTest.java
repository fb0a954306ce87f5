package org.messageledger.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The edge's parts meet in wiring only; SQL stays below; the command line talks HTTP. */
class ApiLayoutTest {

    private static final String ROOT = "org.messageledger.";

    private static final List<ArchRule> RULES = List.of(
            notSeen(
                    "recording",
                    "asking",
                    "proving",
                    "cli",
                    "wiring",
                    "security",
                    "fact",
                    "trail",
                    "activity",
                    "replaying",
                    "cosigning",
                    "witness"),
            notSeen(
                    "asking",
                    "recording",
                    "proving",
                    "cli",
                    "wiring",
                    "security",
                    "eventstore",
                    "cosigning",
                    "witness"),
            notSeen("proving", "recording", "asking", "cli", "wiring", "security", "fact", "witness"),
            notSeen(
                    "replaying",
                    "recording",
                    "asking",
                    "proving",
                    "cli",
                    "wiring",
                    "security",
                    "eventstore",
                    "cosigning",
                    "witness"),
            notSeen("security", "recording", "asking", "proving", "cli", "wiring"),
            notSeen(
                    "cli",
                    "recording",
                    "asking",
                    "proving",
                    "wiring",
                    "security",
                    "log",
                    "eventstore",
                    "cosigning",
                    "fact",
                    "replay",
                    "replaying",
                    "message",
                    "access",
                    "problem"),
            noClasses()
                    .that()
                    .resideOutsideOfPackage(ROOT + "wiring")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..", ROOT + "log.jdbc")
                    .as("no SQL at the edge"));

    @Test
    void holdsTheLayout() {
        JavaClasses api = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> location.contains("ledger-api"))
                .importPackages("org.messageledger");

        assertThat(api).hasSizeGreaterThan(50);
        RULES.forEach(rule -> rule.check(api));
    }

    @Test
    void findsAClassOfTheEdgeThatReachesTheDatabase() {
        JavaClasses offender = new ClassFileImporter().importClasses(EdgeThatReachesTheDatabase.class);

        assertThat(RULES.get(RULES.size() - 1).evaluate(offender).hasViolation())
                .isTrue();
    }

    private static ArchRule notSeen(String name, String... others) {
        String[] packages = Arrays.stream(others).map(other -> ROOT + other).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .as(name + " does not see " + List.of(others));
    }
}
