package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;

/**
 * The uniform log of GlassFish and Payara, {@code [time] [product] [LEVEL] [id] [logger] [tid: _ThreadID=1
 * _ThreadName=main] [timeMillis: 1] [levelValue: 800] [[}, and the message on the lines up to {@code ]]}; short
 * messages are on the same line. Source: GlassFish's ODLLogFormatter.
 */
public final class GlassFish extends TextFormat {
    private static final String THREAD_NAME = "_ThreadName=";

    public GlassFish() {
        super("glassfish");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (!t.take('[') || !t.takeTime(h.timestampReader) || !t.take("] [") || !skipTo(t, "] [")) {
            return false;
        }
        if (!t.takeLevel(h) || !t.take("] [") || !skipTo(t, "] [")) {
            return false;
        }
        int logger = t.at;
        if (!skipTo(t, "] [tid: ")) {
            return false;
        }
        h.logger(t.c, logger, t.at - "] [tid: ".length());
        int thread = t.at;
        if (!skipTo(t, "] [levelValue: ") || !skipTo(t, "]")) {
            return false;
        }
        int name = t.indexOf(THREAD_NAME, thread, t.at);
        if (name > 0) {
            t.thread(name + THREAD_NAME.length(), t.indexOf(']', name));
        }
        while (t.take(" [") && t.peek() != '[') {
            if (!skipTo(t, "]")) {
                return false;
            }
        }
        if (t.take('[')) {
            t.skipBlanks();
        } else {
            t.take(' ');
        }
        t.messageFromHere();
        return true;
    }

    private static boolean skipTo(TextCursor t, String mark) {
        int found = t.indexOf(mark, t.at);
        t.at = found < 0 ? t.at : found + mark.length();
        return found >= 0;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        if (t.end > 2 && t.c[t.end - 1] == ']' && t.c[t.end - 2] == ']') {
            // The end mark is not part of the message.
            t.end -= 2;
            while (t.end > t.at && t.c[t.end - 1] <= ' ') {
                t.end--;
            }
            t.lineEnd = Math.min(t.lineEnd, t.end);
            t.messageFromHere();
        }
        if (t.at >= t.lineEnd && t.lineEnd < t.end) {
            // The message begins in the second line, indented.
            t.at = t.lineEnd;
            while (t.at < t.end && t.c[t.at] <= ' ') {
                t.at++;
            }
            t.lineEnd = t.at;
            while (t.lineEnd < t.end && t.c[t.lineEnd] != '\n') {
                t.lineEnd++;
            }
            t.messageFromHere();
        }
        super.body(t, b);
    }
}
