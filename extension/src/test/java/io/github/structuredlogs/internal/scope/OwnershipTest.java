package io.github.structuredlogs.internal.scope;

import static io.github.structuredlogs.internal.scope.FedCaptures.MILLISECOND;
import static io.github.structuredlogs.internal.scope.FedCaptures.SETTLING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Engine;
import io.github.structuredlogs.internal.store.SyncOutcome;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.containers.ContainerState;

/** Who owns which record, as a table: what happens, step by step, and what each class and test has then. */
@SuppressWarnings("StringSplitter") // The tables have no empty cell at an end.
class OwnershipTest {

    private final FedCaptures run = new FedCaptures();
    private final Map<String, Scope> scopes = new LinkedHashMap<>();
    private final Map<String, Capture> containers = new LinkedHashMap<>();

    @AfterEach
    void close() {
        run.close();
    }

    /**
     * The steps: {@code A[} and {@code ]A} begin and end a class, {@code A.B[} one nested in it; {@code A:1(} and
     * {@code A:1)} begin and end a test of it, each on a thread of its own; {@code +x} starts a container, {@code ~x} finds one that an earlier
     * JVM has left; {@code -x} ends it; {@code A=x} and {@code A:1=x} find it in a field, {@code A@x} one that another class keeps; {@code A:1?x} asks for it by its object; {@code x!m} logs.
     *
     * <p>Expected is what each scope has: {@code *m} if it may be another test's.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // --- classes and their containers
                "a static container is its class's whole"
                        + "| A[ +x A=x x!up A:1( x!1 A:1) x!down -x ]A B[ B:1( ) ]B"
                        + "| A: up 1 down; A:1: 1; B: ; B:1: ",
                "what a class logs before its first test belongs to the class"
                        + "| A[ +x x!up A:1( x!1 A:1) x!2 A:2( x!3 A:2) ]A"
                        + "| A: up 1 2 3; A:1: 1; A:2: 2 3",
                "the order of the methods does not matter"
                        + "| A[ +x x!up A:2( x!3 A:2) x!2 A:1( x!1 A:1) ]A"
                        + "| A:2: 3; A:1: 2 1",
                "what is logged between two classes belongs to the later one"
                        + "| +x x!0 A[ A:1( x!1 A:1) ]A x!2 B[ x!3 B:1( x!4 B:1) ]B x!5"
                        + "| A: 0 1; A:1: 1; B: 2 3 4; B:1: 4",
                "parallel classes do not see each other's containers"
                        + "| A[ B[ +x A=x +y B=y A:1( B:1( x!1 y!2 A:1) B:1) ]A ]B"
                        + "| A: 1; B: 2; A:1: 1; B:1: 2",
                "nor after one of them has ended, what came before"
                        + "| A[ B[ +x A=x A:1( B:1( x!1 A:1) ]A x!2 B:1) ]B"
                        + "| A: 1; B: 2; B:1: 2",
                "a container that ends with its class is never another's"
                        + "| A[ B[ +x A=x A:1( B:1( x!1 A:1) x!2 -x ]A B:1) ]B"
                        + "| A: 1 2; B: ; B:1: ",
                "a nested class sees the outer one's containers, and the outer one its"
                        + "| A[ +x A=x A:1( x!1 A:1) A.B[ +y A.B=y y!up A.B:1( x!2 y!3 A.B:1) -y ]A.B ]A"
                        + "| A: 1 up 2 3; A.B: up 2 3; A.B:1: 2 3",
                "what is logged before a nested class's first test is no test's"
                        + "| A[ +x A=x A:1( x!1 A:1) A.B[ x!2 A.B:1( x!3 A.B:1) ]A.B ]A"
                        + "| A: 1 2 3; A:1: 1; A.B:1: 3",

                // --- singletons, aliases, cached contexts
                "a singleton that a test starts lazily and asks for is nobody's own"
                        + "| A[ A:1( +x A:1?x x!1 A:1) A:2( A:2?x x!2 A:2) ]A B[ B:1( x!3 B:1) ]B"
                        + "| A:1: 1; A:2: 2; B:1: 3; A: 1 2; B: 3",
                "an alias in a field ends with its class"
                        + "| +x A[ A=x A:1( x!1 A:1) ]A B[ B:1( x!2 B:1) ]B"
                        + "| A:1: 1; B:1: 2",
                "so does the field of a class that has started it lazily"
                        + "| A[ +x A=x A:1( x!1 A:1) ]A B[ B:1( x!2 B:1) ]B"
                        + "| A:1: 1; A: 1; B:1: 2; B: 2",
                "an alias does not hide a singleton from a class beside"
                        + "| +x A[ A=x B[ A:1( x!1 A:1) B:1( x!2 B:1) ]B ]A"
                        + "| A:1: 1; B:1: 2",
                "nor if the class has started it lazily, while another class keeps it"
                        + "| A[ B[ +x A@x A:1( B:1( x!1 A:1) x!2 B:1) ]A x!3 ]B"
                        + "| A:1: *1; B:1: *1 2; B: 1 2 3",
                "nor if a test has" + "| A[ B[ A:1( B:1( +x A:1@x x!1 A:1) x!2 B:1) ]A ]B" + "| A:1: *1; B:1: *1 2",
                "a singleton of a base class is in the fields of both"
                        + "| A[ B[ +x A=x B=x A:1( B:1( x!1 A:1) x!2 B:1) ]A ]B"
                        + "| A:1: *1; B:1: *1 2",
                "so it is for their nested classes"
                        + "| A[ B[ +x A=x B=x A.C[ A.C:1( B:1( x!1 A.C:1) x!2 B:1) ]A.C ]A ]B"
                        + "| A.C:1: *1; B:1: *1 2",
                "and when one of both ends before the other one's test"
                        + "| A[ B[ +x A=x B=x A:1( x!1 A:1) ]A B:1( x!2 B:1) x!3 -x ]B"
                        + "| A:1: 1; B:1: 2; B: 1 2 3",
                "a reused container that two classes use at a time may be either's"
                        + "| A[ B[ ~x A=x B=x A:1( B:1( x!1 A:1) x!2 B:1) ]A ]B"
                        + "| A:1: *1; B:1: *1 2",
                "an alias of what another class keeps ends with its class"
                        + "| A[ +x A@x A:1( x!1 A:1) ]A x!2 B[ B:1( x!3 B:1) ]B"
                        + "| A: 1; A:1: 1; B: 2 3; B:1: 3",
                "a bean in the fields of many tests is theirs one after the other"
                        + "| A[ +x A:1( A:1=x x!1 A:1) A:2( A:2=x x!2 A:2) ]A B[ B:1( x!3 B:1) ]B"
                        + "| A:1: 1; A:2: 2; B:1: 3",
                "a bean that the first test has started as well"
                        + "| A[ A:1( +x A:1=x x!1 A:1) A:2( A:2=x x!2 A:2) ]A B[ B:1( x!3 B:1) ]B"
                        + "| A:1: 1; A:2: 2; B:1: 3",
                "a context that is closed for the next test"
                        + "| A[ A:1( +x A:1=x x!1 A:1) x!down -x A:2( +y A:2=y y!2 A:2) -y ]A"
                        + "| A:1: 1 down; A:2: 2",

                // --- reused containers
                "a reused container's past is nobody's"
                        + "| ~x x!old A[ A=x A:1( x!1 A:1) ]A B[ B=x B:1( x!2 B:1) ]B"
                        + "| A:1: 1; B:1: 2; B: 2",
                "who has one in a field keeps it while he runs"
                        + "| A[ B[ ~x A=x A:1( B:1( x!1 A:1) B:1) ]A ]B"
                        + "| A:1: 1; B:1: ",

                // --- containers of a test
                "an instance's container is its test's whole"
                        + "| A[ A:1( +x A:1=x x!up x!1 A:1) x!down -x A:2( +y A:2=y y!up A:2) y!down -y ]A"
                        + "| A:1: up 1 down; A:2: up down",
                "also beside other tests"
                        + "| A[ A:1( A:2( +x A:1=x +y A:2=y x!1 y!2 A:1) x!3 -x A:2) ]A"
                        + "| A:1: 1 3; A:2: 2",
                "and beside those of another class"
                        + "| A[ B[ A:1( B:1( +x A:1=x x!1 A:1) -x B:1) ]A ]B"
                        + "| A:1: 1; B:1: ; B: ",
                "a container that a test starts and asks for alone is its beside others"
                        + "| A[ A:1( A:2( +x A:1?x x!1 A:1) A:2) ]A"
                        + "| A:1: 1; A:2: *1",
                "what two tests ask for may be either's"
                        + "| A[ A:1( A:2( +x A:1?x A:2?x x!1 A:1) A:2) ]A"
                        + "| A:1: *1; A:2: *1",

                // --- parallel tests
                "what comes while two tests run may be either's"
                        + "| +x A[ A:1( x!1 A:2( x!2 A:1) x!3 A:2) ]A"
                        + "| A:1: 1 *2; A:2: *2 3",
                "also of two classes" + "| +x A[ B[ A:1( B:1( x!1 A:1) x!2 B:1) ]A ]B" + "| A:1: *1; B:1: *1 2",
                "what came while another test ran is not the next one's"
                        + "| +x A[ A:1( A:1) A:2( x!1 A:2) x!2 A:3( x!3 A:3) ]A"
                        + "| A:1: ; A:2: 1; A:3: 2 3",

                // --- restarts
                "another container of the same object is its class's as well"
                        + "| A[ +x A=x A:1( x!1 A:1) -x A:2( +y A=y y!2 A:2) -y ]A B[ B:1( ) ]B"
                        + "| A: 1 2; A:1: 1; A:2: 2; B:1: ",
            })
    void eachRecordHasItsOwner(String what, String steps, String expected) {
        for (String step : steps.strip().split(" ")) {
            take(step);
        }
        for (String each : expected.split(";")) {
            String name = each.strip().replaceAll(": ?[^:]*$", "");
            List<String> records = Arrays.stream(
                            each.strip().substring(name.length() + 1).split(" "))
                    .filter(word -> !word.isEmpty())
                    .toList();
            Scope scope = scope(name);
            assertThat(Stream.concat(
                            messages(scope.slice().records()),
                            messages(scope.slice().shared()).map(it -> "*" + it)))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(records);
        }
    }

    private static Stream<String> messages(List<LogRecord> records) {
        return records.stream().map(LogRecord::message);
    }

    private Scope scope(String name) {
        Scope scope = scopes.get(name);
        assertThat(scope).as(name).isNotNull();
        return scope;
    }

    private void take(String step) {
        run.after(MILLISECOND);
        if (step.equals(")")) {
            new ArrayList<>(scopes.values()).get(scopes.size() - 1).close();
        } else if (step.startsWith("]")) {
            scope(step.substring(1)).close();
        } else if (step.endsWith("[")) {
            String name = step.substring(0, step.length() - 1);
            int dot = name.lastIndexOf('.');
            ClassScope outer = dot < 0 ? null : (ClassScope) scope(name.substring(0, dot));
            scopes.put(name, run.scopes.openClass(outer, name, OwnershipTest.class, SETTLING));
        } else if (step.endsWith("(")) {
            String name = step.substring(0, step.length() - 1);
            ClassScope owner = (ClassScope) scope(name.substring(0, name.indexOf(':')));
            scopes.put(name, onAnotherThread(() -> run.scopes.openTest(owner, name, name, SETTLING)));
        } else if (step.endsWith(")")) {
            scope(step.substring(0, step.length() - 1)).close();
        } else if (step.startsWith("+")) {
            Capture started = run.createdContainer(step.substring(1));
            started.status(started.status().startedAt(now()));
            containers.put(step.substring(1), started);
        } else if (step.startsWith("~")) {
            Capture reused = run.reusedContainer(step.substring(1));
            reused.status(reused.status().startedAt(now().minusSeconds(3600)));
            containers.put(step.substring(1), reused);
        } else if (step.startsWith("-")) {
            Capture ended = container(step.substring(1));
            ended.status(ended.status().exited(0, now()).removed(now()));
        } else if (step.contains("=")) {
            scope(step.substring(0, step.indexOf('=')))
                    .own(container(step.substring(step.indexOf('=') + 1)).containerId());
        } else if (step.contains("@")) {
            scope(step.substring(0, step.indexOf('@')))
                    .share(container(step.substring(step.indexOf('@') + 1)).containerId());
        } else if (step.contains("?")) {
            TestScope test = (TestScope) scope(step.substring(0, step.indexOf('?')));
            run.scopes.ownership().ask(container(step.substring(step.indexOf('?') + 1)), test);
        } else {
            run.log(container(step.substring(0, step.indexOf('!'))), "info", step.substring(step.indexOf('!') + 1));
        }
        run.after(MILLISECOND);
    }

    private Instant now() {
        return Instant.ofEpochSecond(0, run.now);
    }

    private Capture container(String name) {
        Capture capture = containers.get(name);
        assertThat(capture).as(name).isNotNull();
        return capture;
    }

    private static <T> T onAnotherThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, command -> new Thread(command).start())
                .join();
    }

    private void take(String... steps) {
        for (String each : steps) {
            take(each);
        }
    }

    // --- names

    @Test
    void nameSelectsAllContainersWithIt() {
        take("A[", "A:1(");
        Capture first = run.container("orders");
        run.log(first, "error", "before the restart");
        Capture second = run.container("orders#2");
        run.log(second, "info", "after it");
        run.container("orders-db");

        CapturedLogs logs = run.scopes.viewOf((TestScope) scope("A:1"));
        assertThat(logs.from("orders").records()).hasSize(2);
        assertThat(logs.from("orders#2").records()).hasSize(1);
        assertThatThrownBy(() -> logs.assertThat()
                        .from("orders")
                        .withLevel(LogLevel.ERROR)
                        .isEmpty())
                .hasMessageContaining("before the restart");
        logs.assertThat().from("orders").withLevel(LogLevel.ERROR).first().isFrom("orders");
    }

    @Test
    void theNameOfAnotherClassesContainerIsRefused() {
        take("A[", "+kafka", "A=kafka", "kafka!up", "-kafka", "]A", "B[", "+orders", "B:1(");

        CapturedLogs logs = run.scopes.viewOf((TestScope) scope("B:1"));
        assertThatThrownBy(() -> logs.assertThat().from("kafka").isEmpty())
                .hasMessage(
                        "\"kafka\" is a container of class OwnershipTest, and no container of this class has that name."
                                + " There are: orders");
        assertThat(logs.all().from("kafka").records()).hasSize(1);
    }

    /** Another class keeps it, so that nobody can tell who of both has caused what it logs. */
    @Test
    void whatIsNamedByItsObjectIsNotAbsentBecauseAnotherClassKeepsIt() {
        take("A[", "B[", "+x", "A=x", "A:1(", "B:1(", "x!1");
        CapturedLogs logs = run.scopes.viewOf((TestScope) scope("B:1"));
        ContainerState x = object(container("x"));

        assertThatThrownBy(() -> logs.assertThat().from(x).isEmpty())
                .hasMessageContaining("it is not known which test");
        assertThatThrownBy(() -> logs.assertThat().from(x).hasSize(0))
                .hasMessageContaining("it is not known which test");
        assertThatThrownBy(() -> logs.from(x).assertThat().withMessage("1").isEmpty())
                .hasMessageContaining("it is not known which test");
        logs.assertThat().from(x).withMessage("2").isEmpty();
        logs.assertThat().isEmpty();
        container("x").givenUp("the engine was away");
        assertThatThrownBy(() -> logs.assertThat().from(x).withMessage("2").isEmpty())
                .hasMessageContaining("the engine was away");
        logs.assertThat().isEmpty();
    }

