package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * The formats of Python's documentation: {@code LEVEL:name:message} of {@code logging.basicConfig}, {@code time - name -
 * LEVEL - message} of the cookbook, and Flask's {@code [time] LEVEL in module: message}.
 */
public final class PythonLogging extends TextFormat {
    private static final String[] LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"};

    public PythonLogging() {
        super("python");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        t.skipBlanks();
        char first = t.peek();
        if (first == '[') {
            return flask(t, h);
        }
        return PlainHead.isCapital(first) ? basic(t, h) : cookbook(t, h);
    }

    private static boolean basic(TextCursor t, IndexedValues h) {
        if (!level(t, h) || !t.take(':')) {
            return false;
        }
        int name = t.at;
        int end = t.indexOf(':', name);
        // A name of one letter is a drive, two slashes begin an address.
        if (end - name < 2 || !isName(t, name, end) || (end + 1 < t.lineEnd && t.c[end + 1] == '/')) {
            return false;
        }
        h.logger(t.c, name, end);
        t.at = end + 1;
        t.messageFromHere();
        return true;
    }

    private static boolean cookbook(TextCursor t, IndexedValues h) {
        if (!t.takeTime(h.timestampReader) || !t.take(" - ")) {
            return false;
        }
        int name = t.at;
        int end = t.wordEnd();
        if (!isName(t, name, end)) {
            return false;
        }
        t.at = end;
        if (!t.take(" - ") || !level(t, h) || !t.take(" - ")) {
            return false;
        }
        h.logger(t.c, name, end);
        t.messageFromHere();
        return true;
    }

    private static boolean flask(TextCursor t, IndexedValues h) {
        t.at++;
        if (!t.takeTime(h.timestampReader) || !t.take("] ") || !level(t, h) || !t.take(" in ")) {
            return false;
        }
        int name = t.at;
        int end = t.wordEnd() - 1;
        if (end <= name || t.c[end] != ':' || !isName(t, name, end)) {
            return false;
        }
        h.logger(t.c, name, end);
        t.at = end + 1;
        t.take(' ');
        t.messageFromHere();
        return true;
    }

    private static boolean level(TextCursor t, IndexedValues h) {
        int from = t.at;
        for (String level : LEVELS) {
            if (t.take(level)) {
                h.level(t.c, from, t.at, LevelScale.NAMES);
                return true;
            }
        }
        return false;
    }

    /** A name as modules and packages have them, or {@code __main__}. */
    private static boolean isName(TextCursor t, int from, int to) {
        return PlainLogger.isName(t, from, to) && t.indexOf(":", from, to) < 0;
    }
}
