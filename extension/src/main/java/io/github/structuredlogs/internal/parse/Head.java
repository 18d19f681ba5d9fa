package io.github.structuredlogs.internal.parse;

import io.github.structuredlogs.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a format decodes of a record as it arrives: time, level, logger, trace. Reused from record to record.
 *
 * <p>The first value that is given and can be read is the one that holds.
 */
final class Head {
    private static final char[] NOTHING = {};

    /** Where trace ids sit, in the order in which they are believed. */
    private static final Key[] TRACE_KEYS = Key.of(
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

    private static final Key[] SPAN_KEYS = Key.of(
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

    /** Objects, and lists of objects, that hold a context in which a trace id may sit. */
    private static final String[] CONTEXTS = {
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

    /** Where loggers of requests show the headers that came. */
    private static final Key[] REQUEST_HEADERS =
            Key.of("req.headers.traceparent", "request.headers.traceparent", "request.headers.Traceparent");

    private static final int SHAPES = 64;
    /** Which keys a root has, as bits: from 0 on the contexts, then the keys of traces, then those of spans. */
    private static final int TRACE_BITS = 16;

    private static final int SPAN_BITS = 32;
    private static final long OTHERS = 1L << 63;

    final Time time = new Time();
    final Id trace = new Id();
    final Id span = new Id();

    private final long[] shapes = new long[SHAPES];
    private final long[] candidates = new long[SHAPES];

    private Tape tape = new Tape();
    private int part;
    private @Nullable LogLevel level;
    private char[] levelChars = NOTHING;
    private int levelFrom;
    private int levelTo;
    private char[] loggerChars = NOTHING;
    private int loggerFrom;
    private int loggerTo;

    void clear(Tape tape, int part) {
        this.tape = tape;
        this.part = part;
        time.clear();
        trace.clear();
        span.clear();
        level = null;
        levelTo = levelFrom = 0;
        loggerTo = loggerFrom = 0;
    }

    /** {@return which of the line's records is asked for} */
    int part() {
        return part;
    }

    // ------------------------------------------------------------------ time

    boolean time(int node) {
        if (node == Tape.NONE) {
            return false;
        }
        if (time.isPresent() || time.read(tape, node)) {
            tape.use(node);
            return true;
        }
        return false;
    }

    boolean time(String key) {
        return time(tape.first(key));
    }

    // ------------------------------------------------------------------ level

    /** The level as a name, or as a number on the scale. */
    boolean level(int node, Levels scale) {
        if (!tape.isString(node) && !tape.isNumber(node)) {
            return false;
        }
        boolean known = levelTo > levelFrom;
        if (!known) {
            int from = tape.start(node);
            level(tape.chars(), from, from + tape.length(node), scale);
        }
        tape.use(node);
        return !known && levelTo > levelFrom;
    }

    boolean level(String key) {
        return level(tape.first(key), Levels.NAMES);
    }

    boolean level(String key, Levels scale) {
        return level(tape.first(key), scale);
    }

    void level(char[] c, int from, int to, Levels scale) {
        levelChars = c;
        levelFrom = from;
        levelTo = to;
        level = scale.of(c, from, to);
    }

    /** A number beside the name, which counts if the name is unknown. */
    void levelNumber(String key, Levels scale) {
        levelNumber(tape.first(key), scale);
    }

    void levelNumber(int node, Levels scale) {
        if (node != Tape.NONE) {
            if (levelTo == levelFrom) {
                level(node, scale);
            } else if (level == null) {
                level = scale.of(tape, node);
            }
            tape.use(node);
        }
    }

    /** A level that the record does not spell. */
    void impliedLevel(LogLevel implied) {
        if (level == null && levelTo == levelFrom) {
            level = implied;
        }
    }

    /** The level, whatever its spelling would mean. */
    void exactLevel(@Nullable LogLevel exact) {
        level = exact;
    }

    void noLevel() {
        level = null;
        levelTo = levelFrom;
    }

    @Nullable LogLevel level() {
        return level;
    }

    boolean hasLevelText() {
        return levelTo > levelFrom;
    }

    @Nullable String levelText() {
        return levelTo > levelFrom ? new String(levelChars, levelFrom, levelTo - levelFrom) : null;
    }

    // ------------------------------------------------------------------ logger

    void logger(int node) {
        if (tape.isString(node)) {
            tape.use(node);
            int from = tape.start(node);
            logger(tape.chars(), from, from + tape.length(node));
        }
    }

    void logger(String key) {
        logger(tape.last(key));
    }

    void logger(char[] c, int from, int to) {
        if (loggerTo == loggerFrom) {
            loggerChars = c;
            loggerFrom = from;
            loggerTo = to;
        }
    }

    @Nullable String logger() {
        return loggerTo > loggerFrom ? new String(loggerChars, loggerFrom, loggerTo - loggerFrom) : null;
    }

    @Nullable String logger(Names names) {
        return loggerTo > loggerFrom ? names.of(loggerChars, loggerFrom, loggerTo) : null;
    }

    // ------------------------------------------------------------------ trace

    boolean trace(int node) {
        if (!tape.isString(node) && !tape.isNumber(node)) {
            return false;
        }
        if (!trace.isPresent()) {
            int from = tape.start(node);
            trace.read(tape.chars(), from, from + tape.length(node));
        }
        tape.use(node);
        return trace.isPresent();
    }

    void span(int node) {
        if (tape.isString(node) || tape.isNumber(node)) {
            if (!span.isPresent()) {
                int from = tape.start(node);
                span.read(tape.chars(), from, from + tape.length(node));
            }
            tape.use(node);
        }
    }

    /** Looks for the ids where loggers, tracers and agents put them. */
    void traces() {
        long present = candidates();
        if (present == 0) {
            return;
        }
        for (int i = 0; i < TRACE_KEYS.length; i++) {
            if ((present & (1L << (TRACE_BITS + i))) != 0) {
                trace(tape.in(0, TRACE_KEYS[i]));
            }
        }
        for (int i = 0; i < SPAN_KEYS.length; i++) {
            if ((present & (1L << (SPAN_BITS + i))) != 0) {
                span(tape.in(0, SPAN_KEYS[i]));
            }
        }
        if (!trace.isPresent() || !span.isPresent()) {
            for (int i = 0; i < CONTEXTS.length; i++) {
                if ((present & (1L << i)) == 0) {
                    continue;
                }
                int node = tape.last(CONTEXTS[i]);
                if (tape.isObject(node)) {
                    traces(node);
                } else if (tape.isArray(node)) {
                    tracesOfList(node);
                } else if (tape.isString(node)) {
                    traceItself(node, CONTEXTS[i]);
                }
            }
        }
        if ((present & OTHERS) == 0) {
            return;
        }
        if (!trace.isPresent()) {
            traceparent(tape.last("traceparent"));
        }
        for (int i = 0; i < REQUEST_HEADERS.length && !trace.isPresent(); i++) {
            int header = tape.last(REQUEST_HEADERS[i]);
            header = tape.isArray(header) ? tape.child(header) : header;
            if (tape.isString(header)) {
                // It stays a field of the request.
                int from = tape.start(header);
                traceparent(tape.chars(), from, from + tape.length(header));
            }
        }
    }

    /** {@code "trace":"<32 hex digits>"} and {@code "span":"<16 hex digits>"}, as go-zero has them. */
    private void traceItself(int node, String name) {
        int from = tape.start(node);
        int length = tape.length(node);
        boolean hex = Id.hexRun(tape.chars(), from, from + length);
        if (hex && length == 32 && name.equals("trace") && !trace.isPresent()) {
            trace(node);
        } else if (hex && length == 16 && name.equals("span") && !span.isPresent()) {
            span(node);
        }
    }

    /** {@return a bit for each place that is there; it depends on the root's keys alone} */
    private long candidates() {
        long shape = tape.shape();
        int slot = (int) (shape ^ (shape >>> 24) ^ (shape >>> 48)) & (SHAPES - 1);
        if (shapes[slot] == shape) {
            return candidates[slot];
        }
        long present = tape.has("traceparent") || tape.has("req") || tape.has("request") ? OTHERS : 0;
        for (int i = 0; i < CONTEXTS.length; i++) {
            present |= tape.has(CONTEXTS[i]) ? 1L << i : 0;
        }
        for (int i = 0; i < TRACE_KEYS.length; i++) {
            present |= mayHave(TRACE_KEYS[i]) ? 1L << (TRACE_BITS + i) : 0;
        }
        for (int i = 0; i < SPAN_KEYS.length; i++) {
            present |= mayHave(SPAN_KEYS[i]) ? 1L << (SPAN_BITS + i) : 0;
        }
        shapes[slot] = shape;
        candidates[slot] = present;
        return present;
    }

    private boolean mayHave(Key key) {
        if (tape.has(key.name)) {
            return true;
        }
        // A key that is a path leads into an object that may differ from line to line.
        for (String head : key.heads) {
            if (tape.has(head)) {
                return true;
            }
        }
        return false;
    }

    /** Of a list of contexts, as spans, the innermost that has an id comes last; of a list of pairs, all are one. */
    private void tracesOfList(int array) {
        int last = Tape.NONE;
        for (int child = tape.child(array); child != Tape.NONE; child = tape.sibling(array, child)) {
            if (!tape.isObject(child)) {
                continue;
            }
            int key = tape.in(child, "key");
            int value = tape.in(child, "value");
            if (key != Tape.NONE && value != Tape.NONE) {
                tracePair(key, value);
                continue;
            }
            for (Key known : TRACE_KEYS) {
                last = tape.in(child, known.name) == Tape.NONE ? last : child;
            }
            for (Key known : SPAN_KEYS) {
                last = tape.in(child, known.name) == Tape.NONE ? last : child;
            }
        }
        if (last != Tape.NONE) {
            traces(last);
        }
    }

    private void tracePair(int key, int value) {
        for (Key known : TRACE_KEYS) {
            if (tape.textEquals(key, known.name)) {
                trace(value);
            }
        }
        for (Key known : SPAN_KEYS) {
            if (tape.textEquals(key, known.name)) {
                span(value);
            }
        }
    }

    void traces(int object) {
        for (Key key : TRACE_KEYS) {
            trace(tape.in(object, key));
        }
        for (Key key : SPAN_KEYS) {
            span(tape.in(object, key));
        }
        if (object != 0 && !trace.isPresent()) {
            traceparent(tape.in(object, "traceparent"));
        }
    }

    void traceparent(int node) {
        if (tape.isString(node)) {
            int from = tape.start(node);
            if (traceparent(tape.chars(), from, from + tape.length(node))) {
                tape.use(node);
            }
        }
    }

    /** {@code 00-32hex-16hex-2hex} of W3C Trace Context. */
    boolean traceparent(char[] c, int from, int to) {
        if (to - from < 55
                || c[from + 2] != '-'
                || c[from + 35] != '-'
                || c[from + 52] != '-'
                || !Id.hexRun(c, from + 3, from + 35)
                || !Id.hexRun(c, from + 36, from + 52)) {
            return false;
        }
        if (!trace.isPresent()) {
            trace.read(c, from + 3, from + 35);
            span.read(c, from + 36, from + 52);
        }
        return true;
    }
}
