package org.messageledger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.messageledger.party.PartyThatReachesTheTree;
import org.messageledger.tree.TreeThatReachesTheLog;

class CoreLayoutTest {

    @TestFactory
    List<DynamicTest> holdsTheLayout() {
        JavaClasses core = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
                .importPackages("org.messageledger");
        assertThat(core).isNotEmpty();
        return CoreLayout.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(core)))
                .toList();
    }

    @Test
    void findsATreeClassThatReachesTheLog() {
        assertThat(broken(TreeThatReachesTheLog.class)).contains("tree may use []", "tree is java.* only");
    }

    @Test
    void findsADomainClassThatReachesTheTreeOrAxonsInfrastructure() {
        assertThat(broken(PartyThatReachesTheTree.class))
                .contains("party may use []", "domain packages know Axon's annotations, not its infrastructure");
    }

    private static List<String> broken(Class<?> offender) {
        JavaClasses classes = new ClassFileImporter().importClasses(offender);
        return CoreLayout.rules().stream()
                .filter(rule -> rule.allowEmptyShould(true).evaluate(classes).hasViolation())
                .map(ArchRule::getDescription)
                .toList();
    }
}
