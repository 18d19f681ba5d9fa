package io.github.structuredlogs.internal.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.StructuredLogs;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.testing.Fed;
import io.github.structuredlogs.testing.TestRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/** What a run loads that has one container and no failure: each class costs a short run some of its time. */
class GreenRunTest {
    private static final String INTERNAL = "io.github.structuredlogs.internal.";

    private static final List<String> EXPLAINING =
            List.of("diagnosis", "viewer", "output.report", "output.summary", "output.export", "saved");

    /** They keep until a failure what a passed test was, and load nothing else. */
    private static final Set<String> NOTE_WHAT_PASSED = Stream.of(
                    "diagnosis.spans.PassedSpans",
                    "diagnosis.PassedTestHistory",
                    "output.export.RunExport",
                    "output.report.CaptureFacts",
                    "output.report.EndedTest",
                    "output.report.EndedTest$OwnRecords",
                    "output.report.RunPage$RecordOwner",
                    "output.report.RunReport",
                    "output.summary.StepSummary",
                    "viewer.Report$ReportOutcome",
                    "viewer.beside.DebuggedJvm")
            .map(INTERNAL::concat)
            .collect(Collectors.toUnmodifiableSet());

    @Test
    void loadsNothingThatExplainsFailuresAndNoFormatThatDoesNotOccur(@TempDir Path history)
            throws ClassNotFoundException {
        OwnClasses loader = new OwnClasses();

        // The other copy of the extension takes the turn to print, which is a system property.
        Properties before = (Properties) System.getProperties().clone();
        TestRun run;
        try {
            run = TestRun.of(
                    Map.of("structuredlogs.history.directory", history.toString()),
                    loader.loadClass(GreenTestCase.class.getName()));
        } finally {
            System.setProperties(before);
        }

        run.assertAllPass(1);
        assertThat(run.output()).contains("order placed");
        assertThat(history).isNotEmptyDirectory();
        assertThat(loader.loaded).contains(Run.class.getName());
        assertThat(loader.loaded.stream().filter(GreenRunTest::explainsFailures))
                .isSubsetOf(NOTE_WHAT_PASSED);
        assertThat(loader.loaded)
                .filteredOn(each -> each.startsWith(INTERNAL + "parse.formats.text."))
                .containsExactly(INTERNAL + "parse.formats.text.PlainText");
    }

    private static boolean explainsFailures(String name) {
        return EXPLAINING.stream().anyMatch(each -> name.startsWith(INTERNAL + each + "."));
    }

    @StructuredLogs
    @ExtendWith(OneContainer.class)
    static class GreenTestCase {
        @Test
        void passes() {}
    }

    static final class OneContainer implements BeforeTestExecutionCallback {
        @Override
        public void beforeTestExecution(ExtensionContext context) {
            Run run = context.getRoot().getStore(Contexts.NAMESPACE).get(Run.class, Run.class);
            Instant now = Instant.now();
            Capture orders = run.captures()
                    .open(new ContainerIdentity("id-of-orders", "orders", "orders:1", Map.of(), false, now));
            Fed.line(
                    orders,
                    LogStream.STDOUT,
                    "{\"level\":\"info\",\"msg\":\"order placed\",\"order\":4711}".getBytes(StandardCharsets.UTF_8),
                    TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
        }
    }

    /** Loads the classes of this project once more, and notes their names. All other classes come from the loader of the tests. */
    private static final class OwnClasses extends ClassLoader {
        final Set<String> loaded = new ConcurrentSkipListSet<>();

        OwnClasses() {
            super(GreenRunTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.github.structuredlogs.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] all = bytes.readAllBytes();
                loaded.add(name);
                return defineClass(name, all, 0, all.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
