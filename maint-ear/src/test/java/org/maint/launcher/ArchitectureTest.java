package org.maint.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of docs/ARCHITECTURE.md. Each is shown to bite by a class under {@code org.maint.planted} that breaks it. */
class ArchitectureTest {
    /** A feature imports only features to its left. */
    private static final List<String> FEATURES = List.of(
            "shared",
            "people",
            "setting",
            "secondfactor",
            "plan",
            "checklist",
            "logbook",
            "task",
            "metric",
            "activity",
            "probing",
            "watch",
            "window",
            "alerting",
            "silence",
            "rota",
            "notification",
            "escalation",
            "reminder",
            "training",
            "communication",
            "feedback",
            "survey",
            "incident",
            "postmortem",
            "target",
            "dashboard",
            "report",
            "recovery",
            "handover",
            "workload",
            "statuspage",
            "search",
            "calendar",
            "document",
            "transfer",
            "vitals",
            "privacy",
            "audit",
            "installation");

    private static final Map<String, String> MODULES =
            Map.of("web", "org.maint.web..", "scheduler", "org.maint.scheduler..", "alerts", "org.maint.alerts..");

    /** What the demo stands in with, each in a process of its own, and the one class that starts it. */
    private static final Map<String, String> STAND_INS =
            Map.of("simulated", "SimulatedChild", "catcher", "MailCatcherChild");

    private static final JavaClasses PRODUCTION = imported();

    private static JavaClasses imported() {
        return new ClassFileImporter()
                .importPaths(Stream.of("maint-domain", "maint-scheduler", "maint-alerts", "maint-web", "maint-ear")
                        .map(module -> Path.of("..", module, "target", "classes")
                                .toAbsolutePath()
                                .normalize())
                        .toList());
    }

    private static JavaClasses planted() {
        return new ClassFileImporter().importPackages("org.maint.planted");
    }

