package io.github.structuredlogs.internal.query;

import static io.github.structuredlogs.LogLevel.ERROR;
import static io.github.structuredlogs.internal.scope.FedCaptures.MILLISECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.Absence;
import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.assertj.CapturedLogsAssert;
import io.github.structuredlogs.internal.scope.ClassScope;
import io.github.structuredlogs.internal.scope.FedCaptures;
import io.github.structuredlogs.internal.scope.TestScope;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerSet;
import io.github.structuredlogs.internal.store.Engine;
import io.github.structuredlogs.internal.store.Loss;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Condition;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.assertj.core.api.ThrowingConsumer;
import org.assertj.core.data.Index;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.testcontainers.containers.ContainerState;

/** What is undecided and fails, what passes and is said, and what does not count. */
class AbsenceRuleTest {

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");
    private final Capture payments = run.container("payments");
    private Absence absence = Absence.KNOWN;
    private ClassScope testClass = open();
    private TestScope test = run.scopes.openTest(testClass, "test", "test()", settling());

    @AfterEach
    void close() {
        run.close();
    }

    private Settling settling() {
        return new Settling(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(10), absence);
    }

    private ClassScope open() {
        return run.scopes.openClass(null, "class", AbsenceRuleTest.class, settling());
    }

    private void concludes(Absence now) {
        absence = now;
        test.settle(settling());
        testClass.settle(settling());
    }

