package io.github.structuredlogs;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.assertj.core.api.AssertProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.ContainerState;

/** Holds which package may use what: data flows one way, and each foreign library is met in one place. */
class PackageRulesTest {
    private static final String ROOT = "io.github.structuredlogs";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final DescribedPredicate<JavaClass> JUNIT = resideInAPackage("org.junit..");
    private static final DescribedPredicate<JavaClass> JACKSON = resideInAPackage("tools.jackson..");
    private static final DescribedPredicate<JavaClass> DOCKER = resideInAPackage("com.github.dockerjava..");
    private static final DescribedPredicate<JavaClass> TESTCONTAINERS = resideInAPackage("org.testcontainers..");
    private static final DescribedPredicate<JavaClass> ASSERTJ = resideInAPackage("org.assertj..");
    private static final DescribedPredicate<JavaClass> CONTAINER_STATE =
            JavaClass.Predicates.equivalentTo(ContainerState.class);

    @Test
    void packagesInsideInternalHaveNoCycles() {
        slices().matching(ROOT + ".internal.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @TestFactory
    Stream<DynamicTest> eachPackageUsesOnlyWhatItMay() {
        return Stream.of(
                        foreign(
                                "",
                                JavaClass.Predicates.equivalentTo(AssertProvider.class)
                                        .or(JavaClass.Predicates.equivalentTo(ExtendWith.class))
                                        .or(CONTAINER_STATE)),
                        foreign(".assertj", ASSERTJ.or(CONTAINER_STATE)),
                        foreign(".internal.docker", DOCKER.or(TESTCONTAINERS)),
                        foreign(".internal.parse", JACKSON),
                        foreign(".internal.capture", JavaClass.Predicates.equivalentTo(ContainerState.class)),
                        foreign(".internal.diagnosis", not(alwaysTrue())),
                        foreign(".internal.console", not(alwaysTrue())),
                        foreign(".internal.files", not(alwaysTrue())),
                        foreign(".internal.settings", not(alwaysTrue())),
                        foreign(".internal.jupiter", JUNIT.or(CONTAINER_STATE).or(TESTCONTAINERS)))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
    }

    @Test
    void noPublicSignatureShowsAnInternalType() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT, ROOT + ".assertj")
                .and()
                .arePublic()
                .and()
                .areNotAssignableTo(StructuredLogsExtension.class)
                .should()
                .dependOnClassesThat(resideInAPackage("com.github.dockerjava..").or(JACKSON))
                .check(CLASSES);
    }

    @Test
    void onlyTheLifecycleKnowsEverything() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".internal.jupiter")
                .should()
                .onlyHaveDependentClassesThat(resideInAnyPackage(ROOT, ROOT + ".internal.jupiter"))
                .check(CLASSES);
    }

    private static ArchRule foreign(String packageName, DescribedPredicate<JavaClass> allowed) {
        DescribedPredicate<JavaClass> ours = resideInAPackage(ROOT + "..");
        DescribedPredicate<JavaClass> always = resideInAnyPackage(
                        "java..", "javax.net..", "org.jspecify..", "org.apiguardian..")
                .or(ours);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + packageName)
                .should()
                .dependOnClassesThat(not(always.or(allowed)))
                .allowEmptyShould(true)
                .as("the package " + ROOT + packageName + " uses of other libraries only " + allowed.getDescription());
    }
}
