package io.github.structuredlogs.internal.parse.formats.json;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.JsonFormat;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.parse.values.TimestampReader;

/** pino. Numbers other than the defaults are custom levels. Source: pino's documentation. */
public final class Pino extends JsonFormat {
    /** The key under which {@code nestedKey} puts fields, as in pino's documentation. */
    private static final String NESTED = "payload";

    private static final int MIN_LEVEL = 10;
    private static final int MAX_LEVEL = 60;

    public Pino() {
        super("pino");
    }

    @Override
    public boolean recognises(JsonTape t) {
        int level = t.first("level");
        if (t.isInteger(level)) {
            return isPinos(t, level);
        }
        if (t.isString(level) && t.length(level) == 2 && t.charAt(level, 1) == '0') {
            return t.has("pid") && t.has("hostname");
        }
        return t.isString(level)
                && TimestampReader.isPlausible(t, t.first("time"))
                && ((t.has("pid") && t.has("hostname")) || isLabelled(t));
    }

    @Override
    public void head(JsonTape t, IndexedValues h) {
        h.time("time");
        h.time("timestamp");
        h.time("@timestamp");
        h.level("level", LevelScale.PINO);
        h.logger("name");
        h.logger("logger");
        h.traces();
    }

    @Override
    public void body(JsonTape t, RecordBuilder b) {
        b.message("msg", "message");
        b.error("err", "error");
        b.stack("stack");
        int payload = t.last(NESTED);
        if (t.isObject(payload)) {
            b.error(t.in(payload, "err"));
            b.error(t.in(payload, "error"));
            b.lift(payload);
        }
    }

    /**
     * Says whether the number is one of pino's: a multiple of ten, or a custom level if pino's other keys exist. Other
     * loggers count differently.
     */
    private static boolean isPinos(JsonTape t, int level) {
        int number = t.integer(level, 0);
        if (number < MIN_LEVEL) {
            return false;
        }
        boolean timed = TimestampReader.isPlausible(t, t.first("time"));
        if (timed && ((t.has("pid") && t.has("hostname")) || (number < MAX_LEVEL && t.has("msg")))) {
            return true;
        }
        return number <= MAX_LEVEL && number % 10 == 0 && (timed || t.has("pid") || t.has("msg") || t.has("hostname"));
    }

    /**
     * Says whether pino wrote level labels: it writes level and time first, the message last, and its bindings between
     * them.
     */
    private static boolean isLabelled(JsonTape t) {
        int keys = t.keys();
        String last = t.key(keys - 1);
        return keys > 3
                && t.key(0).equals("level")
                && t.key(1).equals("time")
                && !t.has("caller")
                && !t.key(2).equals(last)
                && (last.equals("msg") || last.equals("message"));
    }
}