    @Test
    void norIfAssertionsThatWaitTogetherNameIt() {
        take("A[", "B[", "+x", "A=x", "A:1(", "B:1(");
        CapturedLogs logs = run.scopes.viewOf((TestScope) scope("B:1"));
        ContainerState x = object(container("x"));
        AtomicBoolean isUnread = new AtomicBoolean(true);
        engine(captures -> {
            if (captures.contains(container("x")) && isUnread.getAndSet(false)) {
                run.log(container("x"), "error", "only the engine has it");
            }
        });

        assertThatThrownBy(() -> logs.assertThat()
                        .eventually(
                                Duration.ofMillis(1),
                                it -> it.from(x).withLevel(LogLevel.ERROR).isEmpty()))
                .hasMessageContaining("only the engine has it");
        container("x").givenUp("the engine was away");
        assertThatThrownBy(() -> logs.assertThat()
                        .eventually(
                                Duration.ofMillis(1),
                                it -> it.from(x).withMessage("2").isEmpty()))
                .hasMessageContaining("the engine was away");
    }

    @Test
    void whatAnotherKeepsArrivesWhileAssertionsWait() throws InterruptedException {
        take("A[", "B[", "+x", "A=x", "A:1(", "B:1(");
        CapturedLogs logs = run.scopes.viewOf((TestScope) scope("B:1"));
        String trace = logs.traceparent().substring(3, 35);
        ContainerState x = object(container("x"));
        AtomicInteger tries = new AtomicInteger();
        Thread writer = new Thread(() -> {
            while (tries.get() == 0) {
                Thread.onSpinWait();
            }
            run.feed(container("x"), "{\"level\":\"info\",\"msg\":\"charged\",\"trace_id\":\"" + trace + "\"}");
        });
        writer.start();

        logs.assertThat().eventually(Duration.ofSeconds(60), it -> {
            tries.incrementAndGet();
            it.from(x).withMessage("charged").isNotEmpty();
        });
        writer.join();
    }