    record Rule(String name, ArchRule rule, String caught) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** @param root {@code org.maint.} for the product, {@code org.maint.planted.} for what breaks the rules */
    static List<Rule> rules(String root) {
        List<Rule> rules = new ArrayList<>();
        String everything = root.substring(0, root.length() - 1) + "..";
        for (int i = 0; i < FEATURES.size() - 1; i++) {
            String[] later = FEATURES.subList(i + 1, FEATURES.size()).stream()
                    .map(feature -> root + feature + "..")
                    .toArray(String[]::new);
            rules.add(new Rule(
                    FEATURES.get(i) + " knows no later feature",
                    noClasses()
                            .that()
                            .resideInAPackage(root + FEATURES.get(i) + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(later)
                            .allowEmptyShould(true),
                    i == 1 ? "KnowsThePlan" : null));
        }
        MODULES.forEach((name, own) -> {
            String[] others = MODULES.values().stream()
                    .filter(other -> !other.equals(own))
                    .map(other -> other.replace("org.maint.", root))
                    .toArray(String[]::new);
            rules.add(new Rule(
                    name + " knows no other edge",
                    noClasses()
                            .that()
                            .resideInAPackage(own.replace("org.maint.", root))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(others)
                            .allowEmptyShould(true),
                    name.equals("web") ? "KnowsTheAlerts" : null));
        });
        rules.add(new Rule(
                "nobody asks the time but of the clock",
                noClasses()
                        .that()
                        .resideInAnyPackage(everything)
                        .and()
                        .resideOutsideOfPackage("org.maint.launcher..")
                        .should()
                        .callMethodWhere(asksTheMachineForTheTime())
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Date")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Calendar"),
                "AsksTheTime"));
        rules.add(new Rule(
                "an entity has no setter",
                noClasses()
                        .that()
                        .areAnnotatedWith("jakarta.persistence.Entity")
                        .should(haveSetters()),
                "HasASetter"));
        rules.add(new Rule(
                "names say what a thing is",
                noClasses()
                        .that()
                        .resideInAPackage(everything)
                        .should()
                        .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|DTO|Dto)")
                        .orShould()
                        .haveSimpleNameStartingWith("Base"),
                "TimeUtil"));
        rules.add(new Rule(
                "an EJB's transaction is never @Transactional's",
                noClasses()
                        .that()
                        .areAnnotatedWith("jakarta.ejb.Singleton")
                        .or()
                        .areAnnotatedWith("jakarta.ejb.Stateless")
                        .or()
                        .areAnnotatedWith("jakarta.ejb.MessageDriven")
                        .should()
                        .beAnnotatedWith("jakarta.transaction.Transactional"),
                "TransactionalTimer"));
        // Payara takes a timer away for good once its own transaction was rolled back twice, as when the database
        // hangs.
        rules.add(new Rule(
                "a timer has no transaction of the container's, and its ticks are noted",
                methods()
                        .that()
                        .areAnnotatedWith("jakarta.ejb.Schedule")
                        .should()
                        .beDeclaredInClassesThat(DescribedPredicate.describe(
                                "manage transactions themselves and are @Ticked",
                                each -> each.isAnnotatedWith("org.maint.vitals.Ticked")
                                        && each.tryGetAnnotationOfType(TransactionManagement.class)
                                                .filter(annotation ->
                                                        annotation.value() == TransactionManagementType.BEAN)
                                                .isPresent())),
                "TimerOfTheContainer"));
        rules.add(new Rule(
                "the domain knows no web, no message broker and no EJB",
                noClasses()
                        .that()
                        .resideInAnyPackage(FEATURES.stream()
                                .map(feature -> root + feature + "..")
                                .toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "jakarta.servlet..",
                                "jakarta.faces..",
                                "jakarta.ws.rs..",
                                "jakarta.jms..",
                                "jakarta.ejb.."),
                "KnowsThePlan"));
        STAND_INS.forEach((name, child) -> {
            String own = root + name + "..";
            rules.add(new Rule(
                    name + " knows nothing of maint",
                    noClasses()
                            .that()
                            .resideInAPackage(own)
                            .should()
                            .dependOnClassesThat(DescribedPredicate.and(
                                    JavaClass.Predicates.resideInAPackage(everything),
                                    JavaClass.Predicates.resideOutsideOfPackage(own)))
                            .allowEmptyShould(true),
                    name.equals("catcher") ? "KnowsTheLauncher" : null));
            rules.add(new Rule(
                    name + " is known to " + child + " alone",
                    noClasses()
                            .that()
                            .resideInAPackage(everything)
                            .and()
                            .resideOutsideOfPackage(own)
                            .and()
                            .doNotHaveSimpleName(child)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(own)
                            .allowEmptyShould(true),
                    name.equals("catcher") ? "KnowsTheSite" : null));
        });
        rules.add(new Rule(
                "every package says whether it is null-marked",
                classes()
                        .that()
                        .haveSimpleName("package-info")
                        .and()
                        .resideInAPackage(everything)
                        .should()
                        .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                        .allowEmptyShould(true),
                null));
        return rules;
    }

    private static com.tngtech.archunit.lang.ArchCondition<JavaClass> haveSetters() {
        return new com.tngtech.archunit.lang.ArchCondition<>("have public setters") {
            @Override
            public void check(JavaClass entity, com.tngtech.archunit.lang.ConditionEvents events) {
                entity.getMethods().stream()
                        .filter(method -> method.getName().matches("set[A-Z].*"))
                        .filter(method ->
                                method.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                        .forEach(method -> events.add(com.tngtech.archunit.lang.SimpleConditionEvent.satisfied(
                                method, method.getFullName() + " is a setter")));
            }
        };
    }

    private static DescribedPredicate<JavaCall<?>> asksTheMachineForTheTime() {
        return DescribedPredicate.describe("now() without a clock, or the machine's milliseconds", call -> {
            String owner = call.getTargetOwner().getFullName();
            boolean now = call.getName().equals("now")
                    && owner.startsWith("java.time.")
                    && call.getTarget().getRawParameterTypes().stream()
                            .noneMatch(type -> type.getFullName().equals("java.time.Clock"));
            return now || owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis");
        });
    }

    static Stream<Rule> forTheProduct() {
        return rules("org.maint.").stream();
    }

    static Stream<Rule> withAPlantedViolation() {
        return rules("org.maint.planted.").stream().filter(rule -> rule.caught() != null);
    }

    @ParameterizedTest
    @MethodSource("forTheProduct")
    void the_product_keeps_the_rule(Rule rule) {
        rule.rule().check(PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("withAPlantedViolation")
    void the_rule_bites(Rule rule) {
        assertThat(rule.rule().evaluate(planted()).getFailureReport().getDetails())
                .anyMatch(detail -> detail.contains(rule.caught()));
    }

    @Test
    void the_rules_look_at_every_module() {
        JavaClasses all = PRODUCTION;
        for (String known : List.of(
                "org.maint.checklist.Runs",
                "org.maint.scheduler.DailyTimer",
                "org.maint.alerts.Dispatcher",
                "org.maint.web.page.RunPage",
                "org.maint.launcher.Maint")) {
            assertThat(all.contain(known)).as(known).isTrue();
        }
    }
}
