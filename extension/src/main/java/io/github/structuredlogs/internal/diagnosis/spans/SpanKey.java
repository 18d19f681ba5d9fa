package io.github.structuredlogs.internal.diagnosis.spans;

import io.github.structuredlogs.Span;
import io.github.structuredlogs.SpanKind;
import io.github.structuredlogs.SpanLink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What identifies a span, and what identifies the operation of which it is one. */
final class SpanKey {

    /** Ids and numbers in a span's name, which are ignored when operations are compared. */
    private static final Pattern ID =
            Pattern.compile("\\b(?=[\\da-fA-F-]*\\d)[\\da-fA-F]{8}[\\da-fA-F-]{4,40}\\b|\\b\\d+\\b");

    private SpanKey() {}

    /** {@return the span's own id, unique in the run} */
    static String id(Span span) {
        return span.traceId() + span.spanId();
    }

    /** {@return the id of the span that a link names} */
    static String id(SpanLink link) {
        return link.traceId() + link.spanId();
    }

    /** {@return the first so many of the spans; one that arrived more than once, as after a retried export, counts once} */
    static List<Span> once(List<Span> all, int most) {
        Map<String, Span> byId = new LinkedHashMap<>();
        all.stream().limit(most).forEach(span -> byId.putIfAbsent(id(span), span));
        return List.copyOf(byId.values());
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
        return id(span.links().get(0));
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
