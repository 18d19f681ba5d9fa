package io.github.structuredlogs.internal.viewer.beside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.structuredlogs.internal.docker.api.EngineLocation;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.viewer.Report;
import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tests' end of the pipe, without an engine. */
class RunViewerTest {
    private static final EngineLocation NOWHERE =
            new EngineLocation(URI.create("unix:///no/such/engine.sock"), null, null);

    private final Captures captures = new Captures(Formats.builtIn(), CaptureOptions.defaults());
    private final BlockingQueue<String> console = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        captures.close();
        await().atMost(5, TimeUnit.MINUTES)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .doesNotContain("structured-logs-viewer"));
        await().atMost(5, TimeUnit.MINUTES).until(() -> viewers().isEmpty());
    }

    private static List<ProcessHandle> viewers() {
        return ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().commandLine().orElse("").contains("Viewer"))
                .toList();
    }

    private Capture container() {
        return captures.open(new ContainerIdentity("c1", "orders", "image", Map.of(), false, null));
    }

    @Test
    void startsNothingForARunWithoutContainers() {
        RunViewer viewer = new RunViewer("shop", captures, List.of(), () -> NOWHERE, console::add);
        viewer.begins("1", "Class", "method", "method()", Instant.now());

        assertThat(viewers()).isEmpty();
        viewer.close(null);
        assertThat(console).isEmpty();
    }

    @Test
    void printsOneLineAndEndsWithTheRun() throws InterruptedException {
        RunViewer viewer = new RunViewer("shop", captures, List.of(), () -> NOWHERE, console::add);
        viewer.running(container());
        viewer.running(container());

        assertThat(console.poll(5, TimeUnit.MINUTES)).matches("\\[structured-logs] live page of this run: http://.*/");
        viewer.close(null);
        await().atMost(5, TimeUnit.MINUTES).until(() -> viewers().isEmpty());
        assertThat(console).isEmpty();
        assertThat(captures.reports()).isEmpty();
    }

    @Test
    void hasPrintedItsLineWhenATestThatMayBeStoppedGoesOn() {
        RunViewer viewer = new RunViewer("shop", captures, List.of(), () -> NOWHERE, console::add);
        viewer.running(container());
        viewer.begins("1", "Class", "method", "method()", Instant.now());

        viewer.awaitShown(Duration.ofMinutes(5));

        assertThat(console).hasSize(1);
        viewer.close(null);
    }

    @Test
    void letsTestsGoOnWhereThereIsNoPage() {
        RunViewer viewer = new RunViewer("shop", captures, List.of(), () -> NOWHERE, console::add, "no.such.Viewer");
        viewer.running(container());

        viewer.awaitShown(Duration.ofMinutes(5));

        assertThat(captures.reports()).hasSize(1);
        viewer.close(null);
    }

    /** A pipe holds some 64 KiB; much more is told here. */
    @Test
    void neverWaitsForAViewerThatDoesNotRead() throws InterruptedException {
        RunViewer viewer =
                new RunViewer("shop", captures, List.of(), () -> NOWHERE, console::add, DeafViewer.class.getName());
        viewer.running(container());
        assertThat(console.poll(5, TimeUnit.MINUTES)).endsWith("http://nowhere/");

        for (int i = 0; i < 3 * MarkQueue.MAX_TESTS; i++) {
            viewer.begins("t" + i, "Class", "method", "method()", Instant.now());
            viewer.ends("t" + i, Report.ReportOutcome.PASSED, null, Instant.now());
        }
        viewer.close(null);

        await().atMost(5, TimeUnit.MINUTES).until(() -> viewers().isEmpty());
    }

    @Test
    void saysWhyThereIsNoPage() {
        RunViewer viewer = new RunViewer("shop", captures, List.of(), () -> NOWHERE, console::add, "no.such.Viewer");
        viewer.running(container());

        await().atMost(5, TimeUnit.MINUTES).until(() -> !captures.reports().isEmpty());
        assertThat(captures.reports())
                .singleElement()
                .asString()
                .startsWith("The live page could not be started (set structuredlogs.viewer=OFF to do without): ")
                .contains("no.such.Viewer");
        viewer.close(null);
    }

    /** Class loaders have nothing in common but Java's own classes. */
    @Test
    void aCopyInAnotherClassLoaderHasNone() throws Exception {
        RunViewer outer = new RunViewer("shop", captures, List.of(), () -> NOWHERE, console::add);
        outer.running(container());
        assertThat(console.poll(5, TimeUnit.MINUTES)).isNotNull();
        try (URLClassLoader other = new URLClassLoader(ownClassPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> copy = other.loadClass(RunViewerTest.class.getName());
            Method begins = copy.getDeclaredMethod("beginAnother");
            begins.setAccessible(true);
            begins.invoke(null);
        }

        assertThat(viewers()).hasSize(1);
        outer.close(null);
    }

    private static URL[] ownClassPath() throws MalformedURLException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = Path.of(entries[i]).toUri().toURL();
        }
        return urls;
    }

    /** Called in the other class loader. */
    @SuppressWarnings("unused")
    private static void beginAnother() throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        try (Captures own = new Captures(Formats.builtIn(), CaptureOptions.defaults())) {
            RunViewer viewer = new RunViewer("shop", own, List.of(), () -> NOWHERE, lines::add);
            viewer.running(own.open(new ContainerIdentity("c1", "orders", "image", Map.of(), false, null)));
            String thread = "structured-logs-viewer";
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(each -> each.getName().equals(thread))
                    .count();
            viewer.close(null);
            assertThat(threads).isEqualTo(1);
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void aRunWithinARunHasNone() throws InterruptedException {
        RunViewer outer = new RunViewer("shop", captures, List.of(), () -> NOWHERE, console::add);
        outer.running(container());
        assertThat(console.poll(5, TimeUnit.MINUTES)).isNotNull();
        RunViewer inner = new RunViewer("shop", captures, List.of(), () -> NOWHERE, console::add);

        inner.running(container());

        assertThat(viewers()).hasSize(1);
        inner.close(null);
        outer.close(null);
        await().atMost(5, TimeUnit.MINUTES).until(() -> viewers().isEmpty());
        assertThat(console).isEmpty();
    }
}
