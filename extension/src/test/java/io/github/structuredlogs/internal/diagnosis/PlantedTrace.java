package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanEvent;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.SpanLink;
import io.github.structuredlogs.internal.diagnosis.spans.PassedSpans;
import io.github.structuredlogs.internal.otlp.RecordedSpan;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.ContainerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A test's trace and what its services log meanwhile, as a test says, and the block of that test once it failed. */
final class PlantedTrace {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final List<Span> spans = new ArrayList<>();
    private final PassedSpans passed = new PassedSpans();
    private final Set<String> services = new LinkedHashSet<>();
    private final Shop shop = new Shop();

    /** Adds a span that begins {@code start} ms after the trace; attributes are names and values in turn. */
    PlantedTrace span(
            String service, int id, int parent, String name, SpanKind kind, long start, long millis, Object... more) {
        return add(service, id, parent, name, kind, start, millis, List.of(), more);
    }

    /** Adds a span in a trace of its own, which links to the sending of its message. */
    PlantedTrace linkedSpan(String service, int id, int sender, String name, SpanKind kind, long start, long millis) {
        services.add(service);
        spans.add(new RecordedSpan(
                () -> service,
                "%032x".formatted(id),
                "%016x".formatted(id),
                null,
                name,
                kind,
                NOON.plusMillis(start),
                NOON.plusMillis(start + millis),
                false,
                null,
                Map.of(),
                List.of(),
                List.of(new SpanLink(TRACE, "%016x".formatted(sender))),
                Map.of("service.name", service),
                null));
        return this;
    }

    PlantedTrace spanWithEvent(
            String service,
            int id,
            int parent,
            String name,
            SpanKind kind,
            long start,
            long millis,
            String event,
            Map<String, @Nullable Object> ofEvent,
            Object... more) {
        return add(
                service,
                id,
                parent,
                name,
                kind,
                start,
                millis,
                List.of(new SpanEvent(event, NOON.plusMillis(start + millis / 2), ofEvent)),
                more);
    }

    private PlantedTrace add(
            String service,
            int id,
            int parent,
            String name,
            SpanKind kind,
            long start,
            long millis,
            List<SpanEvent> events,
            Object... more) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            attributes.put((String) more[i], more[i + 1]);
        }
        services.add(service);
        spans.add(new RecordedSpan(
                () -> service,
                TRACE,
                "%016x".formatted(id),
                parent == 0 ? null : "%016x".formatted(parent),
                name,
                kind,
                NOON.plusMillis(start),
                NOON.plusMillis(start + millis),
                false,
                null,
                attributes,
                events,
                List.of(),
                Map.of("service.name", service),
                null));
        return this;
    }

    /** The service logs this in the test. */
    PlantedTrace logs(String service, String message) {
        return logs(service, LogLevel.INFO, message);
    }

    PlantedTrace logs(String service, LogLevel level, String message) {
        services.add(service);
        shop.log(service, level, "c.a." + service, message).trace(TRACE);
        return this;
    }

    /** What was added so far was the trace of a test that passed. */
    PlantedTrace passed() {
        passed.learn(List.copyOf(spans));
        spans.clear();
        return this;
    }

    String block(String failure, int width) {
        List<? extends LogRecord> records =
                shop.fails("x", new AssertionError()).records();
        List<ContainerReport> containers = services.stream()
                .map(service -> new ContainerReport(
                        service,
                        "shop/" + service,
                        ContainerStatus.created().startedAt(NOON),
                        new Completeness(Completeness.CompletenessState.OPEN, null, List.of()),
                        List.of(),
                        null))
                .toList();
        return Shop.block(
                new TestFailure(
                        "CheckoutIT > checksOut()",
                        new AssertionError(failure),
                        NOON,
                        Set.of(TRACE),
                        records,
                        List.of(),
                        List.of(),
                        containers,
                        new PassedTestHistory(),
                        spans,
                        passed),
                false,
                width);
    }

    String firstTen(String failure) {
        String block = block(failure, 160);
        return block.lines().limit(10).collect(Collectors.joining("\n"));
    }
}
