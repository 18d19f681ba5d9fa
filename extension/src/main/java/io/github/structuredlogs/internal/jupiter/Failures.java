package io.github.structuredlogs.internal.jupiter;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.Print;
import io.github.structuredlogs.internal.diagnosis.ContainerReport;
import io.github.structuredlogs.internal.diagnosis.Diagnosis;
import io.github.structuredlogs.internal.diagnosis.DiagnosisResult;
import io.github.structuredlogs.internal.diagnosis.EarlierEnd;
import io.github.structuredlogs.internal.diagnosis.PassedTestHistory;
import io.github.structuredlogs.internal.diagnosis.Pick;
import io.github.structuredlogs.internal.diagnosis.TestFailure;
import io.github.structuredlogs.internal.diagnosis.Usage;
import io.github.structuredlogs.internal.diagnosis.spans.PassedSpans;
import io.github.structuredlogs.internal.history.ChangedImage;
import io.github.structuredlogs.internal.history.GreenRun;
import io.github.structuredlogs.internal.output.console.Console;
import io.github.structuredlogs.internal.output.console.FailureBlock;
import io.github.structuredlogs.internal.output.files.ClassDirectory.TestFiles;
import io.github.structuredlogs.internal.output.files.ClassFiles;
import io.github.structuredlogs.internal.output.files.LogsOfFailure;
import io.github.structuredlogs.internal.output.report.EndedTest;
import io.github.structuredlogs.internal.output.report.FailureMarkdown;
import io.github.structuredlogs.internal.output.report.GreenComparison;
import io.github.structuredlogs.internal.output.report.RunReport;
import io.github.structuredlogs.internal.output.summary.StepSummary;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.render.BuildServer;
import io.github.structuredlogs.internal.scope.Scope;
import io.github.structuredlogs.internal.scope.Slice;
import io.github.structuredlogs.internal.scope.TestScope;
import io.github.structuredlogs.internal.settings.Settings;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Report;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The blocks of failed tests, and the history of passed tests, with which failed ones are compared. */
final class Failures {
    private final Captures captures;
    private final Console console;
    private final StepSummary summary;
    private final RunReport report;
    private final PassedTestHistory passed = new PassedTestHistory();
    private final PassedTests passedTests;
    private final PassedSpans passedSpans = new PassedSpans();
    private final Queue<Scope> toLearn = new ConcurrentLinkedQueue<>();

    Failures(Captures captures, Console console, RunReport report, PassedTests passedTests) {
        this.passedTests = passedTests;
        this.captures = captures;
        this.report = report;
        this.console = console;
        summary = StepSummary.of(System.getenv(), message -> captures.report("", message));
    }

    void passed(ExtensionContext context, Scope scope, Settings settings) {
        toLearn.add(scope);
        passedTests.add(context, scope, console.redaction(settings));
    }

