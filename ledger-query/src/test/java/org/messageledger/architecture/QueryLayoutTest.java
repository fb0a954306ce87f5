package org.messageledger.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.messageledger.trail.TrailThatAsksAboutActivity;

/** Questions use facts and do not see each other; facts know no question. */
class QueryLayoutTest {

    private static final String ROOT = "org.messageledger.";

    /** Each on top of facts, none on top of another. */
    private static final List<String> APART =
            List.of("trail", "activity", "patient", "routing", "incident", "replay", "export", "search");

    private static final List<ArchRule> RULES = rules();

    private static List<ArchRule> rules() {
        List<ArchRule> rules = new ArrayList<>();
        for (String name : APART) {
            rules.add(apart("fact", name));
            for (String other : APART) {
                if (!other.equals(name)) {
                    rules.add(apart(name, other));
                }
            }
        }
        rules.add(noClasses()
                .that()
                .resideInAPackage("org.messageledger..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", ROOT + "log.jdbc", ROOT + "asking..")
                .as("answers know neither Spring nor the log's tables nor the edge"));
        return rules;
    }

    @Test
    void holdsTheLayout() {
        JavaClasses query = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(Stream.concat(Stream.of("fact"), APART.stream())
                        .map(name -> ROOT + name)
                        .toArray(String[]::new));

        assertThat(query).hasSizeGreaterThan(20);
        RULES.forEach(rule -> rule.check(query));
    }

    @Test
    void findsAQuestionThatSeesAnother() {
        JavaClasses offender = new ClassFileImporter().importClasses(TrailThatAsksAboutActivity.class);

        assertThat(RULES.stream()
                        .filter(rule ->
                                rule.allowEmptyShould(true).evaluate(offender).hasViolation())
                        .map(ArchRule::getDescription))
                .containsExactly("trail does not see activity");
    }

    private static ArchRule apart(String name, String other) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + other)
                .as(name + " does not see " + other);
    }
}
