package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.LiveViewer;
import io.github.structuredlogs.LogMapping;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.docker.ours.ContainerPatterns;
import io.github.structuredlogs.internal.docker.watch.StartCall;
import io.github.structuredlogs.internal.docker.watch.Watch;
import io.github.structuredlogs.internal.output.console.ActiveTests;
import io.github.structuredlogs.internal.output.console.Console;
import io.github.structuredlogs.internal.output.console.FailureText;
import io.github.structuredlogs.internal.output.console.LiveConsole;
import io.github.structuredlogs.internal.output.console.StartState;
import io.github.structuredlogs.internal.output.export.RunExport;
import io.github.structuredlogs.internal.output.files.RunFiles;
import io.github.structuredlogs.internal.output.report.CaptureFacts;
import io.github.structuredlogs.internal.output.report.EndedTest;
import io.github.structuredlogs.internal.output.report.RunReport;
import io.github.structuredlogs.internal.output.report.WrittenReport;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.scope.Scope;
import io.github.structuredlogs.internal.scope.Scopes;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.beside.DebuggedJvm;
import io.github.structuredlogs.internal.viewer.beside.RunViewer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** The resources of the whole run: from the first class with the extension until JUnit closes the root store. */
@SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing else.
final class Run implements CloseableResource, AutoCloseable {
    private final Console console;
    private final LiveConsole live;
    private final ActiveTests activeTests;
    private final Watch.Share watch;
    private final Scopes scopes;
    private final Measuring measuring;
    private final RunReport report;
    private final PassedTests passedTests;
    private final Failures failures;
    private final RunFiles files;
    private final @Nullable RunExport export;
    private final @Nullable RunViewer viewer;
    private final TestTimes times = new TestTimes();
    private final FailureText failureText;
    private final Set<String> mappings;
    private final boolean prints;
    private final Set<Redaction> redactions = ConcurrentHashMap.newKeySet();

    private Run(Settings settings, List<LogMapping> mappings) {
        this.mappings = mappings.stream().map(LogMapping::name).collect(Collectors.toUnmodifiableSet());
        prints = settings.print() != Print.NEVER;
        console = new Console(System.out);
        activeTests = new ActiveTests(settings);
        files = new RunFiles(settings);
        watch = Watch.share(
                () -> captures(settings, mappings, files),
                (container, ours) -> activeTests.innermost().stream()
                        .map(each -> new ContainerPatterns(each.include(), each.exclude()))
                        .anyMatch(patterns -> patterns.includes(container, ours)));
        watch.receive(() -> activeTests.innermost().stream().anyMatch(Settings::otlp));
        live = new LiveConsole(console, activeTests, this::startOf);
        captures().addListener(live);
        captures().addListener(files);
        measuring = new Measuring(captures());
        captures().addListener(measuring);
        files.reportTo(message -> captures().report("", message));
        failureText = new FailureText(console.plainFormatter(settings));
        scopes = new Scopes(captures(), failureText);
        report = new RunReport(
                settings,
                captures(),
                files::path,
                facts(),
                message -> captures().report("", message));
        passedTests = new PassedTests(settings, message -> captures().report("", message));
        failures = new Failures(captures(), console, report, passedTests);
        export = settings.exportOtlp()
                .map(endpoint ->
                        new RunExport(captures(), endpoint, settings.exportHeaders(), Redaction.of(settings.redact())))
                .orElse(null);
        viewer = wantsViewer(settings)
                ? new RunViewer(name(), captures(), mappings, watch::engine, console::println)
                : null;
        if (viewer != null) {
            captures().addListener(viewer);
        }
    }

    private static boolean wantsViewer(Settings settings) {
        return settings.viewer() == LiveViewer.ON || (settings.viewer() == LiveViewer.AUTO && DebuggedJvm.isThis());
    }

    private static String name() {
        return String.valueOf(Path.of("").toAbsolutePath().getFileName());
    }

    private static Captures captures(Settings settings, List<LogMapping> mappings, RunFiles files) {
        CaptureOptions options = CaptureOptions.defaults();
        // Formats that fail are reported once there is a listener.
        AtomicReference<Captures> made = new AtomicReference<>();
        Consumer<String> reports = message -> Objects.requireNonNull(made.get()).report("", message);
        Captures captures = new Captures(
                () -> Formats.with(Formats.load(Run.class.getClassLoader(), reports), mappings, reports),
                settings.memoryLimit() == 0 ? options : options.withMemoryLimit(settings.memoryLimit()),
                files::raw);
        made.set(captures);
        return captures;
    }

