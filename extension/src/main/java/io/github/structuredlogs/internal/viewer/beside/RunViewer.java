package io.github.structuredlogs.internal.viewer.beside;

import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.internal.docker.api.EngineLocation;
import io.github.structuredlogs.internal.json.PlainJson;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.viewer.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run of tests tells its viewer, which is started with the run's first container. Marks go through a {@link MarkQueue}
 * to a thread of their own. Tests do not wait for it, except once where a debugger may stop them. A failure is reported and
 * never fails a test. Thread-safe.
 */
public final class RunViewer implements CaptureListener {
    private static final Duration CLOSING = Duration.ofSeconds(1);

    /** How long a test waits for the page that shows it while a debugger has stopped it. */
    private static final Duration OPENING = Duration.ofSeconds(5);

    /**
     * Set while there is a viewer. A JVM has one: a run may be started by a test of another one, and other class loaders, as
     * Quarkus has one for each application, have a copy of this class each.
     */
    static final String PROPERTY = "io.github.structuredlogs.viewer.runs";

    private final String main;
    private final String name;
    private final Captures captures;
    private final List<LogMapping> mappings;
    private final Callable<EngineLocation> engine;
    private final Consumer<String> console;
    private final MarkQueue marks = new MarkQueue();
    private final Map<Capture, String> told = new ConcurrentHashMap<>();

    /** Reached when the address is printed and the page knows what was told until then, or when there will be no page. */
    private final CountDownLatch shown = new CountDownLatch(1);

    // guarded by this
    private @Nullable Thread thread;
    private @Nullable ViewerProcess process;
    private boolean isShown;
    private boolean closed;

    /**
     * Starts nothing yet.
     *
     * @param name what the reader calls the run
     * @param captures what the run captures
     * @param mappings how the run's logs are read, beside the built-in formats
     * @param engine where the engine is, asked for when there is a container
     * @param console takes the line with the address
     */
    public RunViewer(
            String name,
            Captures captures,
            List<LogMapping> mappings,
            Callable<EngineLocation> engine,
            Consumer<String> console) {
        this(name, captures, mappings, engine, console, ViewerMain.class.getName());
    }

    RunViewer(
            String name,
            Captures captures,
            List<LogMapping> mappings,
            Callable<EngineLocation> engine,
            Consumer<String> console,
            String main) {
        this.main = main;
        this.name = name;
        this.captures = captures;
        this.mappings = List.copyOf(mappings);
        this.engine = engine;
        this.console = console;
    }

    /** Hides fields with further names. */
    public void hide(List<String> names) {
        if (!names.isEmpty()) {
            marks.add(ViewerMark.hide(names));
        }
    }

    /** A test begins. */
    public void begins(String id, String className, String method, String displayName, Instant at) {
        marks.add(ViewerMark.begins(id, className, method, displayName, at));
        tellNames();
    }

    /**
     * Lets a test that a debugger may stop wait until the page's address is printed: a debugger that stops all threads stops
     * the one that prints it, too. Returns at once in a JVM without a debugger's agent, before the first container runs, and
     * once the address is printed.
     */
    public void awaitShown() {
        boolean isStarting;
        synchronized (this) {
            isStarting = thread != null && shown.getCount() > 0;
        }
        if (isStarting && DebuggedJvm.isThis()) {
            awaitShown(OPENING);
        }
    }

    void awaitShown(Duration patience) {
        try {
            var unused = shown.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A test has ended.
     *
     * @param failure why it failed, in a line; null if it did not
     */
    public void ends(String id, Report.ReportOutcome outcome, @Nullable String failure, Instant at) {
        tellNames();
        marks.add(ViewerMark.ends(id, outcome, failure, at));
    }

    @Override
    public void published(Capture capture, long from, long to) {}

    @Override
    public void running(Capture capture) {
        tellName(capture);
        begin();
    }

    @Override
    public void lifecycle(Capture capture, LifecycleEvent event) {
        tellName(capture);
    }

    private void tellNames() {
        captures.list().forEach(this::tellName);
    }

    private void tellName(Capture capture) {
        String now = capture.name();
        if (!now.equals(told.put(capture, now))) {
            marks.add(ViewerMark.container(capture.containerId(), now));
        }
    }

    private synchronized void begin() {
        if (thread == null && !closed && System.getProperties().putIfAbsent(PROPERTY, "true") == null) {
            Thread started = new Thread(this::run, "structured-logs-viewer");
            started.setDaemon(true);
            started.start();
            thread = started;
        }
    }

    // --- the thread

    private void run() {
        try (ViewerProcess viewer = start()) {
            viewer.begin(ViewerMark.run(name, engine.call(), ToldMappings.write(mappings)));
            String address = viewer.address();
            if (shows()) {
                console.accept("[structured-logs] live page of this run: " + address);
            }
            for (ViewerMark mark = marks.take(); mark != null; mark = marks.take()) {
                viewer.tell(mark);
                if (marks.isEmpty()) {
                    viewer.flush();
                    shown.countDown();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | LinkageError e) {
            failed(e);
        } finally {
            marks.close();
            shown.countDown();
        }
    }

    private ViewerProcess start() throws IOException {
        List<Class<?>> needed = new ArrayList<>(EngineLocation.libraries());
        needed.add(RunViewer.class);
        needed.add(PlainJson.library());
        String classPath = ViewerClassPath.of(System::getProperty, needed);
        ViewerProcess started = ViewerProcess.start(classPath, main);
        boolean isLate;
        synchronized (this) {
            process = started;
            isLate = closed;
        }
        if (isLate) {
            started.kill();
        }
        return started;
    }

    private synchronized boolean shows() {
        isShown = !closed;
        return isShown;
    }

    private void failed(Throwable why) {
        boolean isEnding;
        boolean wasShown;
        synchronized (this) {
            isEnding = closed;
            wasShown = isShown;
        }
        // Whoever has closed it does not need the message.
        if (!isEnding && !wasShown) {
            captures.report(
                    "",
                    "The live page could not be started (set structuredlogs.viewer=OFF to do without): "
                            + (why.getMessage() == null ? why.toString() : why.getMessage()));
        }
    }

    /**
     * Tells that the run has ended, and lets the viewer go.
     *
     * @param report the run's report, null if none was written
     */
    public void close(@Nullable Path report) {
        Thread writer;
        ViewerProcess viewer;
        boolean wasShown;
        synchronized (this) {
            closed = true;
            writer = thread;
            viewer = process;
            wasShown = isShown;
        }
        if (writer == null) {
            return;
        }
        if (report != null) {
            marks.add(ViewerMark.report(report.toAbsolutePath()));
        }
        marks.close();
        boolean interrupted = false;
        try {
            // Its page was never announced, so that nobody looks at it.
            if (viewer != null && !wasShown) {
                viewer.kill();
            }
            writer.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (viewer != null && writer.isAlive()) {
            viewer.kill();
        }
        System.clearProperty(PROPERTY);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
