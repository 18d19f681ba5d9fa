package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.json.JsonKey;
import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.parse.values.StringCache;
import io.github.structuredlogs.internal.parse.values.TimestampReader;
import io.github.structuredlogs.internal.parse.values.TraceIdReader;
import io.github.structuredlogs.internal.parse.values.TracePlaces;
import org.jspecify.annotations.Nullable;

/**
 * The values of a record that are decoded when it arrives: time, level, logger, trace. Reused for each record.
 *
 * <p>The first value that is given and readable is used.
 */
public final class IndexedValues {
    private static final char[] NOTHING = {};

    public final TimestampReader timestampReader = new TimestampReader();
    public final TraceIdReader trace = new TraceIdReader();
    public final TraceIdReader span = new TraceIdReader();

    private JsonTape jsonTape = new JsonTape();
    private int part;
    private long tracePlaces;
    private @Nullable LogLevel level;
    private char[] levelChars = NOTHING;
    private int levelFrom;
    private int levelTo;
    private char[] loggerChars = NOTHING;
    private int loggerFrom;
    private int loggerTo;

    public void clear(JsonTape jsonTape, int part) {
        this.jsonTape = jsonTape;
        this.part = part;
        tracePlaces = 0;
        timestampReader.clear();
        trace.clear();
        span.clear();
        level = null;
        levelTo = levelFrom = 0;
        loggerTo = loggerFrom = 0;
    }

    /**
     * Reads one of an object's records.
     *
     * <p>The JIT compiles a method with a loop before its callers, which then do not inline it. So the code for every
     * record is compiled here, once.
     */
    public void read(JsonFormat format, JsonTape object, int number) {
        clear(object, number);
        for (int i = 0; i < object.keys(); i++) {
            tracePlaces |= TracePlaces.under(object.keyHash(i));
        }
        format.head(object, this);
    }

    /** {@return the index of the requested record in the line} */
    public int part() {
        return part;
    }

    // ------------------------------------------------------------------ time

    public boolean time(int node) {
        if (node == JsonTape.NONE) {
            return false;
        }
        if (timestampReader.isPresent() || timestampReader.read(jsonTape, node)) {
            jsonTape.use(node);
            return true;
        }
        return false;
    }

    public boolean time(String key) {
        return time(jsonTape.first(key));
    }

    // ------------------------------------------------------------------ level

    /** The level as a name, or as a number on the scale. */
    public boolean level(int node, LevelScale scale) {
        if (!jsonTape.isString(node) && !jsonTape.isNumber(node)) {
            return false;
        }
        boolean known = levelTo > levelFrom;
        if (!known) {
            int from = jsonTape.start(node);
            level(jsonTape.chars(), from, from + jsonTape.length(node), scale);
        }
        jsonTape.use(node);
        return !known && levelTo > levelFrom;
    }

    /** Reads the level as a name. A number is a level only on its format's scale, so here it stays a field. */
    public boolean level(String key) {
        int node = jsonTape.first(key);
        return !jsonTape.isNumber(node) && level(node, LevelScale.NAMES);
    }

    public boolean level(String key, LevelScale scale) {
        return level(jsonTape.first(key), scale);
    }

    public void level(char[] c, int from, int to, LevelScale scale) {
        levelChars = c;
        levelFrom = from;
        levelTo = to;
        level = scale.of(c, from, to);
    }

    /** Reads a number in addition to the name, for unknown names. */
    public void levelNumber(String key, LevelScale scale) {
        levelNumber(jsonTape.first(key), scale);
    }

    public void levelNumber(int node, LevelScale scale) {
        if (node != JsonTape.NONE) {
            if (levelTo == levelFrom) {
                level(node, scale);
            } else if (level == null) {
                level = scale.of(jsonTape, node);
            }
            jsonTape.use(node);
        }
    }

    /** Sets a level that the record does not spell. */
    public void impliedLevel(LogLevel implied) {
        if (level == null && levelTo == levelFrom) {
            level = implied;
        }
    }

    /** Sets the level, whatever its spelling means. */
    public void exactLevel(@Nullable LogLevel exact) {
        level = exact;
    }

    public void noLevel() {
        level = null;
        levelTo = levelFrom;
    }

    public @Nullable LogLevel level() {
        return level;
    }

    public boolean hasLevelText() {
        return levelTo > levelFrom;
    }

    public @Nullable String levelText() {
        return levelTo > levelFrom ? new String(levelChars, levelFrom, levelTo - levelFrom) : null;
    }

    // ------------------------------------------------------------------ logger

    public void logger(int node) {
        if (jsonTape.isString(node)) {
            jsonTape.use(node);
            int from = jsonTape.start(node);
            logger(jsonTape.chars(), from, from + jsonTape.length(node));
        }
    }

    public void logger(String key) {
        logger(jsonTape.last(key));
    }

    public void logger(char[] c, int from, int to) {
        if (loggerTo == loggerFrom) {
            loggerChars = c;
            loggerFrom = from;
            loggerTo = to;
        }
    }

    public @Nullable String logger() {
        return loggerTo > loggerFrom ? new String(loggerChars, loggerFrom, loggerTo - loggerFrom) : null;
    }

    public @Nullable String logger(StringCache stringCache) {
        return loggerTo > loggerFrom ? stringCache.of(loggerChars, loggerFrom, loggerTo) : null;
    }

    // ------------------------------------------------------------------ trace