    private CapturedLogsAssert logs() {
        return run.scopes.viewOf(test).assertThat();
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, run.now);
    }

    private void engine(ContainerSet set) {
        run.captures.engine(new Engine() {
            @Override
            public SyncOutcome sync(Collection<Capture> of, Duration bound) {
                return new SyncOutcome(List.of(), set);
            }

            @Override
            public List<String> idsOf(ContainerState container) {
                return List.of();
            }

            @Override
            public List<String> notCaptured() {
                return List.of();
            }
        });
    }

    // --- undecided

    @Test
    void aCaptureThatWasGivenUp() {
        orders.givenUp("the engine was away for 30 s");

        assertThatThrownBy(() -> logs().withLevel(ERROR).isEmpty())
                .hasMessageContaining("but cannot tell")
                .hasMessageContaining("orders: its log is not read any more: the engine was away for 30 s")
                .hasMessageContaining("run the test again");
        logs().from("payments").withLevel(ERROR).isEmpty();

        orders.takenUp();
        logs().withLevel(ERROR).isEmpty();
    }

    @Test
    void aLossInTheTestsTime() {
        run.after(10 * MILLISECOND);
        orders.lost(Loss.of(now().minusSeconds(60), now().minusSeconds(50), 26, "rotated away"));
        logs().withLevel(ERROR).isEmpty();
        orders.lost(Loss.of(now().minusSeconds(1), now(), 26, "rotated away"));

        assertThatThrownBy(() -> logs().withLevel(ERROR).isEmpty()).hasMessageContaining("orders: 26 bytes between");
        assertThatThrownBy(() -> logs().hasSize(0)).hasMessageContaining("26 bytes");
        logs().from("payments").hasSize(0);
    }

    @Test
    void aLossThatIsPossible() {
        orders.lost(Loss.possible(now().minusSeconds(1), null, "the engine may have lost what it was rotating"));

        assertThatThrownBy(() -> logs().isEmpty())
                .hasMessageContaining("cannot tell")
                .hasMessageContaining("may be lost");
    }

    @Test
    void aContainerWithoutACapture() {
        engine(new ContainerSet(
                null, List.of(new ContainerSet.Uncaptured("refunds", null, now(), null, "its event never came"))));

        assertThatThrownBy(() -> logs().isEmpty()).hasMessageContaining("refunds has no capture: its event never came");
        logs().from("orders").isEmpty();
    }

    @Test
    void aSetOfContainersThatIsNotKnown() {
        engine(ContainerSet.unknown("the list was refused"));

        assertThatThrownBy(() -> logs().isEmpty())
                .hasMessageContaining("which containers there are: the list was refused");
        assertThatThrownBy(() -> logs().from("orders").isEmpty())
                .as("another one may have that name")
                .hasMessageContaining("the list was refused");
    }

    @Test
    void aRecordThatMatchesAndMayBeAnotherTests() {
        TestScope beside = onAnotherThread(() -> run.scopes.openTest(testClass, "beside", "beside()", settling()));
        run.after(MILLISECOND);
        run.log(orders, "error", "broken");
        run.after(MILLISECOND);

        assertThatThrownBy(() -> logs().withLevel(ERROR).isEmpty())
                .hasMessageContaining("1 record matches that came while other tests ran")
                .hasMessageContaining("broken")
                .hasMessageContaining("traceparent()");
        assertThatThrownBy(() -> logs().withLevel(ERROR).hasSize(0)).hasMessageContaining("traceparent()");
        logs().withLevel(LogLevel.WARN).isEmpty();
        logs().from("payments").isEmpty();
        beside.close();
    }

    // --- passes and is said

    @Test
    void whatOnlyLacksTheProofPassesAndIsSaid() {
        orders.unproven("it was removed before its last entries were confirmed");
        orders.lost(Loss.unproven(now(), null, "its log may have rotated"));

        logs().isEmpty();
        assertThat(test.said())
                .anySatisfy(line -> assertThat(line).contains("orders: it was removed before"))
                .anySatisfy(line -> assertThat(line).contains("its log may have rotated"));
    }

    @Test
    void nothingIsSaidOfOtherContainersOrOfWhatIsThere() {
        orders.unproven("it was removed before its last entries were confirmed");
        run.after(MILLISECOND);
        run.log(payments, "info", "charged");

        logs().from("payments").withLevel(ERROR).isEmpty();
        logs().isNotEmpty();
        assertThat(test.said()).isEmpty();
    }

    @Test
    void strictFailsForWhatLacksTheProof() {
        concludes(Absence.STRICT);
        orders.unproven("it was removed before its last entries were confirmed");

        assertThatThrownBy(() -> logs().isEmpty()).hasMessageContaining("it was removed before");
    }

    @Test
    void lenientSaysWhatIsLost() {
        concludes(Absence.LENIENT);
        orders.lost(Loss.of(now(), null, 26, "rotated away"));

        logs().isEmpty();
        assertThat(test.said()).anySatisfy(line -> assertThat(line).contains("26 bytes"));
        payments.givenUp("the engine was away");
        assertThatThrownBy(() -> logs().isEmpty()).hasMessageContaining("payments");
    }

    // --- does not count

    @Test
    void aDriverThatKeepsNothingCountsOnlyWhereItsContainerIsNamed() {
        orders.nothingIsKept("the logging driver is none");

        logs().isEmpty();
        assertThatThrownBy(() -> logs().from("orders").isEmpty())
                .hasMessageContaining("orders: its log cannot be read: the logging driver is none");
    }

    @Test
    void theContainersOfOtherClassesDoNotCount() {
        ClassScope other = open();
        other.own(orders.containerId());
        orders.givenUp("the engine was away");

        logs().isEmpty();
    }

    // --- who asks

    @Test
    void anUndecidedGuardFailsItsClassOnce() {
        orders.givenUp("the engine was away");
        assertThat(test.judge(ERROR)).isNull();
        test.close();
        TestScope next = run.scopes.openTest(testClass, "next", "next()", settling());
        assertThat(next.judge(ERROR)).isNull();
        next.close();
        ClassScope nested = run.scopes.openClass(testClass, "nested", Object.class, settling());
        assertThat(nested.judge(ERROR)).isNull();

        assertThat(testClass.judge(ERROR))
                .hasMessageContaining("Cannot tell whether there is anything unexpected")
                .hasMessageContaining("the engine was away");
    }

    @Test
    void theClassIsDecidedIfMoreIsKnownAtItsEnd() {
        orders.givenUp("the engine was away");
        assertThat(test.judge(ERROR)).isNull();
        test.close();
        orders.takenUp();

        assertThat(testClass.judge(ERROR)).isNull();
    }

    @Test
    void eventuallyConcludesNoAbsenceThatIsNotKnown() {
        run.after(MILLISECOND);
        run.log(orders, "info", "placed");
        orders.givenUp("the engine was away");

        logs().eventually(Duration.ofSeconds(1), it -> it.from("orders").isNotEmpty());
        assertThatThrownBy(() -> logs().eventually(
                                Duration.ofSeconds(1), it -> it.from("orders").hasSize(1)))
                .hasMessageContaining("the engine was away");
        assertThatThrownBy(() -> logs().eventually(
                                Duration.ofSeconds(1), it -> it.withLevel(ERROR).isEmpty()))
                .hasMessageContaining("the engine was away");
        logs().eventually(Duration.ofSeconds(1), it -> it.from("payments").isEmpty());
    }

    @Test
    void aFailureSaysWhatIsNotKnown() {
        orders.givenUp("the engine was away");

        assertThatThrownBy(() -> logs().from("orders").isNotEmpty())
                .hasMessageContaining("This is undecided, for not everything is known:")
                .hasMessageContaining("the engine was away");
    }

    @Test
    void theListOfRecordsIsAskedForInVain() {
        orders.givenUp("the engine was away");
        CapturedLogs logs = run.scopes.viewOf(test);

        assertThatThrownBy(logs::records).hasMessageContaining("the engine was away");
    }

    // --- every assertion

    /** They say nothing of the records, or lead to an assertion that does. */
    private static final Set<String> NO_ASSERTIONS = Set.of(
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
            "isInstanceOf",
            "isInstanceOfAny",
            "isInstanceOfSatisfying",
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
            "isNull",
            "overridingErrorMessage",
            "withFailMessage",
            "withRepresentation",
            "withThreadDumpOnError",
            "setCustomRepresentation",
            "asInstanceOf",
            "asList",
            "getActual",
            "wait",
            "notify",
            "notifyAll",
            "getClass",
            "areEqual",
            "toAssert",
            "setDescriptionConsumer",
            "setPrintAssertionsDescription",
            "size",
            "asString",
            "usingComparator",
            "usingEquals",
            "usingDefaultComparator",
            "usingDefaultElementComparator",
            "usingElementComparator",
            "usingComparatorForType",
            "usingRecursiveComparison",
            "usingRecursiveAssertion",
            "usingRecursiveFieldByFieldElementComparator",
            "usingRecursiveFieldByFieldElementComparatorIgnoringFields",
            "usingRecursiveFieldByFieldElementComparatorOnFields",
            "usingElementComparatorIgnoringFields",
            "usingElementComparatorOnFields",
            "usingFieldByFieldElementComparator",
            "usingComparatorForElementFieldsWithNames",
            "usingComparatorForElementFieldsWithType",
            "withIterableElementAsserts",
            "newAbstractIterableAssert",
            "doesNotHaveSameHashCodeAs",
            "satisfies",
            "eventually");

    private static final Set<String> NARROWING = Set.of(
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
            "extractingResultOf");

    @TestFactory
    Stream<DynamicTest> noAssertionHoldsOverACaptureThatIsNotKnown() {
        orders.givenUp("the engine was away");
        return Stream.of(CapturedLogsAssert.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isBridge())
                .filter(method -> !NO_ASSERTIONS.contains(method.getName()) && !NARROWING.contains(method.getName()))
                .sorted(Comparator.comparing(Method::toString))
                .flatMap(method -> Stream.of(
                        DynamicTest.dynamicTest(name(method), () -> doesNotHold(logs(), method)),
                        DynamicTest.dynamicTest("extracted " + name(method), () -> extractedDoesNotHold(method))));
    }

    private static String name(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private void extractedDoesNotHold(Method ofRecords) throws ReflectiveOperationException {
        AbstractAssert<?, ?> values = logs().extracting(LogRecord::message);
        Method method;
        try {
            method = values.getClass().getMethod(ofRecords.getName(), ofRecords.getParameterTypes());
        } catch (NoSuchMethodException e) {
            return;
        }
        doesNotHold(values, method);
    }

    /** It fails, as there is nothing, or as that is not known; a wrong argument is refused. */
    private static void doesNotHold(Object assertion, Method method) throws ReflectiveOperationException {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(AbsenceRuleTest::argument)
                .toArray();
        if (method.getName().equals("isNotIn")) {
            // Of nothing it is true, whatever the records are.
            arguments[0] = arguments[0] instanceof Object[] ? new Object[] {List.of("one")} : List.of(List.of("one"));
        }
        try {
            method.invoke(assertion, arguments);
        } catch (InvocationTargetException e) {
            assertThat(e.getCause())
                    .isInstanceOfAny(
                            AssertionError.class,
                            IllegalArgumentException.class,
                            IndexOutOfBoundsException.class,
                            NullPointerException.class,
                            ClassCastException.class,
                            UnsupportedOperationException.class);
            return;
        }
        assertThat(method).as("holds over a capture that is not known").isNull();
    }

    private static @Nullable Object argument(Class<?> type) {
        if (type == int.class) {
            return 1;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        }
        if (type == Class.class) {
            return LogRecord.class;
        }
        if (type == String.class) {
            return "none";
        }
        if (type == Duration.class) {
            return Duration.ofMillis(1);
        }
        if (type == Index.class) {
            return Index.atIndex(0);
        }
        if (type == Condition.class) {
            return new Condition<>(any -> true, "anything");
        }
        if (type == Comparator.class) {
            return Comparator.comparing(Object::toString);
        }
        if (type == Predicate.class) {
            return (Predicate<Object>) any -> true;
        }
        if (type == BiPredicate.class) {
            return (BiPredicate<Object, Object>) (one, other) -> true;
        }
        if (type == Consumer.class) {
            return (Consumer<Object>) any -> {};
        }
        if (type == ThrowingConsumer.class) {
            return (ThrowingConsumer<Object>) any -> {};
        }
        if (type == BiConsumer.class) {
            return (BiConsumer<Object, Object>) (one, other) -> {};
        }
        if (type == Function.class) {
            return (Function<Object, Object>) any -> any;
        }
        if (type == InstanceOfAssertFactory.class) {
            return InstanceOfAssertFactories.type(LogRecord.class);
        }
        if (type.isAssignableFrom(ArrayList.class)) {
            return new ArrayList<>();
        }
        return null;
    }

    private static <T> T onAnotherThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, command -> new Thread(command).start())
                .join();
    }

    // --- vacuous truth

    @Test
    void allOfNothingFails() {
        assertThatThrownBy(() -> logs().allMatch(record -> true)).hasMessageContaining("noneMatch");
        assertThatThrownBy(() -> logs().allSatisfy(record -> {})).hasMessageContaining("There is none");
        assertThatThrownBy(() -> logs().are(new Condition<>(any -> true, "anything")))
                .hasMessageContaining("There is none");
        assertThatThrownBy(() -> logs().have(new Condition<>(any -> true, "anything")))
                .hasMessageContaining("There is none");
        assertThatThrownBy(() -> logs().extracting(LogRecord::message).allMatch(message -> true))
                .hasMessageContaining("There is none");
        run.after(MILLISECOND);
        run.log(orders, "info", "placed");
        logs().allMatch(record -> record.level() == LogLevel.INFO);
    }

    @Test
    void nothingInOrderAndNothingAssertedAreRefused() {
        assertThatThrownBy(() -> logs().containsInOrder()).hasMessageContaining("no kind of records");
        assertThatThrownBy(() -> logs().eventually(Duration.ofSeconds(5), it -> {}))
                .hasMessageContaining("Nothing is asserted");
        run.after(MILLISECOND);
        run.log(orders, "info", "placed");
        assertThatCode(() -> logs().eventually(
                                Duration.ofSeconds(5), it -> it.from("orders").first()))
                .doesNotThrowAnyException();
    }

    @Test
    void aFieldThatNoRecordHasIsNamed() {
        run.after(MILLISECOND);
        run.feed(orders, "{\"level\":\"info\",\"msg\":\"placed\",\"sku\":\"X-1\"}");

        assertThatThrownBy(() -> logs().extracting("mesage").doesNotContain("placed"))
                .hasMessageContaining("Can't find any field or property with name 'mesage'")
                .hasMessageContaining("did you mean 'message'?");
        assertThatThrownBy(() -> logs().filteredOn("skuu", "X-1").isEmpty()).hasMessageContaining("'skuu'");
        assertThatThrownBy(() -> logs().extracting("sku", "qty").hasSize(1)).hasMessageContaining("'qty'");
        logs().extracting("sku").containsExactly("X-1");
        logs().extracting("message").doesNotContain("refused");
        logs().filteredOn("sku", "X-2").isEmpty();
        logs().from("payments").extracting("qty").isEmpty();
    }

    // --- what is expected

    @Test
    void onlyAnEvaluationThatHeldNavigates() {
        run.after(MILLISECOND);
        run.log(orders, "error", "broken");
        assertThatThrownBy(() -> logs().eventually(
                                Duration.ofMillis(5),
                                it -> it.withLevel(ERROR).last().hasMessage("mended")))
                .isInstanceOf(AssertionError.class);
        assertThat(test.judge(ERROR)).hasMessageContaining("broken");

        assertThatThrownBy(() -> logs().withLevel(ERROR).first().hasMessage("mended"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> logs().withLevel(ERROR)
                        .first()
                        .satisfies(record -> assertThat(record.message()).isEqualTo("mended")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> logs().withLevel(ERROR).first().field("level").isEqualTo("mended"))
                .isInstanceOf(AssertionError.class);
        assertThat(test.judge(ERROR)).hasMessageContaining("broken");

        logs().eventually(Duration.ofMillis(5), it -> it.withLevel(ERROR).last().hasMessage("broken"));
        assertThat(test.judge(ERROR)).isNull();
    }

    // --- the guard beside other tests

    @Test
    void aSharedRecordThatNobodyExpectsFailsTheClassOnceAndNamesTheTests() {
        TestScope beside = onAnotherThread(() -> run.scopes.openTest(testClass, "beside", "beside()", settling()));
        run.after(MILLISECOND);
        run.log(orders, "error", "broken");
        run.after(MILLISECOND);
        assertThat(test.judge(ERROR)).as("guarded on its method alone").isNull();
        test.close();
        beside.close();

        assertThat(testClass.judge(null))
                .hasMessageContaining("broken")
                .hasMessageContaining("test()")
                .hasMessageContaining("beside()");
        assertThat(testClass.judge(null)).isNull();
    }

    @Test
    void aSharedRecordThatATestOfAnotherClassExpectsIsExpected() {
        ClassScope other = run.scopes.openClass(null, "other", Object.class, settling());
        TestScope beside = onAnotherThread(() -> run.scopes.openTest(other, "beside", "beside()", settling()));
        run.scopes.viewOf(beside).expect(it -> it.withLevel(ERROR));
        run.after(MILLISECOND);
        run.log(orders, "error", "broken");
        run.after(MILLISECOND);
        test.close();
        beside.close();

        assertThat(testClass.judge(ERROR)).isNull();
        assertThat(other.judge(ERROR)).isNull();
    }
}
