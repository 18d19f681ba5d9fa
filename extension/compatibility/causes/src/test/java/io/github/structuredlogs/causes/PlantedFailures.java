package io.github.structuredlogs.causes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** All planted failures, and a run of one of them by itself. */
final class PlantedFailures {

    private PlantedFailures() {}

    /** Those whose names match the system property causes; all of them where it is not set. */
    static Stream<Class<?>> all() {
        var names = Pattern.compile(System.getProperty("causes", "."));
        return Stream.of(
                        BrokerFailures.class,
                        DatabaseFailures.class,
                        GatewayFailures.class,
                        MailFailures.class,
                        MonitoringFailures.class,
                        NodeFailures.class,
                        PythonFailures.class,
                        ReplicaFailures.class,
                        ScriptFailures.class)
                .flatMap(it -> Stream.of(it.getDeclaredClasses()))
                .filter(it -> it.isAnnotationPresent(Cause.class))
                .filter(it -> names.matcher(it.getSimpleName()).find())
                .sorted(Comparator.comparing(Class::getName));
    }

    /** What a run printed, and what became of its tests. */
    record Run(String printed, TestExecutionSummary summary) {

        /** The block of the failed test, line by line. */
        List<String> block() {
            return printed.lines().dropWhile(it -> !it.contains(" FAILED ")).toList();
        }
    }

    static Run run(Class<?> planted, String history) {
        var console = System.out;
        var printed = new ByteArrayOutputStream();
        var summary = new SummaryGeneratingListener();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(planted))
                                    .configurationParameter("structuredlogs.print", "ON_FAILURE")
                                    .configurationParameter("structuredlogs.color", "NEVER")
                                    .configurationParameter("structuredlogs.history.directory", history)
                                    .build(),
                            summary);
        } finally {
            System.setOut(console);
        }
        return new Run(printed.toString(UTF_8), summary.getSummary());
    }
}
