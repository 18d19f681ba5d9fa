package io.github.structuredlogs.internal.query;

import static io.github.structuredlogs.internal.scope.FedCaptures.MILLISECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.assertj.LogSoftAssertions;
import io.github.structuredlogs.assertj.Narrowing;
import io.github.structuredlogs.internal.scope.ClassScope;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.scope.TestScope;
import io.github.structuredlogs.internal.store.Capture;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Condition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.ThrowingConsumer;
import org.assertj.core.data.Index;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each method of the assertions, AssertJ's inherited ones included, is made of what is known, with many arguments, and made
 * once more when the same is not known: what held must be undecided then, unless more records cannot make it false.
 */
class EveryAssertionTest {

    private static final int MAX_ARGUMENTS = 60;

    /** They say nothing of the records. */
    private static final Set<String> SILENT = Set.of(
            "actual",
            "as",
            "describedAs",
            "descriptionText",
            "getWritableAssertionInfo",
            "equals",
            "hashCode",
            "toString",
            "inBinary",
            "inHexadecimal",
            "isNotNull",
            "isNull",
            "isInstanceOf",
            "isInstanceOfAny",
            "isExactlyInstanceOf",
            "isNotExactlyInstanceOf",
            "isNotInstanceOf",
            "isNotInstanceOfAny",
            "isNotOfAnyClassIn",
            "isOfAnyClassIn",
            "hasSameClassAs",
            "doesNotHaveSameClassAs",
            "isSameAs",
            "isNotSameAs",
            "overridingErrorMessage",
            "withFailMessage",
            "withRepresentation",
            "withThreadDumpOnError",
            "setCustomRepresentation",
            "setDescriptionConsumer",
            "setPrintAssertionsDescription",
            "getActual",
            "wait",
            "notify",
            "notifyAll",
            "getClass",
            "usingComparator",
            "usingDefaultComparator",
            "usingDefaultElementComparator",
            "usingElementComparator",
            "usingComparatorForType",
            "usingRecursiveFieldByFieldElementComparator",
            "usingRecursiveFieldByFieldElementComparatorIgnoringFields",
            "usingRecursiveFieldByFieldElementComparatorOnFields",
            "usingElementComparatorIgnoringFields",
            "usingElementComparatorOnFields",
            "usingFieldByFieldElementComparator",
            "usingComparatorForElementFieldsWithNames",
            "usingComparatorForElementFieldsWithType",
            "usingEquals",
            "toAssert");

    /** They lead to an assertion; those that do not lead to one of ours are in {@link #ways}. */
    private static final Set<String> LEADING = Set.of(
            "from",
            "fromImage",
            "onStream",
            "withLevel",
            "atOrAbove",
            "withLogger",
            "withThread",
            "withMessage",
            "withMessageContaining",
            "withMessageMatching",
            "withField",
            "withFieldMatching",
            "withoutField",
            "withException",
            "withExceptionMessageContaining",
            "withTrace",
            "withSpan",
            "after",
            "since",
            "before",
            "matching",
            "filteredOn",
            "filteredOnNull",
            "filteredOnAssertions",
            "extracting",
            "flatExtracting",
            "map",
            "flatMap",
            "extractingResultOf",
            "eventually",
            "size",
            "asList",
            "asString",
            "asInstanceOf",
            "isInstanceOfSatisfying",
            "usingRecursiveComparison",
            "usingRecursiveAssertion");

    /** More records cannot make them false. */
    private static final Set<String> OF_PRESENCE = Set.of(
            "isNotEmpty",
            "hasSizeGreaterThan",
            "hasSizeGreaterThanOrEqualTo",
            "anyMatch",
            "anySatisfy",
            "areAtLeastOne",
            "areAtLeast",
            "haveAtLeastOne",
            "haveAtLeast",
            "contains",
            "containsAll",
            "containsAnyOf",
            "containsAnyElementsOf",
            "containsSubsequence",
            "containsNull",
            "hasAtLeastOneElementOfType",
            "containsInOrder",
            "first",
            "element",
            "elements");

    /** Of an empty list or of one record they never hold with any of the arguments that are tried. */
    private static final Set<String> NEVER_HOLDING =
            Set.of("containsNull", "containsOnlyNulls", "isUnmodifiable", "isSorted");

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");
    private final Settling settling = new Settling(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(10));
    private final ClassScope testClass = run.scopes.openClass(null, "class", EveryAssertionTest.class, settling);
    private final TestScope test = run.scopes.openTest(testClass, "test", "test()", settling);
    private final CapturedLogs logs = run.scopes.viewOf(test);