    public boolean trace(int node) {
        if (!jsonTape.isString(node) && !jsonTape.isNumber(node)) {
            return false;
        }
        if (!trace.isPresent()) {
            int from = jsonTape.start(node);
            trace.read(jsonTape.chars(), from, from + jsonTape.length(node));
        }
        jsonTape.use(node);
        return trace.isPresent();
    }

    public void span(int node) {
        if (jsonTape.isString(node) || jsonTape.isNumber(node)) {
            if (!span.isPresent()) {
                int from = jsonTape.start(node);
                span.read(jsonTape.chars(), from, from + jsonTape.length(node));
            }
            jsonTape.use(node);
        }
    }

    /** Searches for the ids under the keys of loggers, tracers and agents. */
    public void traces() {
        long places = tracePlaces;
        if (places == 0) {
            return;
        }
        for (int i = 0; i < TracePlaces.TRACES.length; i++) {
            if (TracePlaces.mayHaveTrace(places, i)) {
                trace(jsonTape.in(0, TracePlaces.TRACES[i]));
            }
        }
        for (int i = 0; i < TracePlaces.SPANS.length; i++) {
            if (TracePlaces.mayHaveSpan(places, i)) {
                span(jsonTape.in(0, TracePlaces.SPANS[i]));
            }
        }
        if (!trace.isPresent() || !span.isPresent()) {
            for (int i = 0; i < TracePlaces.CONTEXTS.length; i++) {
                if (!TracePlaces.mayHaveContext(places, i)) {
                    continue;
                }
                String context = TracePlaces.CONTEXTS[i];
                int node = jsonTape.last(context);
                if (jsonTape.isObject(node)) {
                    traces(node);
                } else if (jsonTape.isArray(node)) {
                    tracesOfList(node);
                } else if (jsonTape.isString(node)) {
                    traceItself(node, context);
                }
            }
        }
        if (!TracePlaces.mayHaveHeader(places)) {
            return;
        }
        if (!trace.isPresent()) {
            traceparent(jsonTape.last("traceparent"));
        }
        for (int i = 0; i < TracePlaces.REQUEST_HEADERS.length && !trace.isPresent(); i++) {
            int header = jsonTape.last(TracePlaces.REQUEST_HEADERS[i]);
            header = jsonTape.isArray(header) ? jsonTape.child(header) : header;
            if (jsonTape.isString(header)) {
                // It is also a field of the request.
                int from = jsonTape.start(header);
                traceparent(jsonTape.chars(), from, from + jsonTape.length(header));
            }
        }
    }

    /** {@code "trace":"<32 hex digits>"} and {@code "span":"<16 hex digits>"}, as go-zero has them. */
    private void traceItself(int node, String name) {
        int from = jsonTape.start(node);
        int length = jsonTape.length(node);
        boolean hex = TraceIdReader.hexRun(jsonTape.chars(), from, from + length);
        if (hex && length == 32 && name.equals("trace") && !trace.isPresent()) {
            trace(node);
        } else if (hex && length == 16 && name.equals("span") && !span.isPresent()) {
            span(node);
        }
    }

    /** In a list of contexts, such as spans, the innermost one with an id is last; a list of pairs is one context. */
    private void tracesOfList(int array) {
        int last = JsonTape.NONE;
        for (int child = jsonTape.child(array); child != JsonTape.NONE; child = jsonTape.sibling(array, child)) {
            if (!jsonTape.isObject(child)) {
                continue;
            }
            int key = jsonTape.in(child, "key");
            int value = jsonTape.in(child, "value");
            if (key != JsonTape.NONE && value != JsonTape.NONE) {
                tracePair(key, value);
                continue;
            }
            for (JsonKey known : TracePlaces.TRACES) {
                last = jsonTape.in(child, known.name) == JsonTape.NONE ? last : child;
            }
            for (JsonKey known : TracePlaces.SPANS) {
                last = jsonTape.in(child, known.name) == JsonTape.NONE ? last : child;
            }
        }
        if (last != JsonTape.NONE) {
            traces(last);
        }
    }

    private void tracePair(int key, int value) {
        for (JsonKey known : TracePlaces.TRACES) {
            if (jsonTape.textEquals(key, known.name)) {
                trace(value);
            }
        }
        for (JsonKey known : TracePlaces.SPANS) {
            if (jsonTape.textEquals(key, known.name)) {
                span(value);
            }
        }
    }

    public void traces(int object) {
        for (JsonKey jsonKey : TracePlaces.TRACES) {
            trace(jsonTape.in(object, jsonKey));
        }
        for (JsonKey jsonKey : TracePlaces.SPANS) {
            span(jsonTape.in(object, jsonKey));
        }
        if (object != 0 && !trace.isPresent()) {
            traceparent(jsonTape.in(object, "traceparent"));
        }
    }

    public void traceparent(int node) {
        if (jsonTape.isString(node)) {
            int from = jsonTape.start(node);
            if (traceparent(jsonTape.chars(), from, from + jsonTape.length(node))) {
                jsonTape.use(node);
            }
        }
    }

    /** {@code 00-32hex-16hex-2hex} of W3C Trace Context. */
    public boolean traceparent(char[] c, int from, int to) {
        if (to - from < 55
                || c[from + 2] != '-'
                || c[from + 35] != '-'
                || c[from + 52] != '-'
                || !TraceIdReader.hexRun(c, from + 3, from + 35)
                || !TraceIdReader.hexRun(c, from + 36, from + 52)) {
            return false;
        }
        if (!trace.isPresent()) {
            trace.read(c, from + 3, from + 35);
            span.read(c, from + 36, from + 52);
        }
        return true;
    }
}
