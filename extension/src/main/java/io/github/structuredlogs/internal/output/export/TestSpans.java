package io.github.structuredlogs.internal.output.export;

import io.github.structuredlogs.SpanEvent;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.internal.otlp.RecordedSpan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tests as spans: each has its class's as its parent. Thread-safe. */
final class TestSpans {

    private static final int MAX_WAITING = 10_000;
    private static final int MAX_STACK_TRACE = 32 << 10;

    private final Map<String, @Nullable Object> resource;
    private final Random random = new Random();
    private final Map<String, ClassIds> classes = new ConcurrentHashMap<>();

    // guarded by this
    private final ArrayDeque<RecordedSpan> waiting = new ArrayDeque<>();
    private long dropped;

    private record ClassIds(String trace, String span) {}

    /**
     * Begins with none.
     *
     * @param resource what is known of the run
     */
    TestSpans(Map<String, @Nullable Object> resource) {
        this.resource = resource;
    }

    void testEnded(
            String testClass,
            String test,
            Instant began,
            Instant ended,
            String result,
            @Nullable Throwable failure,
            Collection<String> traces) {
        ClassIds ids = ids(testClass);
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("test.suite.name", testClass);
        attributes.put("test.case.name", test);
        attributes.put("test.case.result.status", result);
        if (!traces.isEmpty()) {
            attributes.put("test.traces", List.copyOf(traces));
        }
        add(span(ids.trace, id(8), ids.span, test, began, ended, failure, attributes));
    }

    void classEnded(String testClass, Instant began, Instant ended, @Nullable Throwable failure) {
        ClassIds ids = ids(testClass);
        classes.remove(testClass);
        add(span(ids.trace, ids.span, null, testClass, began, ended, failure, Map.of("test.suite.name", testClass)));
    }

    private ClassIds ids(String testClass) {
        return classes.computeIfAbsent(testClass, name -> new ClassIds(id(16), id(8)));
    }

    private String id(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        // An id of zeros only is none.
        bytes[0] |= 1;
        return HexFormat.of().formatHex(bytes);
    }

    private RecordedSpan span(
            String trace,
            String id,
            @Nullable String parent,
            String name,
            Instant began,
            Instant ended,
            @Nullable Throwable failure,
            Map<String, @Nullable Object> attributes) {
        return new RecordedSpan(
                () -> null,
                trace,
                id,
                parent,
                name,
                SpanKind.INTERNAL,
                began,
                ended,
                failure != null,
                failure == null ? null : String.valueOf(failure.getMessage()),
                attributes,
                failure == null ? List.of() : List.of(event(failure, ended)),
                List.of(),
                resource,
                "structured-logs");
    }

    private static SpanEvent event(Throwable failure, Instant ended) {
        StringWriter stack = new StringWriter();
        failure.printStackTrace(new PrintWriter(stack));
        String text = stack.toString();
        return new SpanEvent(
                "exception",
                ended,
                Map.of(
                        "exception.type", failure.getClass().getName(),
                        "exception.message", String.valueOf(failure.getMessage()),
                        "exception.stacktrace",
                                text.length() > MAX_STACK_TRACE ? text.substring(0, MAX_STACK_TRACE) : text));
    }

    private synchronized void add(RecordedSpan span) {
        if (waiting.size() >= MAX_WAITING) {
            dropped++;
        } else {
            waiting.add(span);
        }
    }

    /** {@return some of those that are to be sent, the first first; they stay} */
    synchronized List<RecordedSpan> first(int most) {
        return waiting.stream().limit(most).toList();
    }

    /** They are done with. */
    synchronized void remove(int count) {
        for (int i = 0; i < count; i++) {
            waiting.removeFirst();
        }
    }

    /** {@return how many were dropped, or are still to be sent} */
    synchronized long left() {
        return dropped + waiting.size();
    }
}