    @Test
    void norIfAClassAsks() {
        take("A[", "B[", "+x", "A=x", "A:1(", "x!1");
        CapturedLogs logs = run.scopes.viewOf((ClassScope) scope("B"));
        ContainerState x = object(container("x"));

        assertThatThrownBy(() -> logs.assertThat().from(x).isEmpty())
                .hasMessageContaining("it is not known which test");
        assertThatThrownBy(() -> logs.assertThat().from(x).withMessage("1").isNotEmpty())
                .isInstanceOf(AssertionError.class);
        logs.assertThat().from(x).withMessage("2").isEmpty();
    }

    private void engine(Consumer<Collection<Capture>> onSync) {
        run.captures.engine(new Engine() {
            @Override
            public SyncOutcome sync(Collection<Capture> of, Duration bound) {
                onSync.accept(of);
                return new SyncOutcome(List.of());
            }

            @Override
            public List<String> idsOf(ContainerState container) {
                return containers.values().stream().map(Capture::containerId).toList();
            }

            @Override
            public List<String> notCaptured() {
                return List.of();
            }
        });
    }

    /** It was stopped and started, and nobody has seen the container that runs now. */
    @Test
    void anObjectThatRunsAContainerWithoutACaptureIsNotQuiet() {
        take("A[", "+x", "A:1(");
        engine(captures -> {});
        AtomicReference<String> id = new AtomicReference<>(container("x").containerId());
        CapturedLogs ofX = run.scopes.viewOf((TestScope) scope("A:1")).from(object(id::get));
        ofX.assertThat().isEmpty();
        id.set("another");

        assertThatThrownBy(() -> ofX.assertThat().isEmpty())
                .hasMessageContaining("runs another container than those that are captured");
    }

