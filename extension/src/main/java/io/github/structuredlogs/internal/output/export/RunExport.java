package io.github.structuredlogs.internal.output.export;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.otlp.OtlpRecordWriter;
import io.github.structuredlogs.internal.otlp.OtlpWriter;
import io.github.structuredlogs.internal.otlp.RecordedSpan;
import io.github.structuredlogs.internal.output.export.Backend.Answer;
import io.github.structuredlogs.internal.output.export.Backend.AnswerKind;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureListener;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.Series;
import io.github.structuredlogs.internal.text.Redaction;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records, spans and measurements of a run, and its tests as spans, to a backend. One thread of its own does all
 * the work, and nobody waits for it before the end of the run. What is to be sent is kept nowhere twice: it is read from
 * what is captured, as far as the backend has taken it. What is left at the end is dropped, counted and said.
 */
public final class RunExport implements CaptureListener, AutoCloseable {

    private static final int MAX_RECORDS = 512;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration MAX_END = Duration.ofSeconds(5);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofSeconds(30);

    private final Captures captures;
    private final Backend backend;
    private final Map<String, @Nullable Object> ofRun;
    private final TestSpans tests;
    private final RunningTests running = new RunningTests();
    private final Map<Capture, Position> positions = new HashMap<>();
    private final Thread thread = new Thread(this::run, "structured-logs-export");
    private final AtomicLong arrived = new AtomicLong();
    private final Duration maxEnd;

    private volatile Redaction redaction;
    /** When to give up, by {@link System#nanoTime}; nothing is given up before the end of the run. */
    private volatile long deadline;

    private volatile boolean closing;
    private volatile String reason = "";

    // of the thread alone, and after its end
    private long refused;
    private Duration delay = FIRST_DELAY;

    /** How far what a container has written was sent. */
    private static final class Position {
        long records;
        int spans;
        int points;

        void sentSpans(int to) {
            spans = to;
        }

        void sentPoints(int to) {
            points = to;
        }
    }

    /**
     * Begins to send.
     *
     * @param captures what is captured
     * @param endpoint where the backend is, without the paths of OTLP
     * @param headers what each request carries
     * @param redaction what is hidden
     */
    public RunExport(Captures captures, URI endpoint, Map<String, String> headers, Redaction redaction) {
        this(captures, endpoint, headers, redaction, MAX_END);
    }

    RunExport(Captures captures, URI endpoint, Map<String, String> headers, Redaction redaction, Duration maxEnd) {
        this.captures = captures;
        this.redaction = redaction;
        this.maxEnd = maxEnd;
        backend = new Backend(endpoint, headers);
        ofRun = RunAttributes.of(System.getenv());
        Map<String, @Nullable Object> ofTests = new LinkedHashMap<>(ofRun);
        ofTests.put("service.name", "tests");
        tests = new TestSpans(ofTests);
        thread.setDaemon(true);
        thread.start();
        captures.addListener(this);
    }

    /** Hides from now on what that hides as well. */
    public synchronized void alsoHide(Redaction more) {
        redaction = redaction.and(more);
    }

    /** A test has begun. */
    public void testBegan(String id, String testClass, String test, Instant at) {
        running.began(id, testClass, test, captures.byEngineClock(at));
    }

    /**
     * A test has ended.
     *
     * @param result as OpenTelemetry calls it: {@code pass}, {@code fail}, or else {@code aborted}
     * @param traces the traces that it began
     */
    public void testEnded(
            String id,
            String testClass,
            String test,
            Instant began,
            String result,
            @Nullable Throwable failure,
            Collection<String> traces) {
        Instant now = Instant.now();
        running.ended(id, captures.byEngineClock(now));
        tests.testEnded(testClass, test, began, now, result, failure, traces);
    }

    /** The tests of a class have ended. */
    public void classEnded(String testClass, Instant began, @Nullable Throwable failure) {
        tests.classEnded(testClass, began, Instant.now(), failure);
    }

