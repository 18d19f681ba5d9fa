package io.github.structuredlogs.internal.parse.formats;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.internal.json.Key;
import io.github.structuredlogs.internal.json.Tape;
import io.github.structuredlogs.internal.parse.values.Id;
import io.github.structuredlogs.internal.parse.values.Levels;
import io.github.structuredlogs.internal.parse.values.Names;
import io.github.structuredlogs.internal.parse.values.Time;
import io.github.structuredlogs.internal.parse.values.TracePlaces;
import org.jspecify.annotations.Nullable;

/**
 * What a format decodes of a record as it arrives: time, level, logger, trace. Reused from record to record.
 *
 * <p>The first value that is given and can be read is the one that holds.
 */
public final class Head {
    private static final char[] NOTHING = {};

    public final Time time = new Time();
    public final Id trace = new Id();
    public final Id span = new Id();

    private Tape tape = new Tape();
    private int part;
    private long tracePlaces;
    private @Nullable LogLevel level;
    private char[] levelChars = NOTHING;
    private int levelFrom;
    private int levelTo;
    private char[] loggerChars = NOTHING;
    private int loggerFrom;
    private int loggerTo;

    public void clear(Tape tape, int part) {
        this.tape = tape;
        this.part = part;
        tracePlaces = 0;
        time.clear();
        trace.clear();
        span.clear();
        level = null;
        levelTo = levelFrom = 0;
        loggerTo = loggerFrom = 0;
    }

    /**
     * Reads one of the records that an object holds.
     *
     * <p>What is read of every record is compiled here, once, since a method with a loop is compiled before those that call
     * it: they do not take it in then, and compile it again.
     */
    public void read(JsonFormat format, Tape object, int number) {
        clear(object, number);
        for (int i = 0; i < object.keys(); i++) {
            tracePlaces |= TracePlaces.under(object.keyHash(i));
        }
        format.head(object, this);
    }

    /** {@return which of the line's records is asked for} */
    public int part() {
        return part;
    }

    // ------------------------------------------------------------------ time

    public boolean time(int node) {
        if (node == Tape.NONE) {
            return false;
        }
        if (time.isPresent() || time.read(tape, node)) {
            tape.use(node);
            return true;
        }
        return false;
    }

    public boolean time(String key) {
        return time(tape.first(key));
    }

    // ------------------------------------------------------------------ level

    /** The level as a name, or as a number on the scale. */
    public boolean level(int node, Levels scale) {
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

    /** The level as a name; a number is one on its format's scale only, and stays a field. */
    public boolean level(String key) {
        int node = tape.first(key);
        return !tape.isNumber(node) && level(node, Levels.NAMES);
    }

    public boolean level(String key, Levels scale) {
        return level(tape.first(key), scale);
    }

    public void level(char[] c, int from, int to, Levels scale) {
        levelChars = c;
        levelFrom = from;
        levelTo = to;
        level = scale.of(c, from, to);
    }

    /** A number beside the name, which counts if the name is unknown. */
    public void levelNumber(String key, Levels scale) {
        levelNumber(tape.first(key), scale);
    }

    public void levelNumber(int node, Levels scale) {
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
    public void impliedLevel(LogLevel implied) {
        if (level == null && levelTo == levelFrom) {
            level = implied;
        }
    }

    /** The level, whatever its spelling would mean. */
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
        if (tape.isString(node)) {
            tape.use(node);
            int from = tape.start(node);
            logger(tape.chars(), from, from + tape.length(node));
        }
    }

    public void logger(String key) {
        logger(tape.last(key));
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

    public @Nullable String logger(Names names) {
        return loggerTo > loggerFrom ? names.of(loggerChars, loggerFrom, loggerTo) : null;
    }

    // ------------------------------------------------------------------ trace

    public boolean trace(int node) {
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

    public void span(int node) {
        if (tape.isString(node) || tape.isNumber(node)) {
            if (!span.isPresent()) {
                int from = tape.start(node);
                span.read(tape.chars(), from, from + tape.length(node));
            }
            tape.use(node);
        }
    }

    /** Looks for the ids where loggers, tracers and agents put them. */
    public void traces() {
        long places = tracePlaces;
        if (places == 0) {
            return;
        }
        for (int i = 0; i < TracePlaces.TRACES.length; i++) {
            if (TracePlaces.mayHaveTrace(places, i)) {
                trace(tape.in(0, TracePlaces.TRACES[i]));
            }
        }
        for (int i = 0; i < TracePlaces.SPANS.length; i++) {
            if (TracePlaces.mayHaveSpan(places, i)) {
                span(tape.in(0, TracePlaces.SPANS[i]));
            }
        }
        if (!trace.isPresent() || !span.isPresent()) {
            for (int i = 0; i < TracePlaces.CONTEXTS.length; i++) {
                if (!TracePlaces.mayHaveContext(places, i)) {
                    continue;
                }
                String context = TracePlaces.CONTEXTS[i];
                int node = tape.last(context);
                if (tape.isObject(node)) {
                    traces(node);
                } else if (tape.isArray(node)) {
                    tracesOfList(node);
                } else if (tape.isString(node)) {
                    traceItself(node, context);
                }
            }
        }
        if (!TracePlaces.mayHaveHeader(places)) {
            return;
        }
        if (!trace.isPresent()) {
            traceparent(tape.last("traceparent"));
        }
        for (int i = 0; i < TracePlaces.REQUEST_HEADERS.length && !trace.isPresent(); i++) {
            int header = tape.last(TracePlaces.REQUEST_HEADERS[i]);
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
            for (Key known : TracePlaces.TRACES) {
                last = tape.in(child, known.name) == Tape.NONE ? last : child;
            }
            for (Key known : TracePlaces.SPANS) {
                last = tape.in(child, known.name) == Tape.NONE ? last : child;
            }
        }
        if (last != Tape.NONE) {
            traces(last);
        }
    }

    private void tracePair(int key, int value) {
        for (Key known : TracePlaces.TRACES) {
            if (tape.textEquals(key, known.name)) {
                trace(value);
            }
        }
        for (Key known : TracePlaces.SPANS) {
            if (tape.textEquals(key, known.name)) {
                span(value);
            }
        }
    }

    public void traces(int object) {
        for (Key key : TracePlaces.TRACES) {
            trace(tape.in(object, key));
        }
        for (Key key : TracePlaces.SPANS) {
            span(tape.in(object, key));
        }
        if (object != 0 && !trace.isPresent()) {
            traceparent(tape.in(object, "traceparent"));
        }
    }

    public void traceparent(int node) {
        if (tape.isString(node)) {
            int from = tape.start(node);
            if (traceparent(tape.chars(), from, from + tape.length(node))) {
                tape.use(node);
            }
        }
    }

    /** {@code 00-32hex-16hex-2hex} of W3C Trace Context. */
    public boolean traceparent(char[] c, int from, int to) {
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
