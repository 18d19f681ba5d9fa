package io.github.structuredlogs.internal.scope;

import static io.github.structuredlogs.internal.scope.FedCaptures.MICROSECOND;
import static io.github.structuredlogs.internal.scope.FedCaptures.MILLISECOND;
import static io.github.structuredlogs.internal.scope.FedCaptures.SETTLING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.condition.RecordConditions;
import io.github.structuredlogs.internal.query.RecordSearch;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.store.Stops;
import io.github.structuredlogs.internal.text.RecordText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

    private final FedCaptures run = new FedCaptures();
    private final Capture orders = run.container("orders");
    private final ClassScope testClass = run.scopes.openClass(null, "class", ScopesTest.class, SETTLING);

    @AfterEach
    void close() {
        run.close();
    }

    private TestScope test(String name) {
        return test(testClass, name);
    }

    private TestScope test(ClassScope owner, String name) {
        return run.scopes.openTest(owner, name, name, SETTLING);
    }

    private static <T> T onAnotherThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, command -> new Thread(command).start())
                .join();
    }

    private static List<String> messages(Scope scope) {
        return messages(scope.slice().records());
    }

    private static List<String> messages(List<LogRecord> records) {
        return records.stream().map(LogRecord::message).toList();
    }

    private void log(String message) {
        run.after(MILLISECOND);
        run.log(orders, "info", message);
        run.after(MILLISECOND);
    }

    @Test
    void whatCameBeforeSeveralTestsIsReturnedOnce() {
        log("up");
        TestScope first = test("first");
        log("of the first");
        first.close();
        TestScope second = test("second");
        log("of the second");
        second.close();
        List<Capture> captures = List.of(orders);
        assertThat(messages(second.earlier(captures))).containsExactly("up", "of the first");

        EarlierRecords earlier = new EarlierRecords();
        assertThat(messages(earlier.before(second, captures))).containsExactly("up", "of the first");
        assertThat(messages(earlier.before(first, captures))).isEmpty();

        EarlierRecords inOrder = new EarlierRecords();
        assertThat(messages(inOrder.before(first, captures))).containsExactly("up");
        assertThat(messages(inOrder.before(second, captures))).containsExactly("of the first");
    }

    /** The other run hides what its own settings name, and not what those of the run around it do. */
    @Test
    void showsRecordsAsTheRunAroundAnotherOneDoesOnceThatHasEnded() {
        log("placed");
        RecordText hidden = new RecordText() {
            @Override
            public String line(LogRecord record) {
                return "hidden";
            }

            @Override
            public String value(String part, @Nullable Object value) {
                return "hidden";
            }

            @Override
            public String plain(String text) {
                return "hidden";
            }

            @Override
            public String foreign(String words, Collection<? extends LogRecord> about) {
                return "hidden";
            }
        };
        Scopes within = new Scopes(run.captures, hidden);
        assertThat(orders.text().line(orders.record(0))).isEqualTo("hidden");

        within.close();

        assertThat(orders.text().line(orders.record(0))).contains("placed");
    }

    @Nested
    class Names {

        private Capture start(String id) {
            return run.captures.open(new ContainerIdentity(id, "payments", "payments:1", Map.of(), false, null));
        }

        private void remove(Capture capture) {
            Instant at = Instant.ofEpochSecond(0, run.now);
            capture.status(capture.status().startedAt(at).exited(0, at).removed(at));
            run.after(MILLISECOND);
        }

        @Test
        void tellApartWhatOneClassSees() {
            Capture attempt = start("1");
            remove(attempt);
            Capture second = start("2");

            assertThat(attempt.name()).isEqualTo("payments");
            assertThat(second.name()).isEqualTo("payments#2");
        }

        @Test
        void areFreeAgainForTheNextClass() {
            Capture first = start("1");
            run.log(first, "info", "of the class before");
            remove(first);
            testClass.close();
            run.after(MILLISECOND);
            ClassScope next = run.scopes.openClass(null, "next", String.class, SETTLING);
            Capture second = start("2");
            run.log(second, "info", "of this class");

            assertThat(second.name()).isEqualTo("payments");
            CapturedLogs logs = run.scopes.view(next);
            assertThat(messages(logs.from("payments").records())).containsExactly("of this class");
            assertThat(messages(logs.all().from("payments").records()))
                    .as("the class's own, though one of another class has the name")
                    .containsExactly("of this class");
            assertThat(messages(logs.all().records())).contains("of the class before", "of this class");
        }

        @Test
        void areNotFreeWhileTheContainerIsThere() {
            Capture first = start("1");
            testClass.own("1");
            run.log(first, "info", "of the class before");
            testClass.close();
            run.after(MILLISECOND);
            ClassScope next = run.scopes.openClass(null, "next", String.class, SETTLING);
            Capture second = start("2");
            run.log(second, "info", "of this class");

            assertThat(second.name()).isEqualTo("payments#2");
            CapturedLogs logs = run.scopes.view(next);
            assertThat(messages(logs.from("payments").records())).containsExactly("of this class");
            assertThat(messages(logs.all().from("payments").records()))
                    .as("a name means all that have it")
                    .containsExactly("of the class before", "of this class");
            assertThat(messages(logs.all().from("payments#2").records()))
                    .as("a number means one")
                    .containsExactly("of this class");
        }

        @Test
        void parallelClassMayUseUnsharedContainer() {
            ClassScope beside = run.scopes.openClass(null, "beside", String.class, SETTLING);
            Capture first = start("1");
            beside.own("1");
            Capture shared = start("2");
            remove(first);
            remove(shared);
            beside.close();
            run.after(MILLISECOND);
            run.scopes.openClass(null, "next", Integer.class, SETTLING);

            assertThat(shared.name()).isEqualTo("payments#2");
            assertThat(start("3").name()).isEqualTo("payments");
            assertThat(start("4").name())
                    .as("the class that still runs sees #2")
                    .isEqualTo("payments#3");
        }
    }

    @Nested
    class OneTestAfterTheOther {

        @Test
        void dividesTheRecordsAtTheEndsOfTests() {
            log("before the first");
            TestScope first = test("first");
            log("in the first");
            first.close();
            log("between them");
            TestScope second = test("second");
            log("in the second");
            second.close();
            log("after the second");

            assertThat(messages(first)).as("what came before is the class's").containsExactly("in the first");
            assertThat(messages(second)).containsExactly("between them", "in the second");
            assertThat(messages(testClass))
                    .containsExactly(
                            "before the first", "in the first", "between them", "in the second", "after the second");
        }

        @ParameterizedTest
        @ValueSource(ints = {-30, 30})
        void dividesThemThoughTheEnginesClockIsAnother(int secondsAhead) {
            run.engineClockIsAheadBy(Duration.ofSeconds(secondsAhead));
            dividesTheRecordsAtTheEndsOfTests();
        }

        @Test
        void givesALateRecordToTheTestThatItWasWrittenInByTheEnginesClock() {
            TestScope first = test("first");
            run.after(10 * MILLISECOND);
            first.close();
            test("second");
            run.after(5 * MILLISECOND);
            run.engineClockIsAheadBy(Duration.ofSeconds(30));
            run.logAt(orders, "2026-11-21T12:00:30.009Z", "written in the first");

            assertThat(messages(first)).containsExactly("written in the first");
        }

        @Test
        void givesALateRecordToTheTestThatItWasWrittenIn() {
            TestScope first = test("first");
            run.after(10 * MILLISECOND);
            first.close();
            TestScope second = test("second");
            run.after(5 * MILLISECOND);
            run.logAt(orders, "2026-11-21T12:00:00.009Z", "written in the first");
            run.logAt(orders, "2026-11-21T12:00:00.014Z", "written in the second");

            assertThat(messages(first)).containsExactly("written in the first");
            assertThat(messages(second)).containsExactly("written in the second");
        }

        @Test
        void countsALateRecordAmongWhatCameBeforeTheTest() {
            run.after(10 * MILLISECOND);
            TestScope test = test("test");
            run.after(5 * MILLISECOND);
            run.logAt(orders, "2026-11-21T12:00:00.009Z", "written before it");
            run.logAt(orders, "2026-11-21T12:00:00.014Z", "written in it");

            assertThat(messages(test.earlier(List.of(orders)))).containsExactly("written before it");
            assertThat(messages(test)).containsExactly("written in it");
        }

        @Test
        void givesARecordOfTheLastMillisecondToTheTestThatEndsInIt() {
            run.after(10 * MILLISECOND + 300 * MICROSECOND);
            TestScope first = test("first");
            run.after(200 * MICROSECOND);
            first.close();
            run.now = FedCaptures.NOON + 11 * MILLISECOND;
            TestScope second = test("second");
            run.after(400 * MICROSECOND);
            run.logAt(orders, "2026-11-21T12:00:00.010Z", "cut off to the millisecond, from the first");
            run.logAt(orders, "2026-11-21T12:00:00.011Z", "cut off to the millisecond, from the second");

            assertThat(messages(first)).containsExactly("cut off to the millisecond, from the first");
            assertThat(messages(second)).containsExactly("cut off to the millisecond, from the second");
        }

        @Test
        void takesAWholeSecondForExactWhereTheLoggerWritesMilliseconds() {
            run.logAt(orders, "2026-11-21T12:00:00.001Z", "started");
            run.now = FedCaptures.NOON + 990 * MILLISECOND;
            TestScope first = test("first");
            run.now = FedCaptures.NOON + 1_000 * MILLISECOND + 300 * MICROSECOND;
            first.close();
            run.now = FedCaptures.NOON + 1_001 * MILLISECOND;
            TestScope second = test("second");
            run.after(400 * MICROSECOND);
            run.logAt(orders, "2026-11-21T12:00:01.000Z", "from the first");

            assertThat(messages(first)).contains("from the first");
            assertThat(messages(second)).isEmpty();
        }

        @Test
        void goesByTheEnginesTimeWhereTheRecordsOwnIsTooCoarse() {
            TestScope first = test("first");
            run.after(100 * MILLISECOND);
            run.logAt(orders, "2026-11-21T12:00:00Z", "from the first");
            run.after(MILLISECOND);
            first.close();
            TestScope second = test("second");
            run.after(100 * MILLISECOND);
            run.logAt(orders, "2026-11-21T12:00:00Z", "from the second");

            assertThat(messages(first)).containsExactly("from the first");
            assertThat(messages(second)).containsExactly("from the second");
        }

        @Test
        void veryLateRecordBelongsToTheRunningTest() {
            TestScope first = test("first");
            run.after(10 * MILLISECOND);
            first.close();
            TestScope second = test("second");
            run.after(SETTLING.settle().toNanos() + 2 * MILLISECOND);
            run.logAt(orders, "2026-11-21T12:00:00.009Z", "with an old time");

            assertThat(messages(first)).isEmpty();
            assertThat(messages(second)).containsExactly("with an old time");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 30, -30})
        void newContainerBelongsToItsTestWhateverItsClock(int secondsAhead) {
            run.engineClockIsAheadBy(Duration.ofSeconds(secondsAhead));
            TestScope first = test("first");
            run.after(10 * MILLISECOND);
            first.close();
            run.after(MILLISECOND);
            TestScope second = test("second");
            run.after(MILLISECOND);
            Capture fresh = run.createdContainer("fresh");
            run.after(MILLISECOND);
            run.logAt(fresh, "2026-11-21T11:00:00.000Z", "starting");
            run.logAt(fresh, "2026-11-21T11:00:00.000Z", "started");

            CapturedLogs logs = run.scopes.view(testClass);
            assertThat(messages(logs.records())).containsExactly("starting", "started");
            assertThat(messages(first)).isEmpty();
            assertThat(messages(second)).containsExactly("starting", "started");
            assertThat(messages(testClass)).hasSize(2);
        }

        @Test
        void keepsAnInstancesContainerWhole() {
            TestScope first = test("first");
            Capture own = run.container("own");
            first.own(own.containerId());
            run.log(own, "info", "starting");
            run.after(MILLISECOND);
            first.close();
            run.after(MILLISECOND);
            TestScope second = test("second");
            run.log(own, "info", "stopping");
            Instant at = Instant.ofEpochSecond(0, run.now);
            own.status(own.status().startedAt(at).exited(0, at));

            assertThat(messages(first)).containsExactly("starting", "stopping");
            assertThat(messages(second)).isEmpty();
            assertThat(messages(testClass)).containsExactly("starting", "stopping");
        }
    }

    @Nested
    class AtTheSameTime {

        @Test
        void sharesRecordsOfParallelTests() {
            TestScope first = test("first");
            TestScope second = onAnotherThread(() -> test("second"));
            log("of one of them");
            second.close();
            log("of the first, as the second has ended");
            first.close();

            assertThat(messages(first)).containsExactly("of the first, as the second has ended");
            assertThat(messages(first.slice().shared())).containsExactly("of one of them");
            assertThat(messages(second)).isEmpty();
            assertThat(messages(second.slice().shared())).containsExactly("of one of them");
            assertThat(messages(testClass)).hasSize(2);
        }

        @Test
        void tellsTestsApartByTheirTraces() {
            TestScope first = test("first");
            String firstTrace = run.scopes.view(testClass).traceparent();
            TestScope second = onAnotherThread(() -> test("second"));
            run.after(MILLISECOND);
            run.feed(
                    orders,
                    "{\"level\":\"info\",\"msg\":\"traced\",\"traceId\":\"" + firstTrace.substring(3, 35) + "\"}");
            run.after(MILLISECOND);
            first.close();
            run.after(MILLISECOND);
            run.feed(
                    orders,
                    "{\"level\":\"info\",\"msg\":\"later\",\"traceId\":\"" + firstTrace.substring(3, 35) + "\"}");

            assertThat(messages(first)).containsExactly("traced", "later");
            assertThat(messages(second)).isEmpty();
            assertThat(second.slice().shared()).isEmpty();
        }

        @Test
        void keepsTheContainersOfClassesApart() {
            ClassScope other = run.scopes.openClass(null, "other", Object.class, SETTLING);
            Capture theirs = run.container("theirs");
            testClass.own(orders.containerId());
            other.own(theirs.containerId());
            TestScope mine = test("mine");
            TestScope their = onAnotherThread(() -> test(other, "their"));
            log("mine");
            run.log(theirs, "info", "theirs");
            run.after(MILLISECOND);

            assertThat(messages(mine)).containsExactly("mine");
            assertThat(messages(their)).containsExactly("theirs");
            assertThat(messages(other)).containsExactly("theirs");
            assertThat(mine.slice().shared()).isEmpty();
        }

        @Test
        void givesWhatCameWhileNoTestRanToTheNextOne() {
            TestScope first = onAnotherThread(() -> test("first"));
            log("in the first");
            first.close();
            log("in between");
            TestScope second = test("second");
            TestScope third = onAnotherThread(() -> test("third"));
            log("shared");

            assertThat(messages(first)).containsExactly("in the first");
            assertThat(messages(second)).containsExactly("in between");
            assertThat(messages(third)).isEmpty();
        }
    }

    @Nested
    class View {

        @Test
        void isResolvedWhenItIsUsed() {
            CapturedLogs logs = run.scopes.view(testClass);
            log("of the class");
            TestScope first = test("first");
            first.close();
            TestScope second = test("second");
            log("of the second");

            assertThat(messages(logs.records())).containsExactly("of the second");
            second.close();
            assertThat(messages(logs.records())).containsExactly("of the class", "of the second");
            assertThat(messages(logs.all().records())).containsExactly("of the class", "of the second");
        }

        @Test
        void isThatOfTheOnlyRunningTestOnAThreadOfTheTestsOwn() {
            CapturedLogs logs = run.scopes.view(testClass);
            test("first").close();
            TestScope second = test("second");
            log("of the second");

            assertThat(messages(onAnotherThread(logs::records))).containsExactly("of the second");
            second.close();
        }

        @Test
        void ofAnOuterClassShowsTheNestedClassesTest() {
            CapturedLogs logs = run.scopes.view(testClass);
            ClassScope nested = run.scopes.openClass(testClass, "nested", View.class, SETTLING);
            test("first").close();
            test(nested, "second");
            log("of the second");

            assertThat(messages(logs.records())).containsExactly("of the second");
        }

        @Test
        void refusesANameThatNoContainerHas() {
            assertThatThrownBy(() -> run.scopes.view(testClass).from("order"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("No container is called \"order\". There are: orders");
        }

        @Test
        void mergesContainersInTheOrderOfTheEngine() {
            Capture payments = run.container("payments");
            for (int i = 0; i < 6; i++) {
                run.after(MILLISECOND);
                run.log(i % 3 == 0 ? payments : orders, "info", "" + i);
            }

            assertThat(messages(run.scopes.view(testClass).records())).containsExactly("0", "1", "2", "3", "4", "5");
        }
    }

    @Nested
    class Searching {

        /** What is found is everything of one container, which the test has started, and some of another one. */
        @Test
        void goesOnWhereItStoppedAndKeepsTheOrder() {
            log("of no test");
            TestScope test = test("test");
            run.after(MILLISECOND);
            Capture fresh = run.createdContainer("fresh");
            RecordSearch all = new RecordSearch(ScopeSource.of(test, Scope.Belonging.WHOLE), List.of());
            RecordSearch warnings = new RecordSearch(
                    ScopeSource.of(test, Scope.Belonging.WHOLE), List.of(RecordConditions.level(LogLevel.WARN)));
            List<String> logged = new ArrayList<>();
            List<String> warned = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                boolean warn = i % 7 < 3;
                run.after(MILLISECOND);
                run.log(i % 3 == 0 ? orders : fresh, warn ? "warn" : "info", "" + i);
                logged.add("" + i);
                if (warn) {
                    warned.add("" + i);
                }
                if (i % 20 == 5) {
                    assertFound(all, logged);
                    assertFound(warnings, warned);
                }
            }
        }

        private void assertFound(RecordSearch recordSearch, List<String> messages) {
            recordSearch.refresh();
            assertThat(recordSearch.isEmpty()).isFalse();
            assertThat(recordSearch.count()).isEqualTo(messages.size());
            assertThat(IntStream.range(0, messages.size())
                            .mapToObj(n -> recordSearch.get(n).message()))
                    .containsExactlyElementsOf(messages);
            assertThat(messages(recordSearch.some(3))).isEqualTo(messages.subList(0, 3));
        }
    }

    @Nested
    class Judging {

        @Test
        void failsATestForUnexpectedRecords() {
            TestScope test = test("test");
            run.after(MILLISECOND);
            run.log(orders, "error", "broken");
            run.log(orders, "warn", "odd");

            assertThat(test.judge(LogLevel.ERROR))
                    .hasMessageContaining("1 record at or above ERROR")
                    .hasMessageContaining("broken")
                    .message()
                    .doesNotContain("odd");
            assertThat(test("next").judge(null)).isNull();
        }

        @Test
        void passesWhatAnExporterSaysWhenNobodyTakesWhatItSends() {
            TestScope test = test("test");
            run.after(MILLISECOND);
            run.feed(
                    orders,
                    "{\"level\":\"error\",\"logger\":\"io.opentelemetry.exporter.internal.http.HttpExporter\","
                            + "\"msg\":\"The request could not be executed\"}");
            run.log(orders, "error", "Failed to export spans. The request could not be executed");
            assertThat(test.judge(LogLevel.ERROR)).isNull();

            run.log(orders, "error", "The exporter of orders failed to export spans");
            assertThat(test.judge(LogLevel.ERROR)).hasMessageContaining("1 record at or above ERROR");
        }

        @Test
        void passesWhatAContainerSaysWhileItIsStopped() {
            Capture database = run.container("database");
            TestScope test = test("test");
            run.after(MILLISECOND);
            Stops stops = stops(database);
            stops.asked(now(), false);
            run.after(MILLISECOND);
            run.log(database, "fatal", "terminating connection");
            run.after(MILLISECOND);
            stops.ended(now());
            assertThat(test.judge(LogLevel.ERROR)).isNull();

            run.log(orders, "error", "database is gone");
            assertThat(test.judge(LogLevel.ERROR)).hasMessageContaining("database is gone");

            stops.started(now());
            run.after(MILLISECOND);
            run.log(database, "error", "cannot recover");
            assertThat(test.judge(LogLevel.ERROR)).hasMessageContaining("cannot recover");
        }

        /** A program may handle the signal and go on. */
        @Test
        void failsForWhatAContainerSaysThatHasSurvivedItsStop() {
            Capture database = run.container("database");
            TestScope test = test("test");
            run.after(MILLISECOND);
            stops(database).asked(now(), false);
            run.after(MILLISECOND);
            run.log(database, "error", "cannot write");
            assertThat(test.judge(LogLevel.ERROR)).hasMessageContaining("cannot write");
        }

        /** It is stopped on another thread when the test ends. */
        @Test
        void waitsForTheEndOfAStop() throws InterruptedException {
            run.now = System.currentTimeMillis() * MILLISECOND;
            Capture database = run.container("database");
            Stops stops = stops(database);
            TestScope test = test("test");
            run.after(MILLISECOND);
            stops.asked(now(), false);
            run.after(MILLISECOND);
            run.log(database, "fatal", "terminating");
            AtomicReference<@Nullable AssertionError> failure = new AtomicReference<>();
            Thread judging = new Thread(() -> failure.set(test.judge(LogLevel.ERROR)));
            judging.start();
            while (judging.isAlive() && judging.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            run.after(MILLISECOND);
            stops.ended(now());
            judging.join();

            assertThat(failure.get()).isNull();
        }

        private Stops stops(Capture capture) {
            Stops stops = new Stops();
            capture.stops(stops);
            return stops;
        }

        @Test
        void ignoresRecordsAfterTheFirstStopOfTheClass() {
            Capture database = run.container("database");
            test("test").close();
            run.after(2 * MILLISECOND);
            stops(database).asked(now(), true);
            run.after(MILLISECOND);
            run.log(orders, "error", "database is gone");
            assertThat(testClass.judge(LogLevel.ERROR)).isNull();
        }

        @Test
        void failsAClassForWhatCameBeforeItsFirstStop() {
            Capture database = run.container("database");
            test("test").close();
            run.after(2 * MILLISECOND);
            run.log(orders, "error", "broken");
            run.after(MILLISECOND);
            stops(database).asked(now(), true);
            assertThat(testClass.judge(LogLevel.ERROR)).hasMessageContaining("broken");
        }

        /** The container gets the signal before the engine reports the stop. */
        @Test
        void ignoresWhatTheStoppedContainerSaysJustBeforeItsStopIsKnown() {
            Capture database = run.container("database");
            test("test").close();
            run.after(2 * MILLISECOND);
            run.log(database, "fatal", "terminating connection");
            run.after(4 * MILLISECOND);
            stops(database).asked(now(), false);
            assertThat(testClass.judge(LogLevel.ERROR)).isNull();
        }

        @Test
        void failsAClassForWhatTheStoppedContainerHasSaidBefore() {
            Capture database = run.container("database");
            test("test").close();
            run.after(2 * MILLISECOND);
            run.log(database, "fatal", "corrupt page");
            run.after(400 * MILLISECOND);
            stops(database).asked(now(), false);
            assertThat(testClass.judge(LogLevel.ERROR)).hasMessageContaining("corrupt page");
        }

        private Instant now() {
            return Instant.ofEpochSecond(0, run.now);
        }

        @Test
        void passesWhatIsDeclared() {
            TestScope test = test("test");
            CapturedLogs logs = run.scopes.view(testClass);
            logs.expect(it -> it.from("orders").withLevel(LogLevel.ERROR).withMessageContaining("brok"));
            run.after(MILLISECOND);
            run.log(orders, "error", "broken");

            assertThat(test.judge(LogLevel.ERROR)).isNull();
            run.log(orders, "error", "lost");
            assertThat(test.judge(LogLevel.ERROR)).hasMessageContaining("lost");
        }

        @Test
        void passesWhatTheTestHasGoneTo() {
            TestScope test = test("test");
            run.after(MILLISECOND);
            run.log(orders, "error", "broken");
            run.scopes
                    .view(testClass)
                    .assertThat()
                    .withLevel(LogLevel.ERROR)
                    .singleElement()
                    .hasMessage("broken");

            assertThat(test.judge(LogLevel.ERROR)).isNull();
        }

        @Test
        void missesWhatIsRequired() {
            TestScope test = test("test");
            run.scopes
                    .view(testClass)
                    .expectAtLeastOne(it -> it.from("payments").withLevel(LogLevel.ERROR));

            assertThat(test.judge(null))
                    .hasMessageContaining("Required, but missing: a record from payments, with level ERROR");
            run.after(MILLISECOND);
            run.log(run.container("payments"), "error", "refused");
            assertThat(test.judge(null)).isNull();
        }

        @Test
        void failsTheClassOnceForWhatBelongsToNoSingleTest() {
            TestScope first = test("first");
            TestScope second = onAnotherThread(() -> test("second"));
            run.after(MILLISECOND);
            run.log(orders, "error", "shared");
            assertThat(first.judge(LogLevel.ERROR)).isNull();
            assertThat(second.judge(LogLevel.ERROR)).isNull();
            first.close();
            second.close();
            run.after(2 * MILLISECOND);
            run.log(orders, "error", "between");
            run.after(MILLISECOND);
            TestScope third = test("third");
            assertThat(third.judge(LogLevel.ERROR)).isNull();
            third.close();

            assertThat(testClass.judge(LogLevel.ERROR))
                    .hasMessageContaining("shared")
                    .hasMessageContaining("between");
            assertThat(testClass.judge(LogLevel.ERROR)).isNull();
        }

        /** A class that ran in parallel and has ended expects what comes while its containers are stopped. */
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void failsTheClassForWhatOnlyATestExpectsThatHadEnded(boolean isDeclared) {
            TestScope first = test("first");
            TestScope second = onAnotherThread(() -> test("second"));
            ClassScope beside = run.scopes.openClass(null, "beside", String.class, SETTLING);
            TestScope ended = onAnotherThread(() -> run.scopes.openTest(beside, "ended", "ended", SETTLING));
            if (isDeclared) {
                run.scopes.viewOf(ended).expect(it -> it.withLevel(LogLevel.ERROR));
            }
            run.after(MILLISECOND);
            ended.close();
            run.after(1_000 * MILLISECOND);
            if (!isDeclared) {
                stops(run.container("database")).asked(now(), true);
            }
            run.log(orders, "error", "shared");
            run.after(MILLISECOND);
            assertThat(first.judge(LogLevel.ERROR)).isNull();
            first.close();
            second.close();

            assertThat(testClass.judge(LogLevel.ERROR)).hasMessageContaining("shared");
        }

        @Test
        void failsTheClassForWhatCameWhenItsTestWasJudgedAlready() {
            TestScope first = test("first");
            run.after(5 * MILLISECOND);
            assertThat(first.judge(LogLevel.ERROR)).isNull();
            first.close();
            run.after(2 * MILLISECOND);
            run.feed(orders, "{\"time\":\"2026-11-21T12:00:00.001Z\",\"level\":\"error\",\"msg\":\"late\"}");

            assertThat(testClass.judge(null)).hasMessageContaining("late");
        }

        @Test
        void saysItsReasonOnlyOnce() {
            TestScope first = test("first");
            run.after(MILLISECOND);
            run.log(orders, "error", "broken");
            assertThat(first.judge(LogLevel.ERROR)).hasMessageContaining("broken");
            run.after(MILLISECOND);
            first.close();

            assertThat(testClass.judge(LogLevel.ERROR)).isNull();
        }
    }
}
