package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.query.SourcePart;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.ContainerIdentity;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.testing.Fed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What containers write, line by line, in the tests of a run, so that what a test sees of it has been read by the formats. */
abstract class WrittenLogs<S extends WrittenLogs<S>> {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** No pause of this machine divides a record. */
    private static final CaptureOptions UNHURRIED =
            new CaptureOptions(CaptureOptions.defaults().memoryLimit(), Duration.ofDays(1));

    /** Closed by nobody: what a record says is read when a test asks for it. */
    private final Captures captures = new Captures(Formats.builtIn(), UNHURRIED);

    private final List<LogRecord> records = new ArrayList<>();
    private final List<LogRecord> starts = new ArrayList<>();
    private final PassedTestHistory passed = new PassedTestHistory();
    private final Map<String, String> images = new HashMap<>();
    private Instant now = NOON;
    private Instant started = NOON;

    @SuppressWarnings("unchecked")
    private S self() {
        return (S) this;
    }

    private Capture capture(String container) {
        return captures.open(new ContainerIdentity(
                "id-" + container,
                container,
                images.getOrDefault(container, "shop/" + container + ":1"),
                Map.of(),
                false,
                null));
    }

    /**
     * A container writes to its standard output, a line each millisecond.
     *
     * @param text its lines; {@code {iso}}, {@code {clock}}, {@code {comma}}, {@code {second}}, {@code {go}} and
     *     {@code {millis}} stand for the time
     */
    S out(String container, String text) {
        return write(container, LogStream.STDOUT, text);
    }

    S err(String container, String text) {
        return write(container, LogStream.STDERR, text);
    }

    private S write(String container, LogStream stream, String text) {
        Capture capture = capture(container);
        long before = capture.size();
        text.lines().forEach(line -> {
            now = now.plusMillis(1);
            byte[] bytes = line.replace("{iso}", now.toString())
                    .replace("{clock}", CLOCK.format(now))
                    .replace("{comma}", CLOCK.format(now).replace('.', ','))
                    .replace("{second}", SECOND.format(now))
                    .replace("{go}", SECOND.format(now).replace('-', '/'))
                    .replace("{millis}", String.valueOf(now.toEpochMilli()))
                    .getBytes(StandardCharsets.UTF_8);
            Fed.line(capture, stream, bytes, now.getEpochSecond() * 1_000_000_000L + now.getNano());
        });
        capture.writer().flush();
        for (long i = before; i < capture.size(); i++) {
            records.add(capture.record(i));
        }
        return self();
    }

    S status(String container, UnaryOperator<ContainerStatus> change) {
        Capture capture = capture(container);
        capture.status(change.apply(capture.status()));
        return self();
    }

    S happens(String container, LifecycleEvent.LifecycleKind kind, String words) {
        capture(container).event(kind, now, words);
        return self();
    }

    S exits(String container, int code) {
        status(container, it -> it.exited(code, now));
        Capture capture = capture(container);
        capture.exited(now, capture.status());
        return self();
    }

    /** Testcontainers kills it. */
    S stops(String container) {
        return status(container, ContainerStatus::asStopped).exits(container, 137);
    }

    Instant now() {
        return now;
    }

    /** What was logged so far belongs to a test that passed. */
    S passed() {
        List<LogRecord> ofTest = List.copyOf(records);
        passed.add(() -> List.of(new SourcePart.ListPart(ofTest)));
        if (starts.isEmpty()) {
            records.stream().filter(record -> isBefore(record, started)).forEach(starts::add);
        }
        records.clear();
        return self();
    }

    private static boolean isBefore(LogRecord record, Instant moment) {
        Instant observed = record.observed();
        return observed != null && observed.isBefore(moment);
    }

    /** What was logged so far was said before the first test. */
    S hasStarted() {
        starts.addAll(records);
        records.clear();
        return self();
    }

    /** It runs this image, as its replicas do. */
    S image(String container, String image) {
        images.put(container, image);
        return self();
    }

    S testBegins() {
        now = now.plusSeconds(1);
        started = now;
        return self();
    }

    S pause(Duration duration) {
        now = now.plus(duration);
        return self();
    }

    /** @param traces the trace ids that the test gave its requests */
    TestFailure fails(String name, Throwable failure, String... traces) {
        List<ContainerReport> containers =
                captures.list().stream().map(ContainerReport::of).toList();
        return new TestFailure(name, failure, started, Set.of(traces), records, List.of(), starts, containers, passed);
    }
}
