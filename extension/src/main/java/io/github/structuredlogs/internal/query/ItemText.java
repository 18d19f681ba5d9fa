package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.internal.condition.SpanConditions;
import io.github.structuredlogs.internal.text.RecordText;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of spans and measurements as lines. */
public final class ItemText {

    private static final int MAX_ATTRIBUTES = 12;

    private ItemText() {}

    /** {@return a span as a line: {@code orders  POST /orders SERVER 12.3 ms FAILED  http.route="/orders"  trace=…}} */
    public static String line(Span span, RecordText text) {
        StringBuilder out = new StringBuilder();
        String container = span.container();
        if (container != null) {
            out.append(text.plain(container)).append("  ");
        }
        out.append(text.plain(span.name()))
                .append(' ')
                .append(span.kind())
                .append(' ')
                .append(SpanConditions.words(span.duration()));
        if (span.hasFailed()) {
            out.append(" FAILED");
            if (span.statusMessage() != null) {
                out.append(' ').append(text.value("status", span.statusMessage()));
            }
        }
        appendAttributes(out, span.attributes(), text);
        return out.append("  trace=").append(span.traceId()).toString();
    }

    /** {@return a measurement as a line: {@code orders  jvm.memory.used 52428800 By  jvm.memory.type="heap"}} */
    public static String line(MetricPoint point, RecordText text) {
        StringBuilder out = new StringBuilder();
        String container = point.container();
        if (container != null) {
            out.append(text.plain(container)).append("  ");
        }
        out.append(text.plain(point.name())).append(' ').append(number(point.value()));
        if (!point.unit().isEmpty()) {
            out.append(' ').append(text.plain(point.unit()));
        }
        if (point.count() != 1) {
            out.append(" of ").append(point.count());
        }
        appendAttributes(out, point.attributes(), text);
        return out.toString();
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }

    private static void appendAttributes(StringBuilder out, Map<String, @Nullable Object> attributes, RecordText text) {
        int shown = 0;
        for (Map.Entry<String, @Nullable Object> entry : attributes.entrySet()) {
            if (shown++ == MAX_ATTRIBUTES) {
                out.append("  … ").append(attributes.size() - MAX_ATTRIBUTES).append(" more");
                return;
            }
            out.append(shown == 1 ? "  " : " ")
                    .append(text.plain(entry.getKey()))
                    .append('=')
                    .append(text.value(entry.getKey(), entry.getValue()));
        }
    }
}