    /** Waits for output that the engine has not read yet, which may be the cause. Only a failure is worth the time. */
    void settle(Settings settings) {
        long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(settings.settle());
        try {
            for (long left = TimeUnit.NANOSECONDS.convert(settings.settle());
                    left > 0 && !captures.list().isEmpty();
                    left = deadline - System.nanoTime()) {
                captures.arrivalSignal().await(captures.arrivalSignal().seen(), Duration.ofNanos(left));
            }
            captures.awaitExports(captures.list());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The times of a test or class.
     *
     * @param began when it began
     * @param started when the test method began, null if it never did
     * @param setUpSince the time since which containers were started for it
     * @param ofTests the tests that ran before
     */
    record Times(Instant began, @Nullable Instant started, Instant setUpSince, TestTimes ofTests) {}

    /**
     * Shows the block of a failed test or class, and writes its files.
     *
     * @param context the context of the failure
     * @param scope the scope of the test or class
     * @param failure its failure
     * @param containers the containers to show
     * @param times when it began, and what ran before
     * @param settings its settings
     * @param classFiles the files of its class
     */
    void failed(
            ExtensionContext context,
            Scope scope,
            Throwable failure,
            ShownContainers containers,
            Times times,
            Settings settings,
            ClassFiles classFiles) {
        if (containers.all().isEmpty()) {
            return;
        }
        captures.sync(containers.all(), Settling.DEFAULT.bound());
        for (Scope next = toLearn.poll(); next != null; next = toLearn.poll()) {
            passed.add(next::parts);
            passedSpans.learn(next.spansToExplain());
        }
        Slice slice = scope.slice();
        Instant setUpSince = times.started == null ? times.setUpSince : null;
        List<LogRecord> earlier = scope.earlier(containers.all());
        List<LogRecord> ofTest = containers.records(slice.records(), setUpSince);
        GreenRun green = passedTests.lastGreen(context);
        List<ChangedImage> images =
                green == null ? List.of() : green.changedImages(PassedTests.images(containers.all()));
        TestFailure test = new TestFailure(
                Contexts.name(context),
                failure,
                times.started == null ? null : captures.byEngineClock(times.started),
                scope instanceof TestScope own ? own.traces() : Set.of(),
                ofTest,
                slice.shared(),
                earlier,
                containers.reports(times.began, setUpSince, times.ofTests, Contexts.testClass(context)).stream()
                        .map(report -> report.using(usage(scope, containers.all(), report.name(), failure))
                                .withImageOf(images))
                        .toList(),
                passed.and(green),
                scope.spansToExplain(),
                passedSpans,
                green);
        DiagnosisResult diagnosisResult = Diagnosis.of(test);
        TestFiles files = classFiles.of(context.getUniqueId(), Contexts.fileName(context));
        Path page = files == null || !report.isWanted() ? null : pageOf(context, files);
        if (settings.print() != Print.NEVER) {
            show(context, test, diagnosisResult, files, page, settings);
            if (summary.isRead()) {
                summary.add(
                        test.name(),
                        new FailureBlock(console.plainFormatter(settings), BuildServer.NONE)
                                .glance(test, diagnosisResult));
            }
        }
        if (files != null) {
            FailureBlock plain = new FailureBlock(console.plainFormatter(settings), BuildServer.NONE);
            List<LogRecord> records = new ArrayList<>(ofTest);
            records.addAll(slice.shared());
            String block = plain.format(test, diagnosisResult, files.records().toString(), addressOf(page));
            Redaction redaction = console.redaction(settings);
            classFiles.write(files, block, records, redaction);
            classFiles.writeTelemetry(files, test.spans(), scope.points(), redaction);
            describe(files, page, test, diagnosisResult, plain, redaction);
            if (page != null) {
                Class<?> testClass = Contexts.testClass(context);
                EndedTest ended = new EndedTest(
                        testClass.getName(),
                        context.getTestMethod().map(Method::getName).orElse("class"),
                        Contexts.name(context),
                        times.began,
                        times.started,
                        Instant.now(),
                        Report.ReportOutcome.FAILED,
                        failure,
                        block,
                        shown(test, diagnosisResult),
                        test.traces(),
                        GreenComparison.of(green, ofTest, slice.shared(), times.started != null, images),
                        Run.recordsOf(scope));
                List<LogRecord> all = new ArrayList<>(records);
                all.addAll(earlier);
                report.failed(ended, all, ofTest, containers.all(), redaction, page);
            }
            Attachments.publish(context, files);
        }
    }

    private static Usage usage(Scope scope, List<Capture> captures, String name, Throwable failure) {
        return captures.stream()
                .filter(capture -> capture.name().equals(name))
                .findFirst()
                .map(capture -> Usage.of(scope.samples(capture), failure))
                .orElse(Usage.UNKNOWN);
    }

    /** In the block's order, with the last words of crashed containers, which the block says in the line of their state. */
    private static List<Pick> shown(TestFailure test, DiagnosisResult diagnosisResult) {
        List<Pick> shown = new ArrayList<>(diagnosisResult.picks());
        int behind = (int)
                shown.stream().filter(pick -> pick.role() == Pick.Role.FINDING).count();
        List<Pick> earlier = new ArrayList<>();
        for (ContainerReport container : test.containers()) {
            EarlierEnd end = container.earlierEnd();
            if (end == null || end.last() == null || !Diagnosis.isConspicuous(container)) {
                continue;
            }
            LogRecord last = end.last();
            if (shown.stream().noneMatch(pick -> pick.record().equals(last))) {
                String mark = container.status().describe() + " " + end.words();
                earlier.add(new Pick(last, -1, Pick.Role.FINDING, 1, null, List.of(mark), List.of()));
            }
        }
        diagnosisResult.earlier().stream()
                .filter(pick -> earlier.stream().noneMatch(it -> it.record().equals(pick.record())))
                .forEach(earlier::add);
        shown.addAll(behind, earlier);
        return shown;
    }

    /**
     * Returns a path beside the test's other files, with the class's name, because the page may be sent without them.
     */
    private static Path pageOf(ExtensionContext context, TestFiles files) {
        String name = String.valueOf(files.records().getFileName()).replaceFirst("\\.jsonl$", "");
        return files.records().resolveSibling(Contexts.testClass(context).getSimpleName() + "." + name + ".html");
    }

    /** IntelliJ and terminals open an address that ends in {@code .html} with one click. */
    private static @Nullable String addressOf(@Nullable Path page) {
        return page == null ? null : page.toUri().toString();
    }

    private void describe(
            TestFiles files,
            @Nullable Path page,
            TestFailure test,
            DiagnosisResult diagnosisResult,
            FailureBlock block,
            Redaction redaction) {
        List<Path> others = new ArrayList<>(List.of(files.block(), files.records()));
        files.telemetry().stream().filter(Files::exists).forEach(others::add);
        if (page != null) {
            others.add(page);
        }
        String name = String.valueOf(files.block().getFileName()).replaceFirst("\\.txt$", ".md");
        try {
            new FailureMarkdown(redaction)
                    .write(
                            files.block().resolveSibling(name),
                            test.name(),
                            test.failure(),
                            test.containers(),
                            block.spans(diagnosisResult),
                            shown(test, diagnosisResult),
                            others);
        } catch (IOException e) {
            captures.report("", "The description of a failed test could not be written: " + e);
        }
    }

    /**
     * Prints the block, or adds it to the failure if other tests may run at the same time: a runner may assign printed
     * text to the wrong test.
     */
    private void show(
            ExtensionContext context,
            TestFailure test,
            DiagnosisResult diagnosisResult,
            @Nullable TestFiles files,
            @Nullable Path page,
            Settings settings) {
        String path = files == null ? null : Contexts.relative(files.records());
        if (Contexts.mayRunBesideOthers(context)) {
            // Folded lines and attachments are for readers of the console.
            FailureBlock block = new FailureBlock(console.reportFormatter(settings), BuildServer.NONE);
            if (LogsOfFailure.addTo(test.failure(), block.format(test, diagnosisResult, path, addressOf(page)))) {
                return;
            }
        }
        BuildServer server = BuildServer.of(System.getenv());
        String block = new FailureBlock(console.formatter(settings), server)
                .format(test, diagnosisResult, path, addressOf(page));
        console.println(files == null ? block : block + server.attachments(files.block(), files.records()));
    }
}
