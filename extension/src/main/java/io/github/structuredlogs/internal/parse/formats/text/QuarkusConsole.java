package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;

/**
 * The console of Quarkus, Keycloak and WildFly: {@code time LEVEL  [logger] (thread) message}, with {@code traceId=…,
 * spanId=…} before the logger if tracing sets it. Source: Quarkus' logging guide.
 */
public final class QuarkusConsole extends TextFormat {
    public QuarkusConsole() {
        super("quarkus");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (!takeTimeAndLevel(t, h)) {
            return false;
        }
        while (t.peek() != '[' && !t.atEnd()) {
            if (!takePair(t, h)) {
                return false;
            }
            t.skipBlanks();
        }
        int logger = t.takeBracketed('[', ']');
        if (logger < 0) {
            return false;
        }
        int loggerEnd = t.bracketEnd;
        t.skipBlanks();
        int thread = t.takeBracketed('(', ')');
        if (thread < 0) {
            return false;
        }
        h.logger(t.c, logger, loggerEnd);
        t.thread(thread, t.bracketEnd);
        t.take(' ');
        t.messageFromHere();
        return true;
    }

    private static boolean takePair(TextCursor t, IndexedValues h) {
        int end = t.wordEnd();
        int equals = t.indexOf('=', t.at);
        if (equals < 0 || equals >= end) {
            return false;
        }
        int valueEnd = end > equals + 1 && t.c[end - 1] == ',' ? end - 1 : end;
        String key = t.string(t.at, equals);
        if (key.equals("traceId")) {
            h.trace.read(t.c, equals + 1, valueEnd);
        } else if (key.equals("spanId")) {
            h.span.read(t.c, equals + 1, valueEnd);
        }
        t.at = end;
        return true;
    }
}
