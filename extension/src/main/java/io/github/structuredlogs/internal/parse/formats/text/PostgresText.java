package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.internal.json.JsonTape;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.MessageOrigin;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.formats.TextFormat;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import io.github.structuredlogs.internal.text.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's stderr: a {@code log_line_prefix} with any parts, then {@code LOG:  message}, with two blanks. Source:
 * PostgreSQL's documentation, "Error Reporting and Logging"; sqlcommenter's specification for the trace in a statement.
 *
 * <p>The lines {@code DETAIL}, {@code HINT}, {@code STATEMENT} and so on after an error belong to it: the server writes
 * them together, and in its JSON log they are members of the error. So they become fields of the same names. As
 * separate records they would have no level, and the failed statement could not be found.
 */
public final class PostgresText extends TextFormat {
    private static final String[] LEVELS = {
        "LOG", "ERROR", "WARNING", "FATAL", "PANIC", "NOTICE", "INFO", "DEBUG", "DEBUG1", "DEBUG2", "DEBUG3", "DEBUG4",
        "DEBUG5"
    };
    private static final String[] ADDITIONS = {"STATEMENT", "DETAIL", "HINT", "CONTEXT", "QUERY", "LOCATION"};
    private static final Map<String, String> FIELDS = Map.of(
            "STATEMENT", "statement",
            "DETAIL", "detail",
            "HINT", "hint",
            "CONTEXT", "context",
            "QUERY", "internal_query",
            "LOCATION", "location");
    /** The beginning of the line that {@code pg_ctl} has written when the server writes its first one. */
    private static final String WAITING = "waiting for server to ";

    private static final String TRACEPARENT = "traceparent='";
    private static final int MAX_PREFIX = 250;

    public PostgresText() {
        super("postgresql");
    }

    @Override
    public boolean read(TextCursor t, IndexedValues h) {
        if (t.startsWith(WAITING)) {
            int dots = t.indexOf("...", t.at);
            t.at = dots < 0 ? t.at : dots;
        }
        // It writes one more each second.
        while (t.take('.')) {}
        if (!t.takeTime(h.timestampReader) && !takePrefix(t, h)) {
            return false;
        }
        int limit = Math.min(t.lineEnd - 3, t.at + MAX_PREFIX);
        for (int i = t.at; i < limit; i++) {
            if (t.c[i] == ':' && t.c[i + 1] == ' ' && t.c[i + 2] == ' ') {
                int from = i;
                while (from > t.at
                        && ((t.c[from - 1] >= 'A' && t.c[from - 1] <= 'Z') || Ascii.isDigit(t.c[from - 1]))) {
                    from--;
                }
                boolean level = contains(LEVELS, t, from, i);
                if (!level && !contains(ADDITIONS, t, from, i)) {
                    return false;
                }
                if (level) {
                    h.level(t.c, from, i, LevelScale.NAMES);
                }
                t.at = i + 3;
                t.messageFromHere();
                takeTrace(t, h);
                return true;
            }
        }
        return false;
    }

    /**
     * Enters a prefix that does not begin with the time: {@code [%m] }, {@code <%m:%u>}, {@code %n}, {@code PID=%p}.
     */
    private static boolean takePrefix(TextCursor t, IndexedValues h) {
        char first = t.peek();
        if (first == '[' || first == '<') {
            t.at++;
            return t.takeTime(h.timestampReader);
        }
        int end = t.wordEnd();
        boolean epoch = end - t.at > 9 && first == '1' && t.indexOf(".", t.at, end) == t.at + 10;
        return epoch ? h.timestampReader.read(t.c, t.at, end) : t.startsWith("PID=") || t.startsWith("pid=");
    }

    /** Takes a statement's trace from the comment that OpenTelemetry's sqlcommenter writes. */
    private static void takeTrace(TextCursor t, IndexedValues h) {
        int comment = t.indexOf(TRACEPARENT, t.at, t.end);
        if (comment >= 0) {
            h.traceparent(t.c, comment + TRACEPARENT.length(), t.end);
        }
    }

    @Override
    public MessageOrigin messageOrigin() {
        return MessageOrigin.WRITTEN;
    }

    @Override
    public void body(TextCursor t, RecordBuilder b) {
        message(t, b);
        for (int open = t.indexOf('[', 0); open >= 0 && open < t.at; open = t.indexOf('[', open + 1)) {
            int close = open + 1;
            while (close < t.at && Ascii.isDigit(t.c[close])) {
                close++;
            }
            if (close > open + 1 && close - open < 11 && t.c[close] == ']') {
                b.field("pid", JsonTape.integer(t.string(open + 1, close)));
                return;
            }
        }
    }

    /** Takes the lines after the first: a continuation begins with a tab, an addition with the prefix again. */
    private static void message(TextCursor t, RecordBuilder b) {
        StringBuilder value = new StringBuilder(t.string(t.at, t.lineEnd));
        String field = null;
        String rest = t.continuation();
        for (String line : rest == null ? List.<String>of() : rest.lines().toList()) {
            int colon = line.indexOf(":  ");
            int word = colon;
            while (word > 0 && line.charAt(word - 1) >= 'A' && line.charAt(word - 1) <= 'Z') {
                word--;
            }
            String added = word < 0 || line.startsWith("\t") ? null : FIELDS.get(line.substring(word, colon));
            if (added == null) {
                value.append('\n').append(line.startsWith("\t") ? line.substring(1) : line);
            } else {
                give(b, field, value.toString());
                field = added;
                value = new StringBuilder(line.substring(colon + 3));
            }
        }
        give(b, field, value.toString());
    }

    private static void give(RecordBuilder b, @Nullable String field, String value) {
        if (field != null) {
            b.field(field, value);
        } else {
            b.messageText(value.isEmpty() ? null : value);
        }
    }

    /**
     * Says whether a line adds to the record before it: both have the same prefix except for digits (which may include
     * the line's number), and the line has a word for an addition.
     */
    public static boolean adds(byte[] record, int recordEnd, byte[] line, int offset, int end) {
        int limit = Math.min(end - 3, offset + MAX_PREFIX);
        for (int i = offset + 1; i < limit; i++) {
            if (line[i] == ':' && line[i + 1] == ' ' && line[i + 2] == ' ') {
                int word = i;
                while (word > offset && line[word - 1] >= 'A' && line[word - 1] <= 'Z') {
                    word--;
                }
                return FIELDS.containsKey(new String(line, word, i - word, StandardCharsets.US_ASCII))
                        && samePrefix(record, recordEnd, line, offset, word - offset);
            }
        }
        return false;
    }

    private static boolean samePrefix(byte[] record, int recordEnd, byte[] line, int offset, int length) {
        if (length == 0 || recordEnd <= length || record[length] < 'A' || record[length] > 'Z') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte a = record[i];
            byte b = line[offset + i];
            boolean digits = a >= '0' && a <= '9' && b >= '0' && b <= '9';
            if (a != b && !digits) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(String[] words, TextCursor t, int from, int to) {
        for (String word : words) {
            if (word.length() == to - from) {
                int i = 0;
                while (i < word.length() && t.c[from + i] == word.charAt(i)) {
                    i++;
                }
                if (i == word.length()) {
                    return true;
                }
            }
        }
        return false;
    }
}
