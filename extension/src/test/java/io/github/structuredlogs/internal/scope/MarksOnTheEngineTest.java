package io.github.structuredlogs.internal.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.docker.watch.Watch;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.PlainRecordText;
import io.github.structuredlogs.testing.Percentiles;
import io.github.structuredlogs.testing.WriterContainer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Short tests that log through one container and look at nothing, so that what they log comes when it comes.
 *
 * <p>{@code mvn -pl extension -am verify -Dtest=MarksOnTheEngineTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dproof.tests=1000 -Dproof.lines=100} runs as many tests, and prints how many of their records came after their end.
 */
@Tag("containers")
class MarksOnTheEngineTest {

    private static final int TESTS = Integer.getInteger("proof.tests", 100);
    private static final int AT_ONCE = 8;
    private static final int LINES = Integer.getInteger("proof.lines", 10);

    /** However busy the machine is; what is held is where records go, and not how soon they come. */
    private static final Settling PATIENT =
            new Settling(Duration.ofSeconds(20), Settling.DEFAULT.absence(), Settling.DEFAULT.bound());

    private final Watch.Share watch =
            Watch.share(() -> new Captures(Formats.builtIn(), CaptureOptions.defaults()), ContainerFilter.OURS);
    private final Scopes scopes = new Scopes(watch.captures(), PlainRecordText.INSTANCE);
    private final WriterContainer service = WriterContainer.onRequest();

    @BeforeEach
    void start() {
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop();
        watch.close();
    }

    private static void log(WriterContainer service, String message, String more) {
        service.write("json=\"level\":\"info\",\"msg\":\"" + message + "\"" + more);
    }

    /** Everything that was logged is captured once a container has ended. */
    private void awaitAll(CapturedLogs logs) {
        service.write("json=\"level\":\"info\",\"msg\":\"last\"");
        logs.all().await(Duration.ofSeconds(60), record -> "last".equals(record.message()));
    }

    private static List<String> messages(List<LogRecord> records) {
        return records.stream().map(LogRecord::message).toList();
    }

    @Test
    void noRecordBelongsToTheWrongTest() {
        ClassScope testClass = scopes.openClass(null, "class", MarksOnTheEngineTest.class, PATIENT);
        List<TestScope> tests = new ArrayList<>();
        int late = 0;
        long waited = 0;
        for (int i = 0; i < TESTS; i++) {
            long begun = System.nanoTime();
            TestScope test = scopes.openTest(testClass, "test " + i, "test " + i, PATIENT);
            waited += System.nanoTime() - begun;
            log(service, "of test " + i, "");
            test.close();
            late += messages(test.slice().records()).contains("of test " + i) ? 0 : 1;
            tests.add(test);
        }
        // A test of its own: only a test waits for the millisecond after the one in which another has ended.
        scopes.openTest(testClass, "last", "last", PATIENT);
        awaitAll(scopes.view(testClass));

        Percentiles lateness = new Percentiles();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < TESTS; i++) {
            for (LogRecord record : tests.get(i).slice().records()) {
                lateness.add(
                        Duration.between(record.timestamp(), record.observed()).toNanos());
                if (!("of test " + i).equals(record.message())) {
                    wrong.add(record.message() + ", written " + record.timestamp() + ", received " + record.observed()
                            + ", is in test " + i + ", which began "
                            + Instant.ofEpochSecond(
                                    0, tests.get(i).begin.cutoff().nanos()));
                }
            }
        }
        System.out.printf(
                "marks: %d tests, the records of %d came after their test's end; in a wrong slice: %d;"
                        + " a test waits %.3f ms for the clock's next millisecond; from a record's own time to the"
                        + " engine's: %s%n",
                TESTS, late, wrong.size(), waited / 1e6 / TESTS, lateness);
        assertThat(wrong).isEmpty();
        assertThat(tests).allMatch(test -> test.slice().records().size() == 1);
    }

    @Test
    void traceSeparatesParallelTests() throws Exception {
        ClassScope testClass = scopes.openClass(null, "class", MarksOnTheEngineTest.class, PATIENT);
        CapturedLogs logs = scopes.view(testClass);
        CountDownLatch allBegun = new CountDownLatch(AT_ONCE);
        CountDownLatch allEnded = new CountDownLatch(AT_ONCE);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<TestScope>> tests = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String name = "test " + i;
            tests.add(threads.submit(() -> {
                TestScope test = scopes.openTest(testClass, name, name, PATIENT);
                String trace = ",\"traceId\":\"" + logs.traceparent().substring(3, 35) + "\"";
                allBegun.countDown();
                allBegun.await();
                for (int n = 0; n < LINES; n++) {
                    log(service, "traced of " + name, trace);
                    log(service, "untraced of " + name, "");
                    logs.assertThat().withMessage("traced of " + name).hasSize(n + 1);
                }
                allEnded.countDown();
                allEnded.await();
                test.close();
                return test;
            }));
        }
        threads.shutdown();
        for (int i = 0; i < AT_ONCE; i++) {
            Slice slice = tests.get(i).get().slice();
            assertThat(messages(slice.records())).hasSize(LINES).containsOnly("traced of test " + i);
            assertThat(messages(slice.shared()))
                    .hasSize(LINES * AT_ONCE)
                    .allMatch(message -> message.startsWith("untraced of test "));
        }
    }
}
