package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.diagnosis.Pick;
import io.github.structuredlogs.internal.stack.ThrownTitle;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.store.Loss;
import io.github.structuredlogs.internal.store.StoredRecord;
import io.github.structuredlogs.internal.text.Redaction;
import io.github.structuredlogs.internal.viewer.Report;
import io.github.structuredlogs.internal.viewer.ReportFile;
import io.github.structuredlogs.internal.viewer.ReportTelemetry;
import io.github.structuredlogs.internal.viewer.SizeBudget;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One page: its contents, in the order in which the file is written. */
final class RunPage {
    /** The roles of the records that the page lists first; others are in the block for what stands around them. */
    private static final Set<Pick.Role> STAND_OUT = Set.of(Pick.Role.FINDING, Pick.Role.CONSPICUOUS);

    private static final int MAX_FIND = 500;
    /** Behind the message comes the exception, which says more. */
    private static final int MAX_MESSAGE = 250;

    private final String name;
    private final Captures run;
    private final Redaction redaction;
    private final List<EndedTest> tests;
    private final RecordOwner owner;
    private final CaptureFacts facts;
    private final long maxBytes;

    /** Says which test a record belongs to. */
    interface RecordOwner {
        /** {@return the test, null if that is not known} */
        @Nullable EndedTest of(Capture capture, long index);
    }

    /**
     * Prepares a page.
     *
     * @param name the name of the run for readers
     * @param run the captures of the run
     * @param tests the tests, in order of their starts
     * @param owner the test that a record belongs to, null if it is not known
     * @param facts what else is known of a container
     * @param redaction what is hidden
     * @param maxBytes how large the file may get, about
     */
    RunPage(
            String name,
            Captures run,
            List<EndedTest> tests,
            RecordOwner owner,
            CaptureFacts facts,
            Redaction redaction,
            long maxBytes) {
        this.name = name;
        this.run = run;
        this.tests = List.copyOf(tests);
        this.owner = owner;
        this.facts = facts;
        this.redaction = redaction;
        this.maxBytes = maxBytes;
    }

    /** Writes the page with the records of these captures, all or only some of them. */
    void write(Path target, List<Capture> captures, @Nullable Set<? extends LogRecord> only) throws IOException {
        Instant start = first(captures);
        Instant end = byEngineClock(Instant.now());
        List<Window> failures = tests.stream()
                .filter(EndedTest::hasFailed)
                .map(test -> new Window(byEngineClock(test.began()), byEngineClock(test.ended())))
                .toList();
        SizeBudget budget = new SizeBudget(maxBytes);
        for (RecordOrder places = new RecordOrder(captures, only); places.hasNext(); ) {
            RecordOrder.RecordPlace recordPlace = places.next();
            budget.count(
                    rank(recordPlace),
                    distance(recordPlace, failures),
                    recordPlace.capture().rawLength(recordPlace.index()));
        }
        Map<Capture, Integer> containers = new HashMap<>();
        captures.forEach(capture -> containers.put(capture, containers.size()));
        IdentityHashMap<EndedTest, Integer> numbers = new IdentityHashMap<>();
        tests.forEach(test -> numbers.put(test, numbers.size()));
        Set<LogRecord> named = tests.stream().flatMap(EndedTest::named).collect(Collectors.toSet());
        Map<LogRecord, Integer> found = new HashMap<>();
        long leftOut = 0;
        Set<String> traces = new HashSet<>();
        tests.forEach(test -> traces.addAll(test.traces()));
        Set<String> failedTraces = new HashSet<>();
        ReportTelemetry telemetry = new ReportTelemetry();
        captures.forEach(capture -> telemetry.add(
                capture.telemetry().spans().list(), capture.telemetry().points().list()));
        try (ReportFile file = ReportFile.create(target, start, end, redaction)) {
            for (RecordOrder places = new RecordOrder(captures, only); places.hasNext(); ) {
                RecordOrder.RecordPlace recordPlace = places.next();
                LogRecord record = recordPlace.record();
                if (!named.contains(record) && !budget.hasRoom(rank(recordPlace), distance(recordPlace, failures))) {
                    leftOut++;
                    continue;
                }
                EndedTest test = owner.of(recordPlace.capture(), recordPlace.index());
                String trace = recordPlace.capture().trace(recordPlace.index());
                if (trace != null && only != null) {
                    traces.add(trace);
                }
                if (trace != null && test != null && test.hasFailed()) {
                    failedTraces.add(trace);
                }
                int index = file.add(
                        record,
                        containers.getOrDefault(recordPlace.capture(), Report.NONE),
                        test == null ? Report.NONE : numbers.getOrDefault(test, Report.NONE),
                        recordPlace.index() + 1);
                if (named.contains(record)) {
                    found.put(record, index);
                }
            }
            List<Report.ReportSpan> spans =
                    telemetry.spans(trace -> only == null || traces.contains(trace), failedTraces);
            List<Report.Metric> metrics = telemetry.metrics();
            List<String> notes = notes(leftOut);
            notes.addAll(telemetry.notes());
            captures.forEach(capture -> notes.addAll(rejections(capture)));
            file.finish(new Report(
                    new Report.ReportRun(name, ZoneId.systemDefault(), start, end, versions()),
                    tests.stream().map(test -> test(test, found)).toList(),
                    captures.stream().map(this::container).toList(),
                    spans,
                    metrics,
                    notes));
        }
    }