    private void log() {
        run.after(MILLISECOND);
        run.log(orders, "info", "placed");
    }

    @TestFactory
    Stream<DynamicTest> noneOnRecordsHoldsOverWhatIsNotKnown() {
        return Stream.of(CapturedLogsAssert.class.getMethods())
                .filter(EveryAssertionTest::isAssertion)
                .sorted(Comparator.comparing(Method::toString))
                .map(method -> DynamicTest.dynamicTest(name(method), () -> holdsOnlyOverWhatIsKnown(method, false)));
    }

    @TestFactory
    Stream<DynamicTest> noneOnValuesHoldsOverWhatIsNotKnown() {
        return Stream.of(logs.assertThat()
                        .extracting(LogRecord::message)
                        .getClass()
                        .getMethods())
                .filter(EveryAssertionTest::isAssertion)
                .sorted(Comparator.comparing(Method::toString))
                .map(method -> DynamicTest.dynamicTest(name(method), () -> holdsOnlyOverWhatIsKnown(method, true)));
    }

    private static boolean isAssertion(Method method) {
        return !Modifier.isStatic(method.getModifiers())
                && !method.isBridge()
                && !SILENT.contains(method.getName())
                && !LEADING.contains(method.getName());
    }

    private static String name(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static void holdsOnlyOverWhatIsKnown(Method method, boolean isOfValues) {
        boolean hasHeld = false;
        for (boolean isEmpty : List.of(true, false)) {
            EveryAssertionTest world = new EveryAssertionTest();
            try {
                if (!isEmpty) {
                    world.log();
                }
                for (Object[] arguments : world.arguments(method, isOfValues)) {
                    if (world.failure(method, arguments, isOfValues) != null) {
                        continue;
                    }
                    hasHeld = true;
                    world.orders.givenUp("the engine was away");
                    Throwable failure = world.failure(method, arguments, isOfValues);
                    world.orders.takenUp();
                    if (!isTrue(method, arguments, isEmpty)) {
                        assertThat(failure)
                                .as("%s of %s", Arrays.deepToString(arguments), isEmpty ? "nothing" : "one record")
                                .isInstanceOf(AssertionError.class)
                                .hasMessageContaining("the engine was away");
                    }
                }
            } finally {
                world.run.close();
            }
        }
        assertThat(hasHeld || NEVER_HOLDING.contains(method.getName()))
                .as("held over what is known")
                .isTrue();
    }

    /** Whether more records cannot make it false. */
    private static boolean isTrue(Method method, Object[] arguments, boolean isOfNothing) {
        // A list is never in what holds no list.
        boolean isOfNoList = method.getName().equals("isNotIn")
                && (arguments[0] instanceof Object[] array ? Arrays.asList(array) : (List<?>) arguments[0])
                        .stream().noneMatch(List.class::isInstance);
        boolean isOfAtLeastNone = method.getName().matches(".*AtLeast|hasSizeGreaterThanOrEqualTo")
                && Integer.valueOf(0).equals(arguments[0]);
        return isOfNoList
                || isOfAtLeastNone
                || (!isOfNothing && OF_PRESENCE.contains(method.getName()) && !isEmptyArgument(arguments));
    }

    /** Of nothing everything contains all, which is an assertion that there is no more. */
    private static boolean isEmptyArgument(Object[] arguments) {
        return arguments.length == 1
                && (arguments[0] instanceof Object[] array
                        ? array.length == 0
                        : arguments[0] instanceof Iterable<?> values
                                && !values.iterator().hasNext());
    }

    private @Nullable Throwable failure(Method method, Object[] arguments, boolean isOfValues) {
        AbstractAssert<?, ?> assertion =
                isOfValues ? logs.assertThat().extracting(LogRecord::message) : logs.assertThat();
        try {
            method.invoke(assertion, arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    // --- arguments

    private List<Object[]> arguments(Method method, boolean isOfValues) {
        List<Object> elements = new ArrayList<>();
        for (LogRecord record : logs.records()) {
            elements.add(isOfValues ? record.message() : record);
        }
        List<Object[]> all = new ArrayList<>();
        all.add(new Object[0]);
        for (Class<?> type : method.getParameterTypes()) {
            List<Object[]> longer = new ArrayList<>();
            for (Object[] before : all) {
                for (Object value : values(type, elements, isOfValues)) {
                    Object[] more = Arrays.copyOf(before, before.length + 1);
                    more[before.length] = value;
                    longer.add(more);
                }
            }
            all = longer.subList(0, Math.min(longer.size(), MAX_ARGUMENTS));
        }
        return all;
    }

    private static List<Object> values(Class<?> type, List<Object> elements, boolean isOfValues) {
        Object other = isOfValues ? "another" : List.of("another");
        if (type == int.class) {
            return List.of(0, 1, 2);
        }
        if (type == int[].class) {
            return List.of(new int[] {0}, new int[0]);
        }
        if (type == boolean.class) {
            return List.of(true, false);
        }
        if (type.isArray()) {
            return arrays(type.getComponentType(), elements, isOfValues);
        }
        if (type == Class.class) {
            return List.of(isOfValues ? String.class : LogRecord.class, Integer.class);
        }
        if (type == String.class) {
            return List.of("none", "[]");
        }
        if (type == Duration.class) {
            return List.of(Duration.ofMillis(1));
        }
        if (type == Index.class) {
            return List.of(Index.atIndex(0));
        }
        if (type == Condition.class) {
            return List.of(new Condition<>(any -> true, "anything"), new Condition<>(any -> false, "nothing"));
        }
        if (type == Comparator.class) {
            return List.of(Comparator.comparing(Object::toString));
        }
        if (type == Predicate.class) {
            return List.of((Predicate<Object>) any -> true, (Predicate<Object>) any -> false);
        }
        if (type == BiPredicate.class) {
            return List.of((BiPredicate<Object, Object>) (one, two) -> true, (BiPredicate<Object, Object>)
                    (one, two) -> false);
        }
        if (type == Consumer.class) {
            return List.of(consumer(true), consumer(false));
        }
        if (type == ThrowingConsumer.class) {
            return List.of((ThrowingConsumer<Object>) any -> {}, (ThrowingConsumer<Object>) any -> {
                throw new AssertionError("unlike");
            });
        }
        if (type == BiConsumer.class) {
            return List.of((BiConsumer<Object, Object>) (one, two) -> {});
        }
        if (type == Function.class) {
            return List.of((Function<Object, Object>) any -> any);
        }
        if (type == Object.class) {
            List<Object> objects = new ArrayList<>(elements);
            objects.addAll(List.of(other, List.of(), new Object[0], List.copyOf(elements)));
            return List.copyOf(objects);
        }
        if (type == Narrowing.class) {
            return List.of((Narrowing) records -> records);
        }
        if (type == InstanceOfAssertFactory.class) {
            return List.of(InstanceOfAssertFactories.type(Object.class));
        }
        if (type.isAssignableFrom(ArrayList.class)) {
            return List.of(List.copyOf(elements), List.of(other), List.of(), List.of(List.of()));
        }
        return elements;
    }

    private static Consumer<Object> consumer(boolean accepts) {
        return any -> {
            if (!accepts) {
                throw new AssertionError("unlike");
            }
        };
    }

    /** Arrays of none, of one and of what is there. */
    private static List<Object> arrays(Class<?> type, List<Object> elements, boolean isOfValues) {
        List<Object> arrays = new ArrayList<>();
        arrays.add(Array.newInstance(type, 0));
        List<Object> members = new ArrayList<>(elements);
        if (type == Object.class) {
            members.add(isOfValues ? "another" : List.of("another"));
            members.add(List.of());
        } else if (!type.isInstance(elements.isEmpty() ? null : elements.get(0))) {
            members.clear();
            members.addAll(values(type, elements, isOfValues));
        }
        for (Object member : members) {
            if (type.isInstance(member)) {
                Object array = Array.newInstance(type, 1);
                Array.set(array, 0, member);
                arrays.add(array);
            }
        }
        return arrays;
    }

    // --- ways that lead away from these assertions

    @SuppressWarnings("deprecation") // asList() leads away as well, as long as there is one
    private Map<String, Consumer<CapturedLogs>> ways() {
        Map<String, Consumer<CapturedLogs>> ways = new LinkedHashMap<>();
        ways.put("size()", all -> all.assertThat().size().isZero());
        ways.put(
                "size() of values",
                all -> all.assertThat().extracting(LogRecord::message).size().isZero());
        ways.put(
                "size() of what is filtered",
                all -> all.assertThat().filteredOn(record -> true).size().isZero());
        ways.put("asList()", all -> all.assertThat().asList().isEmpty());
        ways.put(
                "asInstanceOf()",
                all -> all.assertThat()
                        .asInstanceOf(InstanceOfAssertFactories.LIST)
                        .isEmpty());
        ways.put("asString()", all -> all.assertThat().asString().isEqualTo("[]"));
        ways.put(
                "isInstanceOfSatisfying()",
                all -> all.assertThat()
                        .isInstanceOfSatisfying(
                                List.class, list -> assertThat(list.isEmpty()).isTrue()));
        ways.put(
                "usingRecursiveComparison()",
                all -> all.assertThat().usingRecursiveComparison().isEqualTo(List.of()));
        ways.put(
                "usingRecursiveAssertion()",
                all -> all.assertThat().usingRecursiveAssertion().allFieldsSatisfy(any -> true));
        ways.put(
                "usingElementComparator()",
                all -> all.assertThat()
                        .usingElementComparator(Comparator.comparing(Object::toString))
                        .isEmpty());
        ways.put("inHexadecimal()", all -> all.assertThat().inHexadecimal().isEmpty());
        ways.put("as()", all -> all.assertThat().as("described").isEmpty());
        ways.put(
                "eventually()",
                all -> all.assertThat()
                        .eventually(Duration.ofMillis(5), it -> it.size().isZero()));
        ways.put(
                "eventually() of values",
                all -> all.assertThat()
                        .eventually(
                                Duration.ofMillis(5),
                                it -> it.extracting(LogRecord::message).isEmpty()));
        ways.put("records()", all -> assertThat(all.records()).isEmpty());
        ways.put(
                "softly",
                all -> LogSoftAssertions.assertSoftly(
                        softly -> softly.assertThat(all).isEmpty()));
        ways.put("spans", all -> all.spans().assertThat().isEmpty());
        ways.put("list of spans", all -> assertThat(all.spans().list()).isEmpty());
        ways.put("size of spans", all -> all.spans().assertThat().size().isZero());
        ways.put(
                "eventually no span",
                all -> all.spans().assertThat().eventually(Duration.ofMillis(5), it -> it.hasSize(0)));
        ways.put(
                "eventually no size of spans",
                all -> all.spans()
                        .assertThat()
                        .eventually(Duration.ofMillis(5), it -> it.size().isZero()));
        ways.put("metrics", all -> all.metrics().assertThat().isEmpty());
        ways.put("list of metrics", all -> assertThat(all.metrics().list()).isEmpty());
        ways.put(
                "eventually no metric",
                all -> all.metrics().assertThat().eventually(Duration.ofMillis(5), it -> it.isEmpty()));
        return ways;
    }

    @TestFactory
    Stream<DynamicTest> noWayRoundHoldsOverWhatIsNotKnown() {
        return ways().entrySet().stream()
                .flatMap(way -> Stream.of(
                        DynamicTest.dynamicTest(way.getKey(), () -> isUndecided(way.getValue(), logs -> logs)),
                        DynamicTest.dynamicTest(
                                way.getKey() + " of the run", () -> isUndecided(way.getValue(), CapturedLogs::all)),
                        DynamicTest.dynamicTest(
                                way.getKey() + " of one",
                                () -> isUndecided(way.getValue(), logs -> logs.from("orders")))));
    }

    private static void isUndecided(Consumer<CapturedLogs> way, Function<CapturedLogs, CapturedLogs> which) {
        EveryAssertionTest world = new EveryAssertionTest();
        try {
            CapturedLogs logs = which.apply(world.logs);
            assertThatCode(() -> way.accept(logs)).as("of what is known").doesNotThrowAnyException();
            world.orders.givenUp("the engine was away");
            assertThatThrownBy(() -> way.accept(logs))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the engine was away");
        } finally {
            world.run.close();
        }
    }

    @Test
    void aListThatWasReadOnceIsReadAnew() {
        CapturedLogsAssert all = logs.assertThat();
        all.size().isZero();
        log();

        assertThatThrownBy(() -> all.size().isZero()).isInstanceOf(AssertionError.class);
        run.close();
    }
}