    /**
     * {@return the run, which begins with its first class}
     *
     * @param context the class's context
     * @param settings the class's settings; those of the first class apply to parts that a run has once
     * @param mappings the mappings of the class's extension; those of the first class apply
     */
    static Run of(ExtensionContext context, Settings settings, List<LogMapping> mappings) {
        return context.getRoot()
                .getStore(Contexts.NAMESPACE)
                .getOrComputeIfAbsent(Run.class, key -> new Run(settings, mappings), Run.class);
    }

    /** Adds these settings' redaction for output that belongs to no single class. */
    void redact(Settings settings) {
        Redaction redaction = console.redaction(settings);
        if (redactions.add(redaction)) {
            failureText.alsoHide(redaction);
            files.alsoHide(redaction);
            report.alsoHide(redaction);
            export().ifPresent(each -> each.alsoHide(redaction));
            if (viewer != null) {
                viewer.hide(settings.redact());
            }
        }
    }

    /** Reports mappings that are not used, because the run began without them. */
    void mappings(List<LogMapping> wanted) {
        for (LogMapping mapping : wanted) {
            if (!mappings.contains(mapping.name())) {
                captures()
                        .report(
                                "",
                                "The mapping " + mapping.name()
                                        + " is not used, because the run started without it: give it to an extension in a"
                                        + " static field of the run's first class, or configure it with"
                                        + " structuredlogs.formats for all classes.");
            }
        }
    }

    private CaptureFacts facts() {
        return new CaptureFacts() {
            @Override
            public @Nullable Path rawFile(Capture capture) {
                return files.rawFile(capture);
            }

            @Override
            public @Nullable Instant ready(Capture capture) {
                return startOf(capture).seenToReturn();
            }
        };
    }

    /** {@return what tells the records of a scope from those of others} */
    static EndedTest.OwnRecords recordsOf(Scope scope) {
        return (capture, index) -> scope.sees(capture)
                && switch (scope.belonging(capture, index)) {
                    case WHOLE, BETWEEN -> true;
                    case SHARED, NONE -> false;
                };
    }

    private StartState startOf(Capture capture) {
        StartCall call = watch.startOf(capture.labels());
        if (call == null) {
            return StartState.UNKNOWN;
        }
        Instant returned = call.returned();
        return new StartState(true, call.inSetUp(), call.lastSeenRunning(), returned);
    }

    /** Notes a callback of JUnit. */
    void testsGoOn() {
        watch.lookElsewhere();
        live.testsGoOn();
    }

    /** Prints under a test or class what it has concluded without proof. */
    void say(String name, Settings settings, List<String> unproven) {
        if (settings.print() != Print.NEVER) {
            console.println("[structured-logs] " + name + ": without proof that nothing is missing: "
                    + String.join("; ", unproven));
        }
    }

    Captures captures() {
        return watch.captures();
    }

    Measuring measuring() {
        return measuring;
    }

    Watch.Share watch() {
        return watch;
    }

    Scopes scopes() {
        return scopes;
    }

    RunFiles files() {
        return files;
    }

    TestTimes times() {
        return times;
    }

    RunReport report() {
        return report;
    }

    /** {@return what sends the run to a backend, empty if nothing does} */
    Optional<RunExport> export() {
        return Optional.ofNullable(export);
    }

    /** {@return the live page of the run, null if it has none} */
    @Nullable RunViewer viewer() {
        return viewer;
    }

    PassedTests passedTests() {
        return passedTests;
    }

    Failures failures() {
        return failures;
    }

    Console console() {
        return console;
    }

    ActiveTests activeTests() {
        return activeTests;
    }

    @Override
    public void close() {
        passedTests.close();
        WrittenReport written = report.close(name());
        if (viewer != null) {
            captures().removeListener(viewer);
            viewer.close(written == null ? null : written.run());
        }
        export().ifPresent(RunExport::close);
        watch.close();
        // An outer run continues, for example that of a test that runs tests.
        captures().removeListener(live);
        live.close();
        captures().removeListener(files);
        captures().removeListener(measuring);
        scopes.close();
        files.close();
        String line = written == null || !prints ? null : written.line();
        if (line != null) {
            console.println("[structured-logs] " + line);
        }
        console.close();
    }
}