    private record Window(Instant from, Instant to) {
        long millisFrom(long nanos) {
            long millis = Math.floorDiv(nanos, 1_000_000);
            return Math.max(0, Math.max(from.toEpochMilli() - millis, millis - to.toEpochMilli()));
        }
    }

    private Instant byEngineClock(Instant time) {
        return run.byEngineClock(time);
    }

    private Instant first(Collection<Capture> captures) {
        Instant first = byEngineClock(
                tests.stream().map(EndedTest::began).min(Instant::compareTo).orElseGet(Instant::now));
        for (Capture capture : captures) {
            Instant created = capture.created();
            if (created != null && created.isBefore(first)) {
                first = created;
            }
        }
        return first;
    }

    private SizeBudget.Rank rank(RecordOrder.RecordPlace recordPlace) {
        EndedTest test = owner.of(recordPlace.capture(), recordPlace.index());
        if (test != null && test.hasFailed()) {
            return SizeBudget.Rank.FAILED_TEST;
        }
        LogLevel level = recordPlace.capture().level(recordPlace.index());
        return level != null && level.isAtLeast(LogLevel.WARN) ? SizeBudget.Rank.WARNING : SizeBudget.Rank.OTHER;
    }

    private static long distance(RecordOrder.RecordPlace recordPlace, List<Window> failures) {
        long time = RecordOrder.timeOf(recordPlace.capture(), recordPlace.index());
        if (time == Capture.NO_TIME) {
            return 0;
        }
        return failures.stream().mapToLong(each -> each.millisFrom(time)).min().orElse(0);
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("Java", System.getProperty("java.version", "unknown"));
        String own = RunPage.class.getPackage().getImplementationVersion();
        if (own != null) {
            versions.put("Structured Logs", own);
        }
        return versions;
    }

