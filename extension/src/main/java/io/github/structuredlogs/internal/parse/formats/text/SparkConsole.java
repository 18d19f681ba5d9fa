package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.text.Ascii;

/**
 * The pattern of Spark, Hadoop and Livy, {@code 26/11/21 18:35:21 INFO Class: message}. Here the position of the year is
 * known. Source: log4j2.properties.template, {@code %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n%ex}.
 */
public final class SparkConsole extends TextFormat {
    private static final String SHAPE = "00/00/00 00:00:00 ";

    public SparkConsole() {
        super("pattern");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        int from = t.at;
        if (t.lineEnd - from < SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            boolean same = SHAPE.charAt(i) == '0' ? Ascii.isDigit(t.c[from + i]) : t.c[from + i] == SHAPE.charAt(i);
            if (!same) {
                return false;
            }
        }
        t.at = from + SHAPE.length();
        if (!PlainHead.isCapital(t.peek()) || !t.takeLevel(h) || !t.take(' ')) {
            return false;
        }
        int logger = t.at;
        int end = t.wordEnd() - 1;
        if (end <= logger || t.c[end] != ':' || !PlainLogger.isName(t, logger, end)) {
            return false;
        }
        char[] time = ("20" + t.string(from, from + SHAPE.length() - 1)).toCharArray();
        if (!h.timestampReader.text(time, 0, time.length)) {
            return false;
        }
        h.logger(t.c, logger, end);
        t.at = end + 1;
        t.take(' ');
        t.messageFromHere();
        return true;
    }
}
