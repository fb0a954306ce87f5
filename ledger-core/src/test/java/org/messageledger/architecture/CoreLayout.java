package org.messageledger.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which package of core may use which, as rules. What stands in nobody's list may not be used. */
final class CoreLayout {

    private static final String ROOT = "org.messageledger";

    private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("tree", List.of());
        MAY_USE.put("party", List.of());
        MAY_USE.put("ledger", List.of());
        MAY_USE.put("message", List.of("party"));
        MAY_USE.put("access", List.of("message", "party"));
        MAY_USE.put("checkpoint", List.of("tree"));
        MAY_USE.put("seal", List.of("party"));
        // seal: a witness's key lies in a secret file.
        MAY_USE.put("witness", List.of("checkpoint", "tree", "seal"));
        MAY_USE.put("cosigning", List.of("checkpoint", "tree"));
        MAY_USE.put("log", List.of("tree"));
        MAY_USE.put("log.jdbc", List.of("log", "seal", "checkpoint", "tree"));
        MAY_USE.put("wire", List.of("message", "access", "party", "ledger", "seal"));
        // seal, ledger, checkpoint and tree: it founds and opens a ledger (ADR 2).
        MAY_USE.put(
                "eventstore",
                List.of("log", "wire", "message", "access", "party", "seal", "ledger", "checkpoint", "tree"));
        MAY_USE.put("verify", List.copyOf(MAY_USE.keySet()));
    }

    private CoreLayout() {}

    static List<ArchRule> rules() {
        List<ArchRule> rules = new ArrayList<>();
        MAY_USE.forEach((name, used) -> rules.add(mayUseOnly(name, used)));
        rules.add(classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .resideInAnyPackage(
                        MAY_USE.keySet().stream().map(name -> ROOT + "." + name).toArray(String[]::new))
                .as("every class of core lies in a package of the layout"));
        rules.add(noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..")
                .as("core knows no Spring"));
        rules.add(classes()
                .that()
                .resideInAPackage(ROOT + ".tree")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + ".tree", "java..", "org.jspecify..")
                .as("tree is java.* only"));
        rules.add(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".log.jdbc")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .as("SQL lies in log.jdbc only"));
        rules.add(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".message", ROOT + ".access", ROOT + ".party")
                .should()
                .dependOnClassesThat(axonInfrastructure())
                .as("domain packages know Axon's annotations, not its infrastructure"));
        return rules;
    }

    private static ArchRule mayUseOnly(String name, List<String> used) {
        List<String> allowed = new ArrayList<>();
        allowed.add(ROOT + "." + name);
        used.forEach(other -> allowed.add(ROOT + "." + other));
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(new DescribedPredicate<>("lie in another package than " + allowed) {
                    @Override
                    public boolean test(JavaClass used) {
                        return used.getPackageName().startsWith(ROOT) && !allowed.contains(used.getPackageName());
                    }
                })
                .as(name + " may use " + used);
    }

    private static DescribedPredicate<JavaClass> axonInfrastructure() {
        return new DescribedPredicate<>("are Axon's, but no annotation nor the aggregate's own vocabulary") {
            @Override
            public boolean test(JavaClass used) {
                return used.getPackageName().startsWith("org.axonframework")
                        && !used.isAnnotation()
                        && !used.getSimpleName().equals("AggregateLifecycle")
                        && !used.getSimpleName().equals("AggregateCreationPolicy");
            }
        };
    }
}