    private List<String> notes(long leftOut) {
        List<String> notes = new ArrayList<>();
        if (leftOut > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d records are not on this page, to keep it below %,d MB: those farthest from failures. Set"
                            + " structuredlogs.report.size to see more, or structuredlogs.files.records=true to write all"
                            + " of them in a file.",
                    leftOut,
                    Math.max(1, maxBytes >> 20)));
        }
        List<String> others = run.notCaptured();
        if (!others.isEmpty()) {
            notes.add("Containers on this engine that no test of this JVM started, and that are not captured: "
                    + String.join(", ", others));
        }
        notes.addAll(run.reports());
        return notes;
    }

    /** By the engine's clock, as everything else on the page: a test's time holds its records. */
    private Report.Test test(EndedTest test, Map<LogRecord, Integer> found) {
        Throwable failure = test.failure();
        return new Report.Test(
                test.className(),
                test.name(),
                test.displayName(),
                byEngineClock(test.began()),
                byEngineClock(test.begin()),
                byEngineClock(test.ended()),
                test.outcome(),
                failure == null ? null : failure(failure, test.className()),
                test.block(),
                test.picks().stream()
                        .filter(pick -> STAND_OUT.contains(pick.role()))
                        .filter(pick -> found.containsKey(pick.record()))
                        .map(pick -> find(pick, found.getOrDefault(pick.record(), Report.NONE)))
                        .toList(),
                List.copyOf(test.traces()),
                comparison(test.comparison(), found));
    }

    private static List<String> rejections(Capture capture) {
        List<String> sentences = new ArrayList<>();
        capture.telemetry()
                .rejections()
                .forEach((reason, number) -> sentences.add(String.format(
                        Locale.ROOT,
                        "%s: %,d of its spans and measurements are not here: %s",
                        capture.name(),
                        number,
                        reason.words())));
        return sentences;
    }

    private static Report.@Nullable Comparison comparison(
            @Nullable GreenComparison comparison, Map<LogRecord, Integer> found) {
        return comparison == null
                ? null
                : new Report.Comparison(
                        comparison.passed(),
                        comparison.messages().stream()
                                .map(message -> new Report.MessageDifference(
                                        message.change(),
                                        message.container(),
                                        message.level() == null
                                                ? null
                                                : message.level().name(),
                                        message.template(),
                                        message.before(),
                                        message.now(),
                                        message.first() == null
                                                ? Report.NONE
                                                : found.getOrDefault(message.first(), Report.NONE)))
                                .toList(),
                        comparison.images(),
                        comparison.unlisted());
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest) + "…";
    }

    private LoggedException withoutSecrets(LoggedException exception) {
        return new LoggedException(
                withoutSecrets(exception.type()),
                withoutSecrets(exception.message()),
                withoutSecrets(exception.stackTrace()));
    }

    private @Nullable String withoutSecrets(@Nullable String text) {
        return text == null ? null : redaction.text(text);
    }

    private Report.Find find(Pick pick, int index) {
        LogRecord record = pick.record();
        String message = record.message();
        LoggedException exception = record.exception();
        // Hidden before it is cut, which may remove what a secret is recognised by.
        String said = redaction.text(message == null ? exception == null ? record.raw() : "" : message);
        String all = exception == null
                ? said
                : ThrownTitle.beside(withoutSecrets(exception), said).behind(cut(said, MAX_MESSAGE), true);
        String text = cut(all, MAX_FIND);
        String times = pick.repeats() > 1 ? "said " + pick.repeats() + " times" : null;
        return new Report.Find(index, text, times, pick.marks());
    }

    private static Report.Failure failure(Throwable failure, String className) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        String location = null;
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().equals(className) || frame.getClassName().startsWith(className + "$")) {
                location = frame.getFileName() + ":" + frame.getLineNumber();
                break;
            }
        }
        return new Report.Failure(failure.getClass().getName(), failure.getMessage(), location, trace.toString());
    }

    private Report.Container container(Capture capture) {
        ContainerStatus status = capture.status();
        Completeness completeness = capture.completeness();
        List<String> incomplete = new ArrayList<>();
        if (completeness.reason() != null) {
            incomplete.add(completeness.reason());
        }
        completeness.losses().stream().map(Loss::describe).forEach(incomplete::add);
        boolean crashed = capture.lifecycle().stream().anyMatch(LifecycleEvent::crash);
        Path raw = facts.rawFile(capture);
        return new Report.Container(
                capture.name(),
                capture.containerId(),
                capture.image(),
                status.describe(),
                crashed || status.health() == ContainerStatus.Health.UNHEALTHY,
                events(capture),
                incomplete,
                null,
                memoryLimit(capture),
                ReportTelemetry.samples(capture.stats().list()),
                raw == null ? null : raw.toString());
    }

    private static long memoryLimit(Capture capture) {
        int size = capture.stats().size();
        return size == 0 ? 0 : Math.max(0, capture.stats().get(size - 1).memoryLimit());
    }

    private List<Report.ContainerEvent> events(Capture capture) {
        List<Report.ContainerEvent> events =
                new ArrayList<>(capture.lifecycle().stream().map(RunPage::event).toList());
        Instant ready = facts.ready(capture);
        if (ready != null) {
            events.add(
                    new Report.ContainerEvent(Report.EventKind.READY, byEngineClock(ready), "start() returned", false));
            events.sort(Comparator.comparing(Report.ContainerEvent::at));
        }
        return events;
    }

    private static Report.ContainerEvent event(LifecycleEvent event) {
        Report.EventKind kind = switch (event.kind()) {
            case STARTED -> Report.EventKind.STARTED;
            case HEALTHY -> Report.EventKind.HEALTHY;
            case UNHEALTHY -> Report.EventKind.UNHEALTHY;
            case PAUSED -> Report.EventKind.PAUSED;
            case RESUMED -> Report.EventKind.RESUMED;
            case OUT_OF_MEMORY -> Report.EventKind.OUT_OF_MEMORY;
            case EXITED -> Report.EventKind.EXITED;
            case RESTARTED -> Report.EventKind.RESTARTED;
            case REMOVED -> Report.EventKind.REMOVED;
            case LOST, INCOMPLETE -> Report.EventKind.LOST;
        };
        return new Report.ContainerEvent(kind, event.at(), event.words(), event.crash());
    }

    /** {@return the captures of some records, in the order of the run} */
    static List<Capture> capturesOf(Captures run, Collection<? extends LogRecord> records, List<Capture> others) {
        Set<Capture> wanted = records.stream()
                .filter(StoredRecord.class::isInstance)
                .map(record -> ((StoredRecord) record).capture())
                .collect(Collectors.toSet());
        wanted.addAll(others);
        return run.list().stream().filter(wanted::contains).toList();
    }
}