    /** Records are divided by time, and times before and after it cannot be compared. */
    @Test
    void whatATestHasIsNotKnownOnceAClockWasSet() {
        take("A[", "+x", "A:1(", "x!1");
        CapturedLogs logs = run.scopes.viewOf((TestScope) scope("A:1"));
        logs.assertThat().withMessage("2").isEmpty();
        run.captures.clockWasSet("the engine's clock was set back by about 60 s");

        assertThatThrownBy(() -> logs.assertThat().withMessage("2").isEmpty())
                .hasMessageContaining("which records are of this test: the engine's clock was set back");
        assertThatThrownBy(logs::records).hasMessageContaining("the engine's clock was set back");
        assertThatThrownBy(() -> logs.spans().assertThat().isEmpty())
                .hasMessageContaining("the engine's clock was set back");
        assertThat(((TestScope) scope("A:1")).judge(LogLevel.ERROR)).isNull();
        assertThat(((ClassScope) scope("A")).judge(LogLevel.ERROR))
                .hasMessageContaining("the engine's clock was set back");
        logs.all().assertThat().withMessage("2").isEmpty();
        logs.assertThat().withMessage("1").isNotEmpty();
    }

    static ContainerState object(Capture of) {
        return object(of::containerId);
    }

    private static ContainerState object(Supplier<String> id) {
        return (ContainerState) Proxy.newProxyInstance(
                OwnershipTest.class.getClassLoader(),
                new Class<?>[] {ContainerState.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getContainerId" -> id.get();
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> 1;
                    default -> null;
                });
    }

