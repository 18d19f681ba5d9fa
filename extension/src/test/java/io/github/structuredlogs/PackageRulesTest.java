package io.github.structuredlogs;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.structuredlogs.assertj.ExtractedValuesAssert;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.api.AssertProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.testcontainers.containers.ContainerState;

/** Holds which package may use what: data flows one way, and each foreign library is met in one place. */
class PackageRulesTest {
    private static final String ROOT = "io.github.structuredlogs";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final long MAX_CLASSES = 40;

    private static final Pattern OTHER_BOUND =
            Pattern.compile("\\.(MOST|LONGEST|FEWEST|SHORTEST|LEAST|DEEPEST|LARGEST|SMALLEST)(_|$)");

    private static final Pattern NARROWING = Pattern.compile("(from|on|with|without|that|matching|filteredOn|longerThan"
            + "|shorterThan|atOrAbove|after|since|before)(?![a-z]).*");

    private static final DescribedPredicate<JavaClass> JUNIT = resideInAPackage("org.junit..");
    private static final DescribedPredicate<JavaClass> JACKSON = resideInAPackage("tools.jackson..");
    private static final DescribedPredicate<JavaClass> DOCKER = resideInAPackage("com.github.dockerjava..");
    private static final DescribedPredicate<JavaClass> TESTCONTAINERS = resideInAPackage("org.testcontainers..");
    private static final DescribedPredicate<JavaClass> ASSERTJ = resideInAPackage("org.assertj..");
    private static final DescribedPredicate<JavaClass> HTTP_SERVER = resideInAPackage("com.sun.net.httpserver..");
    private static final DescribedPredicate<JavaClass> CONTAINER_STATE =
            JavaClass.Predicates.equivalentTo(ContainerState.class);

    /** Where one package lies inside another, each stands for itself. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            return each.getPackageName().startsWith(ROOT + ".")
                    ? SliceIdentifier.of(each.getPackageName().substring(ROOT.length() + 1))
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "every package below the base package";
        }
    };

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(CLASSES);
    }

    /** Users' types are at both ends of the way: what is called first, and what comes out. */
    @Test
    void theBasePackageUsesOnlyTheseEntries() {
        assertThat(CLASSES.stream()
                        .filter(each -> each.getPackageName().equals(ROOT))
                        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                        .filter(to -> to.getTargetClass().getPackageName().startsWith(ROOT + "."))
                        .map(to -> topLevel(to.getOriginClass()) + " -> "
                                + topLevel(to.getTargetClass()).substring(ROOT.length() + 1))
                        .map(arrow -> arrow.substring(ROOT.length() + 1)))
                .containsOnly(
                        "CapturedLogs -> assertj.CapturedLogsAssert",
                        "CapturedLogs -> assertj.Narrowing",
                        "CapturedLogs -> internal.saved.SavedLogs",
                        "CapturedMetrics -> assertj.CapturedMetricsAssert",
                        "CapturedSpans -> assertj.CapturedSpansAssert",
                        "ContainerStats -> assertj.ContainerStatsAssert",
                        "LogRecord -> assertj.LogRecordAssert",
                        "LoggedException -> internal.text.PlainRecordText",
                        "StructuredLogsExtension -> internal.jupiter.LogsLifecycle",
                        "StructuredLogsExtension -> internal.settings.SettingsLayer",
                        "Viewer -> internal.command.ViewerCommand");
    }

