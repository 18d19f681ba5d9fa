package io.github.structuredlogs.internal.otlp;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanEvent;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.SpanLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A span as a service exported it.
 *
 * @param source returns the name of its container, which may change during the run
 * @param failed whether its status is an error
 */
public record RecordedSpan(
        Supplier<@Nullable String> source,
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        String name,
        SpanKind kind,
        Instant start,
        Instant end,
        boolean failed,
        @Nullable String statusMessage,
        Map<String, @Nullable Object> attributes,
        List<SpanEvent> events,
        List<SpanLink> links,
        Map<String, @Nullable Object> resource,
        @Nullable String library)
        implements Span {

    @Override
    public @Nullable String container() {
        return source.get();
    }

    @Override
    public boolean hasFailed() {
        return failed;
    }

    @Override
    public String toString() {
        return name + " " + kind + " " + duration() + (failed ? " failed" : "") + " trace=" + traceId + " span="
                + spanId;
    }
}