    // --- views

    @Test
    void theFieldOfATestsOwnInstanceIsThatOfItsTestOnAnyThread() {
        take("A[", "+x");
        CapturedLogs field = run.scopes.view((ClassScope) scope("A"));
        CapturedLogs ofX = field.from("x");
        take("A:1(", "x!1", "A:1)", "A:2(", "x!2");
        run.scopes.bind(field, (TestScope) scope("A:2"));

        assertThat(messages(onAnotherThread(field::records))).containsExactly("2");
        assertThat(messages(ofX.records()))
                .as("what was derived from it before")
                .containsExactly("2");
    }

    @Test
    void aParameterIsThatOfItsTestOnAnyThread() {
        take("A[", "+x", "A:1(", "x!1", "A:1)", "A:2(", "x!2");

        CapturedLogs logs = run.scopes.viewOf((TestScope) scope("A:1"));
        assertThat(messages(onAnotherThread(logs::records))).containsExactly("1");
    }

    @Test
    void theInnermostOfSeveralTestsOnAThreadCounts() {
        take("A[", "+x");
        ClassScope testClass = (ClassScope) scope("A");
        CapturedLogs logs = run.scopes.view(testClass);
        TestScope outer = run.scopes.openTest(testClass, "outer", "outer", SETTLING);
        TestScope inner = run.scopes.openTest(testClass, "inner", "inner", SETTLING);
        logs.expect(it -> it.withLevel(LogLevel.ERROR));
        take("A:3(");

        assertThat(inner.expectations()).hasSize(1);
        inner.close();
        logs.expect(it -> it.withLevel(LogLevel.WARN));
        assertThat(outer.expectations()).hasSize(1);
    }

