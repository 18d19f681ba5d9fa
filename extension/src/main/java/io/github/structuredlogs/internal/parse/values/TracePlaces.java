package io.github.structuredlogs.internal.parse.values;

import io.github.structuredlogs.internal.json.JsonKey;
import java.util.Arrays;

/** The keys under which loggers, tracers and agents write the ids of traces and spans. */
@SuppressWarnings("MutablePublicArray") // Two internal classes read these a million times a second.
public final class TracePlaces {

    /** Keys of trace ids, in order of preference. */
    public static final JsonKey[] TRACES = JsonKey.of(
            "trace_id",
            "traceId",
            "trace.id",
            "TraceId",
            "@tr",
            "dd.trace_id",
            "logging.googleapis.com/trace",
            "xray_trace_id",
            "X-B3-TraceId",
            "x-b3-traceid",
            "traceID",
            "otelTraceID");

    public static final JsonKey[] SPANS = JsonKey.of(
            "span_id",
            "spanId",
            "span.id",
            "SpanId",
            "@sp",
            "dd.span_id",
            "logging.googleapis.com/spanId",
            "X-B3-SpanId",
            "x-b3-spanid",
            "spanID",
            "otelSpanID");

    /** Objects, and lists of objects, that may contain a trace id. */
    public static final String[] CONTEXTS = {
        "mdc",
        "contextMap",
        "kvpList",
        "context",
        "extra",
        "fields",
        "span",
        "spans",
        "Scopes",
        "named_tags",
        "labels",
        "logging.googleapis.com/labels",
        "attributes",
        "attr",
        "Properties",
        "trace"
    };

    /** Keys under which request loggers write the received headers. */
    public static final JsonKey[] REQUEST_HEADERS =
            JsonKey.of("req.headers.traceparent", "request.headers.traceparent", "request.headers.Traceparent");

    /** Bits: from 0 the contexts, then the trace keys, then the span keys. */
    private static final int TRACE_BITS = 16;

    private static final int SPAN_BITS = 32;
    private static final long HEADER_BIT = 1L << 63;

    private static final int SLOTS = 256;
    private static final int[] HASHES = new int[SLOTS];
    private static final long[] PLACES = new long[SLOTS];

    static {
        for (int i = 0; i < CONTEXTS.length; i++) {
            add(CONTEXTS[i], 1L << i);
        }
        for (int i = 0; i < TRACES.length; i++) {
            add(TRACES[i], 1L << (TRACE_BITS + i));
        }
        for (int i = 0; i < SPANS.length; i++) {
            add(SPANS[i], 1L << (SPAN_BITS + i));
        }
        for (JsonKey jsonKey : REQUEST_HEADERS) {
            add(jsonKey, HEADER_BIT);
        }
        add("traceparent", HEADER_BIT);
    }

    private TracePlaces() {}

    /** Adds a key. The first part of a path leads to an object that may differ from line to line. */
    private static void add(JsonKey jsonKey, long place) {
        add(jsonKey.name, place);
        Arrays.stream(jsonKey.heads).forEach(head -> add(head, place));
    }

    private static void add(String key, long place) {
        int slot = slot(key.hashCode());
        HASHES[slot] = key.hashCode();
        PLACES[slot] |= place;
    }

    private static int slot(int hash) {
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        while (PLACES[slot] != 0 && HASHES[slot] != hash) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }

    /** {@return a bit for each possible place under a key, given by its hash; 0 for nearly all keys} */
    public static long under(int keyHash) {
        return PLACES[slot(keyHash)];
    }

    public static boolean mayHaveContext(long places, int context) {
        return (places & (1L << context)) != 0;
    }

    public static boolean mayHaveTrace(long places, int key) {
        return (places & (1L << (TRACE_BITS + key))) != 0;
    }

    public static boolean mayHaveSpan(long places, int key) {
        return (places & (1L << (SPAN_BITS + key))) != 0;
    }

    public static boolean mayHaveHeader(long places) {
        return (places & HEADER_BIT) != 0;
    }
}
