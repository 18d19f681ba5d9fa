package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.SpanLink;
import java.util.regex.Pattern;

/** What identifies a span, and what identifies the operation of which it is one. */
final class SpanKey {

    /** Some services put an id into a span's name. It makes no other operation. */
    private static final Pattern ID =
            Pattern.compile("\\b(?=[\\da-fA-F-]*\\d)[\\da-fA-F]{8}[\\da-fA-F-]{4,40}\\b|\\b\\d+\\b");

    private SpanKey() {}

    /** {@return the span's own id, unique in the run} */
    static String id(Span span) {
        return span.traceId() + span.spanId();
    }

    /** {@return the id of the span above it, or of the sending of its message in another trace; empty if it has none} */
    static String above(Span span) {
        return span.parentSpanId() == null ? linked(span) : span.traceId() + span.parentSpanId();
    }

    /** {@return the id of the span that sent what a consumer's span processes; empty if the span does not say it} */
    static String sender(Span span) {
        String linked = linked(span);
        return linked.isEmpty() ? above(span) : linked;
    }

    /** Several links are those of a batch. */
    private static String linked(Span span) {
        if (span.kind() != SpanKind.CONSUMER || span.links().size() != 1) {
            return "";
        }
        SpanLink link = span.links().get(0);
        return link.traceId() + link.spanId();
    }

    /** {@return the container, or the service, that recorded it; empty if neither is known} */
    static String by(Span span) {
        String by = span.container() == null ? span.service() : span.container();
        return by == null ? "" : by;
    }

    /** {@return the operation: the service, its name and its kind} */
    static String operation(Span span) {
        String by = by(span);
        return (by.isEmpty() ? "" : by + "  ") + ID.matcher(span.name()).replaceAll("#") + " " + span.kind();
    }
}