    @Override
    public void published(Capture capture, long from, long to) {
        if (arrived.addAndGet(to - from) >= MAX_RECORDS) {
            LockSupport.unpark(thread);
        }
    }

    // --- the thread

    private void run() {
        while (!isOver()) {
            // What came while the rest was being sent has its turn as well.
            boolean last = closing;
            boolean more;
            try {
                more = sendSome();
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                reason = String.valueOf(e);
                captures.report("", "Exporting to " + backend.words() + " ended: " + e);
                return;
            }
            if (!more && last) {
                return;
            }
            if (!more && !closing) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private boolean isOver() {
        return closing && System.nanoTime() - deadline >= 0;
    }

    /** {@return whether there is more to be sent at once} */
    private boolean sendSome() {
        arrived.set(0);
        boolean more = sendRecords();
        more |= sendItems("/v1/traces", "resourceSpans", "rejectedSpans", this::spans);
        more |= sendItems("/v1/metrics", "resourceMetrics", "rejectedDataPoints", this::points);
        return more;
    }

    private boolean sendRecords() {
        OtlpRecordWriter writer = new OtlpRecordWriter(redaction);
        StringBuilder json = new StringBuilder(64 << 10).append("{\"resourceLogs\":[");
        Map<Capture, Long> reached = new LinkedHashMap<>();
        int room = MAX_RECORDS;
        for (Capture capture : captures.list()) {
            long from = position(capture).records;
            long to = Math.min(capture.size(), from + room);
            if (to > from) {
                List<LogRecord> records = new ArrayList<>();
                for (long index = from; index < to; index++) {
                    records.add(capture.record(index));
                }
                separate(json);
                writer.write(json, resource(capture), records, record -> running.at(record.observed()));
                reached.put(capture, to);
                room -= (int) (to - from);
            }
        }
        if (reached.isEmpty()) {
            return false;
        }
        if (deliver("/v1/logs", "rejectedLogRecords", json.append("]}").toString(), MAX_RECORDS - room)) {
            for (Map.Entry<Capture, Long> each : reached.entrySet()) {
                position(each.getKey()).records = each.getValue();
            }
        }
        return room == 0;
    }

    private interface Gathering {
        /** Adds what is to be sent. {@return what notes that it was} */
        @Nullable Runnable gather(OtlpWriter writer, StringBuilder json, int[] room);
    }

    private boolean sendItems(String path, String member, String rejected, Gathering gathering) {
        StringBuilder json =
                new StringBuilder(16 << 10).append("{\"").append(member).append("\":[");
        int[] room = {MAX_RECORDS};
        Runnable done = gathering.gather(new OtlpWriter(redaction), json, room);
        if (done == null) {
            return false;
        }
        if (deliver(path, rejected, json.append("]}").toString(), MAX_RECORDS - room[0])) {
            done.run();
        }
        return room[0] == 0;
    }

    private @Nullable Runnable spans(OtlpWriter writer, StringBuilder json, int[] room) {
        List<RecordedSpan> ofTests = tests.first(MAX_RECORDS);
        for (RecordedSpan span : ofTests) {
            separate(json);
            writer.write(json, span);
        }
        room[0] -= ofTests.size();
        Map<Capture, Integer> reached = new HashMap<>();
        for (Capture capture : captures.list()) {
            int from = position(capture).spans;
            int to = add(capture.telemetry().spans(), from, room, json, (out, span) -> writer.write(out, span));
            if (to > from) {
                reached.put(capture, to);
            }
        }
        return ofTests.isEmpty() && reached.isEmpty()
                ? null
                : () -> {
                    tests.remove(ofTests.size());
                    reached.forEach((capture, to) -> position(capture).sentSpans(to));
                };
    }

    private @Nullable Runnable points(OtlpWriter writer, StringBuilder json, int[] room) {
        Map<Capture, Integer> reached = new HashMap<>();
        for (Capture capture : captures.list()) {
            int from = position(capture).points;
            int to = add(capture.telemetry().points(), from, room, json, (out, point) -> writer.write(out, point));
            if (to > from) {
                reached.put(capture, to);
            }
        }
        return reached.isEmpty()
                ? null
                : () -> reached.forEach((capture, to) -> position(capture).sentPoints(to));
    }

    private static <T> int add(
            Series<T> series, int from, int[] room, StringBuilder json, BiConsumer<StringBuilder, T> writing) {
        int to = Math.min(series.size(), from + room[0]);
        for (int i = from; i < to; i++) {
            separate(json);
            writing.accept(json, series.get(i));
        }
        room[0] -= to - from;
        return to;
    }

    private static void separate(StringBuilder json) {
        if (json.charAt(json.length() - 1) != '[') {
            json.append(',');
        }
    }

    private Position position(Capture capture) {
        return positions.computeIfAbsent(capture, unused -> new Position());
    }

    private Map<String, @Nullable Object> resource(Capture capture) {
        Map<String, @Nullable Object> resource = new LinkedHashMap<>(ofRun);
        resource.put("service.name", capture.name());
        resource.put("container.name", capture.name());
        resource.put("container.id", capture.containerId());
        resource.put("container.image.name", capture.image());
        return resource;
    }

    /** Sends a request, again and again if need be. {@return whether it is done with} */
    private boolean deliver(String path, String rejected, String json, int count) {
        while (!isOver()) {
            Answer answer = backend.send(path, rejected, json);
            if (answer.kind() != AnswerKind.TAKEN || answer.rejected() > 0) {
                reason = answer.words();
            }
            if (answer.kind() != AnswerKind.TRY_AGAIN) {
                refused += answer.kind() == AnswerKind.REFUSED ? count : answer.rejected();
                delay = FIRST_DELAY;
                return true;
            }
            pause(answer.after());
        }
        return false;
    }

    /** As OTLP asks for: longer each time, and not at the same time as all the others. */
    private void pause(Duration asked) {
        long nanos = asked.isZero()
                ? (long) (delay.toNanos() * (0.5 + ThreadLocalRandom.current().nextDouble()))
                : asked.toNanos();
        if (asked.isZero() && delay.compareTo(MAX_DELAY) < 0) {
            delay = delay.multipliedBy(2);
        }
        long until = System.nanoTime() + nanos;
        boolean wasClosing = closing;
        for (long left = nanos; left > 0 && !isOver(); left = until - System.nanoTime()) {
            if (closing && !wasClosing) {
                // There is no other time.
                return;
            }
            LockSupport.parkNanos(closing ? Math.min(left, Math.max(1, deadline - System.nanoTime())) : left);
        }
    }

    // --- the end

    /** Sends what is left, for some seconds at most, and says what could not be sent. */
    @Override
    public void close() {
        captures.removeListener(this);
        deadline = System.nanoTime() + maxEnd.toNanos();
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(maxEnd.toMillis());
            if (thread.isAlive()) {
                backend.abort();
                thread.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            backend.abort();
            Thread.currentThread().interrupt();
        }
        say();
    }

    private void say() {
        if (thread.isAlive()) {
            captures.report("", "Exporting to " + backend.words() + " could not be ended.");
            return;
        }
        List<String> left = new ArrayList<>();
        long records = 0;
        long items = tests.left();
        for (Capture capture : captures.list()) {
            Position position = position(capture);
            records += capture.size() - position.records;
            items += capture.telemetry().spans().size()
                    - position.spans
                    + capture.telemetry().points().size()
                    - position.points;
        }
        if (records > 0) {
            left.add(records + " records");
        }
        if (items > 0) {
            left.add(items + " spans and measurements");
        }
        if (refused > 0) {
            left.add(refused + " that it refused");
        }
        if (!left.isEmpty()) {
            captures.report(
                    "",
                    "Not exported to " + backend.words() + ": " + String.join(", ", left)
                            + (reason.isEmpty() ? "" : ", because " + reason) + ".");
        }
    }
}
