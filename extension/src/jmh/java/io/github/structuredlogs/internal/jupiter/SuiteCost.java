package io.github.structuredlogs.internal.jupiter;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.testing.WriterContainer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * What the extension adds to quick tests against one container, each of which makes it log a line by a request: the same
 * classes run with the extension and without, by turns in one JVM, and the medians of the rounds are printed. Arguments:
 * the rounds, and the setting of what is printed.
 */
public final class SuiteCost {

    private static final int TESTS = 200;

    private static final WriterContainer WRITER = WriterContainer.onRequest();

    private final int rounds;

    private final String print;

    private SuiteCost(int rounds, String print) {
        this.rounds = rounds;
        this.print = print;
    }

    /** Measures. */
    public static void main(String[] arguments) {
        WRITER.start();
        try {
            new SuiteCost(
                            arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15,
                            arguments.length > 1 ? arguments[1] : "live")
                    .measure();
        } finally {
            WRITER.stop();
        }
    }

    /** A suite's classes without the extension and with it, and how long each round of them took, in nanoseconds. */
    private static final class Suite {
        final List<Class<?>> without;
        final List<Class<?>> with;
        final List<Long> nanosWithout = new ArrayList<>();
        final List<Long> nanosWith = new ArrayList<>();

        Suite(List<Class<?>> without, List<Class<?>> with) {
            this.without = without;
            this.with = with;
        }

        double millisWithout() {
            return median(nanosWithout) / 1e6;
        }

        double millisWith() {
            return median(nanosWith) / 1e6;
        }

        private static long median(List<Long> values) {
            return values.stream().sorted().toList().get(values.size() / 2);
        }
    }

    private void measure() {
        Suite one = new Suite(List.of(OneTestCase.class), List.of(OneWithLogsTestCase.class));
        Suite tests = new Suite(List.of(ManyTestCase.class), List.of(ManyWithLogsTestCase.class));
        Suite classes = new Suite(nested(Without.class), nested(With.class));
        for (int round = 0; round <= rounds; round++) {
            for (Suite suite : List.of(one, tests, classes)) {
                long without = run(suite.without);
                long with = run(suite.with);
                // the first round warms up
                if (round > 0) {
                    suite.nanosWithout.add(without);
                    suite.nanosWith.add(with);
                }
            }
        }
        int more = classes.with.size() - 1;
        print("a test", one, tests, TESTS - 1);
        print("a class of one test", one, classes, more);
        System.out.printf(
                "a run of one test      %8.2f ms without, %8.2f ms with the extension%n",
                one.millisWithout(), one.millisWith());
    }

    private void print(String what, Suite one, Suite many, int more) {
        System.out.printf(
                "%-22s %8.2f ms without, %8.2f ms with the extension (median of %d rounds)%n",
                what,
                (many.millisWithout() - one.millisWithout()) / more,
                (many.millisWith() - one.millisWith()) / more,
                rounds);
    }

    private long run(List<Class<?>> classes) {
        PrintStream console = System.out;
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        try {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(classes.stream().map(it -> selectClass(it)).toList())
                    .configurationParameter("structuredlogs.print", print)
                    .configurationParameter("structuredlogs.files.directory", "target/test-runs")
                    .build();
            Launcher launcher = LauncherFactory.create();
            SummaryGeneratingListener summary = new SummaryGeneratingListener();
            long began = System.nanoTime();
            launcher.execute(request, summary);
            long nanos = System.nanoTime() - began;
            if (summary.getSummary().getTestsSucceededCount() == 0
                    || summary.getSummary().getTotalFailureCount() > 0) {
                throw new IllegalStateException("Expected passing tests, but found "
                        + summary.getSummary().getFailures());
            }
            return nanos;
        } finally {
            System.setOut(console);
        }
    }

    private static List<Class<?>> nested(Class<?> outer) {
        return Arrays.<Class<?>>stream(outer.getDeclaredClasses())
                .sorted(Comparator.comparing(Class::getName))
                .toList();
    }

    static class OneTestCase {
        @Test
        void quick() {
            WRITER.write("text=quick");
        }
    }

    @StructuredLogs
    static class OneWithLogsTestCase extends OneTestCase {}

    static class ManyTestCase {
        @RepeatedTest(TESTS)
        void quick() {
            WRITER.write("text=quick");
        }
    }

    @StructuredLogs
    static class ManyWithLogsTestCase extends ManyTestCase {}

    static final class Without {
        static class A extends OneTestCase {}

        static class B extends OneTestCase {}

        static class C extends OneTestCase {}

        static class D extends OneTestCase {}

        static class E extends OneTestCase {}

        static class F extends OneTestCase {}

        static class G extends OneTestCase {}

        static class H extends OneTestCase {}

        static class I extends OneTestCase {}

        static class J extends OneTestCase {}
    }

    static final class With {
        static class A extends OneWithLogsTestCase {}

        static class B extends OneWithLogsTestCase {}

        static class C extends OneWithLogsTestCase {}

        static class D extends OneWithLogsTestCase {}

        static class E extends OneWithLogsTestCase {}

        static class F extends OneWithLogsTestCase {}

        static class G extends OneWithLogsTestCase {}

        static class H extends OneWithLogsTestCase {}

        static class I extends OneWithLogsTestCase {}

        static class J extends OneWithLogsTestCase {}
    }
}
