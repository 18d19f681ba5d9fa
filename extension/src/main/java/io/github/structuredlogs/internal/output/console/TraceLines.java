package io.github.structuredlogs.internal.output.console;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanEvent;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.internal.condition.SpanConditions;
import io.github.structuredlogs.internal.diagnosis.spans.RowAttribute;
import io.github.structuredlogs.internal.diagnosis.spans.TestTrace;
import io.github.structuredlogs.internal.diagnosis.spans.TraceRow;
import io.github.structuredlogs.internal.render.Palette;
import io.github.structuredlogs.internal.render.RecordFormatter;
import io.github.structuredlogs.internal.text.Redaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of the outline of a test's trace. */
final class TraceLines {

    private static final int MAX_ATTRIBUTES = 5;
    private static final int MAX_EVENTS = 2;
    private static final int MAX_VALUE_LENGTH = 60;
    private static final int MIN_WIDTH = 80;
    private static final String[] STATUS = {"http.response.status_code", "http.status_code"};

    private final RecordFormatter formatter;
    private final Palette palette;

    TraceLines(RecordFormatter formatter) {
        this.formatter = formatter;
        palette = new Palette(formatter.options().color());
    }

    /**
     * {@return the lines; none if there is no trace to show}
     *
     * @param trace the trace
     * @param most the greatest number of spans
     */
    List<String> of(TestTrace trace, int most) {
        List<TraceRow> rows = trace.best(most);
        if (rows.isEmpty()) {
            return List.of();
        }
        int shown = rows.stream().mapToInt(TraceRow::times).sum();
        List<String> lines = new ArrayList<>();
        StringBuilder title = new StringBuilder();
        palette.append(title, Palette.BOLD, "No span failed.");
        boolean several =
                rows.stream().map(row -> row.span().traceId()).distinct().count() > 1;
        title.append(several ? " The traces" : " The trace")
                .append(shown < trace.spans() ? ", " + shown + " of " + trace.spans() + " spans:" : ":");
        lines.add(title.toString());
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    private String line(TraceRow row) {
        Span span = row.span();
        StringBuilder text = new StringBuilder();
        text.append(safe(span.name())).append(' ').append(span.kind());
        text.append(' ').append(SpanConditions.words(span.duration()));
        if (row.times() > 1) {
            text.append(formatter.options().unicode() ? " ×" : " x").append(row.times());
            text.append(", ").append(SpanConditions.words(row.together())).append(" together");
        }
        Arrays.stream(STATUS)
                .filter(name -> span.attribute(name) != null)
                .findFirst()
                .ifPresent(name -> text.append(' ').append(value(name, span.attribute(name))));
        if (row.isNotReceived()) {
            text.append("  [no consumer]");
        }
        row.attributes().stream()
                .limit(MAX_ATTRIBUTES)
                .forEach(attribute -> text.append("  ").append(attribute(row, attribute)));
        span.events().stream()
                .limit(MAX_EVENTS)
                .forEach(event -> text.append("  ").append(event(event)));
        String by = Objects.requireNonNullElse(span.container(), Objects.requireNonNullElse(span.service(), ""));
        String before = String.format("%9s  %s", "+" + offset(row), "  ".repeat(row.depth()));
        String note = row.isNew() ? "[new] " : "";
        String rest = cut(
                "  " + note + text,
                Math.max(MIN_WIDTH, formatter.options().width()) - before.length() - safe(by).length());
        StringBuilder out = new StringBuilder();
        palette.append(out, Palette.DIM, before);
        palette.append(out, formatter.style(by), safe(by));
        return out.append(rest).toString();
    }

    private static String offset(TraceRow row) {
        long millis = row.after().toMillis();
        return millis < 1000 ? millis + " ms" : SpanConditions.words(row.after());
    }

    private String attribute(TraceRow row, RowAttribute attribute) {
        String name = attribute.name();
        String text = value(name, attribute.value());
        if (attribute.values() > 1) {
            text += " (" + attribute.values() + " values)";
        } else if (attribute.spans() < row.times()) {
            text += " in " + attribute.spans() + " of " + row.times();
        }
        if (attribute.above() != null) {
            text += " (above: " + value(name, attribute.above()) + ")";
        }
        return switch (name) {
            case "messaging.destination.name", "messaging.destination" ->
                (row.span().kind() == SpanKind.CONSUMER ? "from " : "to ") + text;
            case "db.query.text", "db.statement", "url.full", "http.url" -> text;
            case "messaging.destination.partition.id" -> "partition " + text;
            default -> safe(name) + '=' + text;
        };
    }

    private String event(SpanEvent event) {
        Object type = event.attributes().get("exception.type");
        if (type != null) {
            Object message = event.attributes().get("exception.message");
            return value("exception.type", type) + (message == null ? "" : ": " + value("exception.message", message));
        }
        StringBuilder text = new StringBuilder("event ").append(safe(event.name()));
        event.attributes().entrySet().stream()
                .limit(MAX_EVENTS)
                .forEach(attribute -> text.append(' ')
                        .append(safe(attribute.getKey()))
                        .append('=')
                        .append(value(attribute.getKey(), attribute.getValue())));
        return text.toString();
    }

    private String value(String name, @Nullable Object value) {
        Redaction redaction = formatter.options().redaction();
        return redaction.hides(name, value) ? Redaction.MASK : cut(safe(String.valueOf(value)), MAX_VALUE_LENGTH);
    }

    private String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most - 1) + (formatter.options().unicode() ? "…" : "~");
    }

    private String safe(String text) {
        return formatter.safe(text);
    }
}
