package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;

/**
 * WebLogic's console, {@code <Nov 21, 2026 6:35:21 PM UTC> <Error> <Deployer> <BEA-149205> <message>}, and its file,
 * which begins with {@code ####} and has host, server, thread and more between subsystem and message. Source: Oracle's
 * "Configuring Log Files and Filtering Log Messages", "Server Log Messages and Log Files".
 */
public final class WebLogic extends TextFormat {
    /**
     * In the file: machine, server, thread, user, transaction, context, milliseconds, possibly attributes, message id.
     */
    private static final int THREAD = 2;

    public WebLogic() {
        super("weblogic");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        boolean file = t.take("####");
        int time = t.takeBracketed('<', '>');
        if (time < 0 || !h.timestampReader.text(t.c, time, t.bracketEnd) || !t.take(" <")) {
            return false;
        }
        t.at--;
        int level = t.takeBracketed('<', '>');
        int levelEnd = t.bracketEnd;
        if (level < 0 || !t.take(' ')) {
            return false;
        }
        int logger = t.takeBracketed('<', '>');
        if (logger < 0 || LevelScale.NAMES.of(t.c, level, levelEnd) == null) {
            return false;
        }
        h.level(t.c, level, levelEnd, LevelScale.NAMES);
        h.logger(t.c, logger, t.bracketEnd);
        int last = t.at;
        for (int i = 0; t.peek() == ' ' && t.peek(1) == '<'; i++) {
            last = t.at + 1;
            t.at++;
            int part = t.takeBracketed('<', '>');
            if (part < 0) {
                break;
            }
            if (file && i == THREAD) {
                t.thread(part, t.bracketEnd);
            }
        }
        t.at = Math.min(last + 1, t.lineEnd);
        t.messageFromHere();
        return true;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        int end = t.end;
        while (end > t.at && t.c[end - 1] <= ' ') {
            end--;
        }
        if (end > t.at && t.c[end - 1] == '>') {
            // The end mark is not part of the message.
            t.end = end - 1;
            while (t.end > t.at && t.c[t.end - 1] <= ' ') {
                t.end--;
            }
            t.lineEnd = Math.min(t.lineEnd, t.end);
            t.messageFromHere();
        }
        super.body(t, b);
    }
}
