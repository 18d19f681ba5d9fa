package io.github.structuredlogs.internal.condition;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.internal.parse.values.TraceId;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The conditions on spans. */
public final class SpanConditions {

    private SpanConditions() {}

    public static ItemCondition<Span> name(String name) {
        return new ItemCondition<>(
                "with name \"" + name + '"', span -> span.name().equals(name), SpanConditions::nameIs);
    }

    public static ItemCondition<Span> nameContaining(String part) {
        return new ItemCondition<>(
                "with a name containing \"" + part + '"', span -> span.name().contains(part), SpanConditions::nameIs);
    }

    private static String nameIs(Span span, ItemCondition.Values values) {
        return "name is " + values.show("name", span.name());
    }

    public static ItemCondition<Span> kind(SpanKind kind) {
        return new ItemCondition<>(
                "of kind " + kind, span -> span.kind() == kind, (span, values) -> "kind is " + span.kind());
    }

    public static ItemCondition<Span> failed() {
        return new ItemCondition<>("that failed", Span::hasFailed, (span, values) -> "it did not fail");
    }

    public static ItemCondition<Span> notFailed() {
        return new ItemCondition<>(
                "that did not fail",
                span -> !span.hasFailed(),
                (span, values) -> "it failed"
                        + (span.statusMessage() == null ? "" : ": " + values.show("status", span.statusMessage())));
    }

    public static ItemCondition<Span> statusMessageContaining(String part) {
        return new ItemCondition<>(
                "with a status message containing \"" + part + '"',
                span -> {
                    String message = span.statusMessage();
                    return message != null && message.contains(part);
                },
                (span, values) -> span.statusMessage() == null
                        ? "it has no status message"
                        : "status message is " + values.show("status", span.statusMessage()));
    }

    public static ItemCondition<Span> attribute(String name) {
        return AttributeConditions.has(name, Span::attributes);
    }

    public static ItemCondition<Span> attribute(String name, @Nullable Object value) {
        return AttributeConditions.has(name, value, Span::attributes);
    }

    public static ItemCondition<Span> noAttribute(String name) {
        return AttributeConditions.hasNot(name, Span::attributes);
    }

    /**
     * Compares the trace id.
     *
     * @param trace the trace id, or the whole {@code traceparent} header with it
     */
    public static ItemCondition<Span> trace(String trace) {
        TraceId id = TraceId.of(trace);
        String digits = id == null ? trace.strip().toLowerCase(Locale.ROOT) : id.toString();
        return new ItemCondition<>(
                "of trace " + digits,
                span -> span.traceId().equals(digits),
                (span, values) -> "trace is " + span.traceId());
    }

    public static ItemCondition<Span> span(String id) {
        String digits = id.strip().toLowerCase(Locale.ROOT);
        return new ItemCondition<>(
                "with span id " + digits,
                span -> span.spanId().equals(digits),
                (span, values) -> "span id is " + span.spanId());
    }

    public static ItemCondition<Span> parent(String id) {
        String digits = id.strip().toLowerCase(Locale.ROOT);
        return new ItemCondition<>(
                "with parent " + digits,
                span -> digits.equals(span.parentSpanId()),
                (span, values) ->
                        span.parentSpanId() == null ? "it has no parent" : "parent is " + span.parentSpanId());
    }

    public static ItemCondition<Span> service(String service) {
        return new ItemCondition<>(
                "of service " + service,
                span -> Objects.equals(span.service(), service),
                (span, values) -> span.service() == null
                        ? "it names no service"
                        : "service is " + values.show("service.name", span.service()));
    }

    public static ItemCondition<Span> longerThan(Duration duration) {
        return new ItemCondition<>(
                "that took longer than " + words(duration),
                span -> span.duration().compareTo(duration) > 0,
                (span, values) -> "it took " + words(span.duration()));
    }

    public static ItemCondition<Span> shorterThan(Duration duration) {
        return new ItemCondition<>(
                "that took less than " + words(duration),
                span -> span.duration().compareTo(duration) < 0,
                (span, values) -> "it took " + words(span.duration()));
    }

    public static ItemCondition<Span> event(String name) {
        return new ItemCondition<>(
                "with event " + name,
                span -> span.events().stream().anyMatch(event -> event.name().equals(name)),
                (span, values) -> span.events().isEmpty()
                        ? "it has no events"
                        : "its events are "
                                + values.show(
                                        "events",
                                        span.events().stream()
                                                .map(event -> event.name())
                                                .distinct()
                                                .toList()));
    }

    public static ItemCondition<Span> matching(String words, Predicate<? super Span> predicate) {
        return new ItemCondition<>(words, predicate, (span, values) -> "it does not match");
    }

    /** {@return a duration as text: {@code 1.204 s}, {@code 12.3 ms}} */
    public static String words(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return millis >= 1000
                ? String.format(Locale.ROOT, "%.3f s", millis / 1000)
                : String.format(Locale.ROOT, millis >= 100 ? "%.0f ms" : "%.1f ms", millis);
    }
}