    @Test
    void staticFieldShowsTheRunningClass() {
        CapturedLogs logs = run.scopes.viewOfAny();
        take("+x", "A[", "A:1(", "x!1");
        assertThat(messages(logs.records())).containsExactly("1");
        take("A:1)", "]A", "B[", "x!2", "B:1(", "x!3");
        assertThat(messages(logs.records())).containsExactly("3");
        take("B:1)");
        assertThat(messages(logs.records())).containsExactly("2", "3");
    }

    @Test
    void staticFieldIsThatOfTheClassOnItsThreadIfSeveralRun() throws Exception {
        CapturedLogs logs = run.scopes.viewOfAny();
        take("A[", "+x", "A=x");
        onThread(() -> take("B[", "+y", "B=y"));
        take("x!1");
        onThread(() -> take("B:1("));

        assertThat(messages(logs.records())).containsExactly("1");
        onThread(() -> assertThatThrownBy(() -> logs.assertThat().isEmpty())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Several test classes are running"));
    }

    private static void onThread(Runnable action) throws Exception {
        CompletableFuture.runAsync(action, task -> new Thread(task).start()).get();
    }

    /** A base class may keep what is narrowed in a static field of its own. */
    @Test
    void whatIsDerivedFromAStaticFieldShowsTheRunningClass() {
        CapturedLogs logs = run.scopes.viewOfAny();
        take("A[", "+x", "A=x");
        CapturedLogs ofX = logs.from("x");
        take("A:1(", "x!1", "A:1)", "-x", "]A", "B[", "+x#2", "B=x#2", "B:1(", "x#2!2");
        assertThat(messages(ofX.records())).containsExactly("2");
        assertThatThrownBy(() -> ofX.assertThat().isEmpty()).isInstanceOf(AssertionError.class);
        take("B:1)", "-x#2", "]B", "C[", "+y", "C=y", "C:1(");
        assertThatThrownBy(() -> ofX.assertThat().isEmpty()).hasMessageContaining("\"x\" is a container of class");
    }

    // --- the class's records

    @Test
    void aPresenceAssertionSaysWhatTheClassHas() {
        take("A[", "+x", "x!ready", "A:1(");

        assertThatThrownBy(() -> run.scopes
                        .viewOf((TestScope) scope("A:1"))
                        .assertThat()
                        .withMessage("ready")
                        .isNotEmpty())
                .hasMessageContaining("1 record before the first test matches: logs.all()");
    }

    @Test
    void theClassIsJudgedForItsOwnRecords() {
        take("A[", "+x");
        run.log(container("x"), "error", "badly configured");
        take("A:1(");
        TestScope test = (TestScope) scope("A:1");
        assertThat(test.judge(LogLevel.ERROR)).isNull();
        take("A:1)");

        assertThat(((ClassScope) scope("A")).judge(LogLevel.ERROR)).hasMessageContaining("badly configured");
    }

    // --- crashes

    private void crash(String container, int exitCode) {
        Capture capture = container(container);
        capture.status(capture.status().exited(exitCode, now()));
        capture.exited(now(), capture.status());
        run.after(MILLISECOND);
    }

    @Test
    void containerKilledByASignalIsUnexpected() {
        take("A[", "+x", "A:1(", "x!1");
        crash("x", 139);
        TestScope test = (TestScope) scope("A:1");

        assertThat(test.judge(LogLevel.ERROR)).hasMessageContaining("x exited 139 (SIGSEGV)");
        take("A:1)");
        assertThat(((ClassScope) scope("A")).judge(LogLevel.ERROR)).isNull();
    }

    @Test
    void containerThatWasEndedFromOutsideIsNot() {
        take("A[", "+x", "+y", "A:1(", "x!1");
        crash("x", 143);
        crash("y", 137);

        assertThat(((TestScope) scope("A:1")).judge(LogLevel.ERROR)).isNull();
    }

    @Test
    void exitAfterAnExceptionIsUnexpected() {
        take("A[", "+x", "A:1(");
        run.feed(container("x"), "{\"level\":\"info\",\"msg\":\"bye\",\"exception\":\"java.lang.Error: lost\"}");
        crash("x", 1);

        assertThat(((TestScope) scope("A:1")).judge(LogLevel.ERROR)).hasMessageContaining("x exited 1");
    }

    @Test
    void aJobsExitCodeAStoppedContainerAndAnExpectedEndAreNot() {
        take("A[", "+job", "+stopped", "+expected", "A:1(", "job!no match", "expected!giving up");
        crash("job", 1);
        container("stopped").status(container("stopped").status().asStopped());
        crash("stopped", 137);
        TestScope test = (TestScope) scope("A:1");
        run.scopes.viewOf(test).expect(it -> it.from("expected"));
        crash("expected", 134);

        assertThat(test.judge(LogLevel.ERROR)).isNull();
    }

    @Test
    void aCrashBesideOtherTestsFailsTheClassOnce() {
        take("+x", "A[", "A:1(", "A:2(", "x!1");
        crash("x", 134);

        assertThat(((TestScope) scope("A:1")).judge(LogLevel.ERROR)).isNull();
        take("A:1)", "A:2)");
        assertThat(((ClassScope) scope("A")).judge(LogLevel.ERROR)).hasMessageContaining("x exited 134 (SIGABRT)");
        assertThat(((ClassScope) scope("A")).judge(LogLevel.ERROR)).isNull();
    }

    // --- times

    /** A local time without a zone is off by hours; a clock that stands still is off by more and more. */
    @ParameterizedTest
    @CsvSource({"2026-11-21T11:00:00.005Z", "2026-11-21T11:59:59.123Z"})
    void aRecordsOwnTimeCountsOnlyWhereItIsCloseToTheEngines(String own) {
        take("A[", "+x", "A:1(", "A:1)", "A:2(");
        run.after(5 * MILLISECOND);
        run.logAt(container("x"), own, "of the second");

        assertThat(messages(scope("A:1").slice().records())).isEmpty();
        assertThat(messages(scope("A:2").slice().records())).containsExactly("of the second");
    }

    // --- memory

    @Test
    void aTestThatHasEndedIsForgottenWithItsClass() {
        take("A[", "+x");
        ClassScope testClass = (ClassScope) scope("A");
        for (int i = 0; i < 2500; i++) {
            TestScope test = run.scopes.openTest(testClass, "id", "name", SETTLING);
            run.after(2 * MILLISECOND);
            test.close();
            run.after(2 * MILLISECOND);
        }
        List<TestScope> tests = testClass.tests();

        assertThat(tests.stream().filter(test -> !test.begin.sizes().isEmpty()).count())
                .as("those that keep what they were searched by")
                .isLessThanOrEqualTo(1001);
        assertThat(tests.subList(0, 1400)).allMatch(test -> test.beside().isEmpty());
    }

    /** A failure is compared with all tests that passed, however many there were. */
    @Test
    void aTestThatHasEndedLongAgoStillKnowsWhereItsRecordsBegin() {
        take("A[", "+x");
        ClassScope testClass = (ClassScope) scope("A");
        for (int i = 0; i < 1500; i++) {
            try (TestScope test = run.scopes.openTest(testClass, "id", "name", SETTLING)) {
                run.after(MILLISECOND);
                run.log(container("x"), "info", "of " + i + " in " + test.words());
                run.after(2 * MILLISECOND);
            }
            run.after(2 * MILLISECOND);
        }
        TestScope early = testClass.tests().get(300);

        assertThat(early.from(container("x"))).isEqualTo(300);
        assertThat(messages(early.slice().records())).containsExactly("of 300 in this test");
    }
}
