package io.github.structuredlogs.internal.jupiter;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What {@code otlp=true} adds to a green test: the same class runs with it and without it, by turns in one JVM, each time
 * with a container of its own, and the median time of a test is printed, from its begin to its end as JUnit reports them.
 * With it, the container exports a span in each test, and logs that it was taken; without it, it logs the same.
 * Argument: the rounds.
 */
public final class OtlpCost {

    private static final int TESTS = 200;

    private OtlpCost() {}

    /** Measures. */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        List<Class<?>> ways = List.of(WithoutTestCase.class, WithTestCase.class);
        Map<Class<?>, List<Long>> nanos = new HashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Class<?> way : ways) {
                List<Long> tests = run(way);
                // the first round warms up
                if (round > 0) {
                    nanos.computeIfAbsent(way, unused -> new ArrayList<>()).addAll(tests);
                }
            }
        }
        for (Class<?> way : ways) {
            List<Long> sorted = nanos.get(way).stream().sorted().toList();
            System.out.printf(
                    "%-16s median %6.2f ms, p90 %6.2f ms of %d tests%n",
                    way.getSimpleName(),
                    sorted.get(sorted.size() / 2) / 1e6,
                    sorted.get(sorted.size() * 9 / 10) / 1e6,
                    sorted.size());
        }
    }

    private static List<Long> run(Class<?> testClass) {
        PrintStream console = System.out;
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        try {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(testClass))
                    .configurationParameter("structuredlogs.files.directory", "target/test-runs")
                    .configurationParameter("structuredlogs.history.directory", "off")
                    .build();
            Times times = new Times();
            LauncherFactory.create().execute(request, times);
            if (times.nanos.size() != TESTS) {
                throw new IllegalStateException(
                        "Expected " + TESTS + " passed tests, but found " + times.nanos.size() + ".");
            }
            return times.nanos;
        } finally {
            System.setOut(console);
        }
    }

    private static final class Times implements TestExecutionListener {

        private final List<Long> nanos = new ArrayList<>();
        private long began;

        @Override
        public void executionStarted(TestIdentifier identifier) {
            began = System.nanoTime();
        }

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            if (identifier.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                nanos.add(System.nanoTime() - began);
            }
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class QuickTestCase {

        private final WriterContainer writer = WriterContainer.onRequest();

        @BeforeAll
        void start() {
            writer.start();
        }

        @AfterAll
        void stop() {
            writer.stop();
        }

        /** {@return the step with which the container says that it has worked} */
        abstract String span();

        @RepeatedTest(TESTS)
        void quick() {
            writer.write("text=quick", span());
        }
    }

    @StructuredLogs(otlp = false)
    static class WithoutTestCase extends QuickTestCase {
        @Override
        String span() {
            return "text=HTTP/1.1 200 OK";
        }
    }

    @StructuredLogs(otlp = true)
    static class WithTestCase extends QuickTestCase {
        @Override
        String span() {
            return "export=/v1/traces {\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{"
                    + "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"00f067aa0ba902b7\","
                    + "\"name\":\"POST /orders\",\"kind\":2,\"startTimeUnixNano\":\"1795286484643066149\","
                    + "\"endTimeUnixNano\":\"1795286484645066149\"}]}]}]}";
        }
    }
}
