package io.github.structuredlogs.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * A whole run of test classes inside of a test: what JUnit reported, and what was printed. One at a time, because it is
 * {@code System.out} that is read.
 *
 * @param results what JUnit reported
 * @param output what was printed to {@code System.out}
 */
public record TestRun(EngineExecutionResults results, String output) {

    /** Runs classes without colours, with further configuration parameters. */
    public static TestRun of(Map<String, String> parameters, Class<?>... testClasses) {
        synchronized (TestRun.class) {
            PrintStream before = System.out;
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            try {
                EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                        .configurationParameter("structuredlogs.color", "never")
                        .configurationParameter("structuredlogs.print", "live")
                        .configurationParameter("structuredlogs.startup", "full")
                        .configurationParameter("structuredlogs.files.directory", "target/test-runs")
                        .configurationParameter("structuredlogs.history.directory", "off");
                parameters.forEach(kit::configurationParameter);
                Stream.of(testClasses).map(DiscoverySelectors::selectClass).forEach(kit::selectors);
                return new TestRun(kit.execute(), printed.toString(StandardCharsets.UTF_8));
            } finally {
                System.setOut(before);
            }
        }
    }

    /** Runs classes with what is set by default, but for the colours. */
    public static TestRun of(Class<?>... testClasses) {
        return of(Map.of(), testClasses);
    }

    /** Checks that nothing failed, neither a test nor a class, and shows why where something did. */
    public void assertAllPass(int tests) {
        assertThat(results.allEvents().failed().stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .map(Throwables::getStackTrace)
                                .orElse("")))
                .isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(tests));
    }
}