    private static String topLevel(JavaClass each) {
        String name = each.getBaseComponentType().getName();
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    @TestFactory
    Stream<DynamicTest> dataFlowsOneWay() {
        return Stream.of(
                        never(".internal.parse..", "store", "docker", "output"),
                        never(".internal.store..", "docker", "query", "scope", "output"),
                        never(".internal.otlp..", "store", "docker", "query", "scope", "output", "parse.lines"),
                        never(".internal.condition..", "store"),
                        never(".internal.query..", "scope"),
                        never(".internal.docker.api..", "docker.ours", "docker.watch", "docker.log", "docker.stats"),
                        never(".internal.docker.log..", "docker.stats", "docker.watch"),
                        never(".internal.docker.stats..", "docker.log", "docker.watch"),
                        never(".internal.docker.route..", "docker.log", "docker.watch", "docker.stats"),
                        never(".internal.output.export..", "output.console", "output.files", "output.report"),
                        never(
                                ".internal.history..",
                                "docker",
                                "store",
                                "scope",
                                "query",
                                "condition",
                                "diagnosis",
                                "render",
                                "output",
                                "viewer",
                                "saved",
                                "otlp",
                                "parse.lines",
                                "parse.formats",
                                "json",
                                "stack",
                                "text"),
                        never(".internal.render..", "store"),
                        never(".internal.diagnosis..", "output"),
                        never(".internal.viewer", "store", "docker", "query", "scope", "output", "viewer.live"),
                        never(".internal.viewer.live..", "query", "scope", "output"),
                        never(".internal.viewer.live..", "viewer.beside"),
                        never(".internal.viewer.beside..", "query", "scope", "output", "settings"),
                        never(".internal.docker..", "viewer"),
                        never(".internal.output.console..", "output.files", "output.report"),
                        never(".internal.viewer..", "opened", "command"),
                        never(".internal.opened..", "docker", "scope", "command", "output"),
                        never(".internal.command..", "docker", "scope", "output"),
                        never(".internal.output.files..", "output.console", "output.report"),
                        never(".internal.output.report..", "output.console", "output.files"))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
    }

    private static ArchRule never(String from, String... to) {
        String[] packages =
                Stream.of(to).map(each -> ROOT + ".internal." + each + "..").toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + from)
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages))
                .allowEmptyShould(true);
    }

    @TestFactory
    Stream<DynamicTest> noPackageHoldsMoreThanFortyClasses() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        return sizes.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> assertThat(each.getValue()).isLessThanOrEqualTo(MAX_CLASSES)));
    }

    /** Nested types count as well: a name that exists twice means two things in a conversation. */
    @Test
    void noTypeNameExistsTwice() {
        Map<String, Set<String>> places = CLASSES.stream()
                .filter(each -> !each.isAnonymousClass()
                        && !each.isLocalClass()
                        && !each.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toSet())));

        assertThat(places).isNotEmpty();
        places.values().removeIf(classes -> classes.size() == 1);
        assertThat(places).as("names of several types").isEmpty();
    }

    @Test
    void boundsAreNamedMaxOrMin() {
        assertThat(CLASSES.stream()
                        .flatMap(each -> each.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                                && field.getModifiers().contains(JavaModifier.FINAL))
                        .map(JavaMember::getFullName))
                .isNotEmpty()
                .noneMatch(name -> OTHER_BOUND.matcher(name).find());
    }

    @Test
    void eachPublicTypeHasAStatus() {
        assertThat(CLASSES.stream()
                        .filter(each -> each.getPackageName().equals(ROOT)
                                || each.getPackageName().equals(ROOT + ".assertj"))
                        .filter(each ->
                                each.isTopLevelClass() && each.getModifiers().contains(JavaModifier.PUBLIC)))
                .isNotEmpty()
                .allMatch(each -> each.isAnnotatedWith(API.class));
    }

    /** A narrowing that nothing is asserted on is a mistake, which tools find by this annotation. */
    @Test
    void eachNarrowingIsMarkedAsOneThatAssertsNothing() {
        assertThat(CLASSES.stream()
                        .filter(each -> each.getPackageName().equals(ROOT + ".assertj")
                                && each.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(each -> each.getMethods().stream())
                        .filter(method -> NARROWING.matcher(method.getName()).matches()
                                && method.getModifiers().contains(JavaModifier.PUBLIC)
                                && !method.getModifiers().contains(JavaModifier.BRIDGE)
                                && method.getRawReturnType().isAssignableTo(AbstractListAssert.class)
                                && !method.getOwner().isEquivalentTo(ExtractedValuesAssert.class)))
                .hasSizeGreaterThan(40)
                .allMatch(method -> method.isAnnotatedWith(ROOT + ".assertj.CheckReturnValue"));
    }

    @TestFactory
    Stream<DynamicTest> eachPackageUsesOnlyWhatItMay() {
        return Stream.of(
                        foreign(
                                "",
                                JavaClass.Predicates.equivalentTo(AssertProvider.class)
                                        .or(JUNIT)
                                        .or(CONTAINER_STATE)),
                        foreign(".assertj", ASSERTJ.or(CONTAINER_STATE)),
                        foreign(".internal.docker..", DOCKER.or(TESTCONTAINERS)),
                        foreign(".internal.json..", JACKSON),
                        foreign(".internal.parse..", not(alwaysTrue())),
                        foreign(".internal.stack..", not(alwaysTrue())),
                        foreign(".internal.otlp..", resideInAPackage("com.sun.net.httpserver..")),
                        foreign(".internal.text..", not(alwaysTrue())),
                        foreign(".internal.condition..", not(alwaysTrue())),
                        foreign(".internal.store..", CONTAINER_STATE),
                        foreign(".internal.query..", CONTAINER_STATE),
                        foreign(".internal.scope..", ASSERTJ.or(CONTAINER_STATE)),
                        foreign(".internal.saved..", CONTAINER_STATE),
                        foreign(".internal.diagnosis..", not(alwaysTrue())),
                        foreign(".internal.history..", not(alwaysTrue())),
                        foreign(".internal.render..", not(alwaysTrue())),
                        foreign(".internal.output..", not(alwaysTrue())),
                        foreign(".internal.settings..", not(alwaysTrue())),
                        foreign(".internal.viewer", not(alwaysTrue())),
                        foreign(".internal.viewer.live", HTTP_SERVER),
                        foreign(".internal.viewer.beside", not(alwaysTrue())),
                        foreign(".internal.opened..", not(alwaysTrue())),
                        foreign(".internal.command..", not(alwaysTrue())),
                        foreign(".internal.jupiter..", JUNIT.or(CONTAINER_STATE).or(TESTCONTAINERS)))
                .map(rule -> DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(CLASSES)));
    }

    @Test
    void noPublicSignatureShowsAnInternalType() {
        DescribedPredicate<JavaClass> hidden = resideInAnyPackage(
                ROOT + ".internal..", "com.github.dockerjava..", "tools.jackson..", "org.testcontainers.shaded..");
        assertThat(CLASSES.stream()
                        .filter(each -> each.getPackageName().equals(ROOT)
                                || each.getPackageName().equals(ROOT + ".assertj"))
                        .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(PackageRulesTest::typesShownBy)
                        .filter(shown -> hidden.test(shown.type()))
                        .map(Shown::toString))
                .isEmpty();
    }

    private record Shown(String by, JavaClass type) {}

    private static Stream<Shown> typesShownBy(JavaClass each) {
        Stream<Shown> supertypes = Stream.concat(each.getRawInterfaces().stream(), each.getRawSuperclass().stream())
                .map(type -> new Shown(each.getName(), type));
        Stream<Shown> methods = each.getCodeUnits().stream()
                .filter(PackageRulesTest::isShown)
                .flatMap(unit -> Stream.concat(
                                unit.getAllInvolvedRawTypes().stream(), unit.getThrowsClause().getTypes().stream())
                        .map(type -> new Shown(unit.getFullName(), type)));
        Stream<Shown> fields = each.getFields().stream()
                .filter(PackageRulesTest::isShown)
                .map(field -> new Shown(field.getFullName(), field.getRawType()));
        return Stream.of(supertypes, methods, fields).flatMap(shown -> shown);
    }

    private static boolean isShown(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
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
