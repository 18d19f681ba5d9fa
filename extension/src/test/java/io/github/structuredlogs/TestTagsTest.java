package io.github.structuredlogs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.testcontainers.containers.ContainerState;

/** Holds that {@code mvn test} needs no container engine: a test that uses containers is tagged, and runs in {@code verify}. */
class TestTagsTest {
    private static final DescribedPredicate<JavaClass> STARTS_CONTAINERS = resideInAnyPackage(
                    "org.testcontainers..", "com.github.dockerjava.zerodep..")
            .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(ContainerState.class)));

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.github.structuredlogs");

    @TestFactory
    Stream<DynamicTest> testsWithContainersAreTagged() {
        return TESTS.stream()
                .filter(each -> each.isTopLevelClass() && each.getSimpleName().endsWith("Test"))
                .filter(each -> Stream.of(each.reflect().getAnnotationsByType(Tag.class))
                        .noneMatch(tag -> tag.value().equals("containers")))
                // It only prints the name of a container's class.
                .filter(each -> !each.getSimpleName().equals("FailureMessagesTest"))
                .map(each -> DynamicTest.dynamicTest(
                        each.getSimpleName(),
                        () -> assertThat(startsOf(each))
                                .as("%s uses containers: tag it with @Tag(\"containers\")", each.getName())
                                .isEmpty()));
    }

    /** What a test uses of Testcontainers, itself, in its nested classes or in other classes of the tests. */
    private static Set<String> startsOf(JavaClass test) {
        Set<String> starts = new TreeSet<>();
        Set<JavaClass> seen = new HashSet<>();
        Deque<JavaClass> left = new ArrayDeque<>();
        left.add(test);
        TESTS.stream()
                .filter(each -> each.getName().startsWith(test.getName() + "$"))
                .forEach(left::add);
        while (!left.isEmpty()) {
            JavaClass next = left.remove();
            if (seen.add(next)) {
                for (Dependency dependency : next.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    if (STARTS_CONTAINERS.test(used)) {
                        starts.add(next.getSimpleName() + " uses " + used.getName());
                    } else if (TESTS.contain(used.getName())) {
                        left.add(TESTS.get(used.getName()));
                    }
                }
            }
        }
        return starts;
    }
}
