package io.github.structuredlogs.internal.parse.lines;

import io.github.structuredlogs.internal.json.Utf8;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.text.Ansi;
import io.github.structuredlogs.internal.text.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The prefixes that known writers put before an object: java.util.logging's {@code INFO: }, Ruby's {@code I, [time
 * #pid]  INFO -- : }, Compose's {@code name  | }, Kubernetes' {@code time stdout F }, a time.
 *
 * <p>A brace after anything else is part of a sentence.
 */
public final class Prefix {
    private static final byte[][] JUL = {
        bytes("SEVERE: "),
        bytes("WARNING: "),
        bytes("INFO: "),
        bytes("CONFIG: "),
        bytes("FINE: "),
        bytes("FINER: "),
        bytes("FINEST: ")
    };

    private static final int MAX_NAME = 80;
    private static final int TAI64N = 25;
    private static final int MAX_FRACTION_AND_ZONE = 24;

    private Prefix() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return the beginning of an object that is the whole line except a known prefix, -1 if there is none} */
    public static int jsonStart(byte[] b, int offset, int end) {
        int at = blanks(b, offset, end);
        if (at < end && b[at] == ',') {
            // The separator between the objects of a list that is written one by one, as by Log4j2's JsonLayout.
            at = blanks(b, at + 1, end);
        }
        for (int i = 0; i < 3 && at < end; i++) {
            if (b[at] == '{') {
                return at;
            }
            int next = skip(b, at, end);
            if (next == at) {
                return -1;
            }
            at = blanks(b, next, end);
        }
        return at < end && b[at] == '{' ? at : -1;
    }

    /** {@return the end of the line without blanks and ANSI codes after the object} */
    public static int jsonEnd(byte[] b, int start, int end) {
        while (end > start && b[end - 1] != '}') {
            int before = b[end - 1] <= ' ' && b[end - 1] >= 0 ? end - 1 : escapeStart(b, start, end);
            if (before == end) {
                return end;
            }
            end = before;
        }
        return end;
    }

    /** {@return the beginning of the ANSI code at the end of the bytes, or their end if there is none} */
    private static int escapeStart(byte[] b, int start, int end) {
        byte last = b[end - 1];
        if (last != 'm' && last != 'K') {
            return end;
        }
        for (int i = end - 2; i > start && i > end - 24; i--) {
            if (b[i] == '[' && b[i - 1] == Ansi.ESCAPE) {
                return i - 1;
            }
            if (b[i] < 0x20 || b[i] > 0x3f) {
                return end;
            }
        }
        return end;
    }

    /** Skips blanks, a byte order mark and ANSI codes. */
    public static int blanks(byte[] b, int at, int end) {
        while (at < end) {
            byte c = b[at];
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0) {
                at++;
            } else if (c == (byte) 0xef && Utf8.afterMark(b, at, end) > at) {
                at += 3;
            } else if (c == Ansi.ESCAPE && end - at > 2 && b[at + 1] == '[') {
                int i = at + 2;
                while (i < end && b[i] >= 0x20 && b[i] <= 0x3f) {
                    i++;
                }
                if (i == end) {
                    return at;
                }
                at = i + 1;
            } else {
                return at;
            }
        }
        return at;
    }

    private static int skip(byte[] b, int at, int end) {
        byte first = b[at];
        if (first >= 'A' && first <= 'Z') {
            for (byte[] prefix : JUL) {
                if (startsWith(b, at, end, prefix)) {
                    return at + prefix.length;
                }
            }
            if (end - at > 30 && b[at + 1] == ',' && b[at + 2] == ' ' && b[at + 3] == '[') {
                return ruby(b, at, end);
            }
        }
        int outer = outer(b, at, end);
        return outer > at ? outer : loggedTime(b, at, end);
    }

    /**
     * Skips the time that a text logger puts before an object, if nothing else is between them: {@code [2026-11-21
     * 18:35:21] }, {@code 2026/11/21 18:35:21.051 }, {@code 2026-11-21T18:35:21+01:00 }.
     */
    private static int loggedTime(byte[] b, int at, int end) {
        boolean bracketed = b[at] == '[';
        int date = bracketed ? at + 1 : at;
        if (end - date < 22 || !Ascii.isDigit(b[date]) || b[date + 13] != ':' || b[date + 16] != ':') {
            return at;
        }
        for (int i = 0; i < 19; i++) {
            boolean separates = i == 4 || i == 7 || i == 10 || i == 13 || i == 16;
            if (separates == Ascii.isDigit(b[date + i])) {
                return at;
            }
        }
        // The fraction and the zone, as far as the bracket or the object.
        int zone = date + 19;
        int limit = Math.min(end, zone + MAX_FRACTION_AND_ZONE);
        while (zone < limit && isPartOfTime(b[zone])) {
            zone++;
        }
        if (bracketed) {
            return zone < end && b[zone] == ']' ? zone + 1 : at;
        }
        return zone < end && b[zone] == '{' && (b[zone - 1] == ' ' || b[zone - 1] == '\t') ? zone : at;
    }

    private static boolean isPartOfTime(byte c) {
        return Ascii.isDigit(c)
                || c == '.'
                || c == ','
                || c == ':'
                || c == '+'
                || c == '-'
                || c == ' '
                || c == '\t'
                || (c >= 'A' && c <= 'Z');
    }

    /** Skips the prefix of a transport: Compose, Kubernetes, the engine. */
    public static int outer(byte[] b, int at, int end) {
        int time = engineTime(b, at, end);
        if (time > at) {
            int stream = time;
            if (end - stream > 4
                    && Ascii.isDigit(b[stream])
                    && Ascii.isDigit(b[stream + 1])
                    && (b[stream + 2] == 'O' || b[stream + 2] == 'E')
                    && (b[stream + 3] == ' ' || b[stream + 3] == '+')) {
                // GitLab's number of the stream.
                return stream + 4;
            }
            if (end - stream > 9
                    && b[stream] == 's'
                    && b[stream + 1] == 't'
                    && b[stream + 2] == 'd'
                    && b[stream + 6] == ' '
                    && (b[stream + 7] == 'F' || b[stream + 7] == 'P')
                    && b[stream + 8] == ' ') {
                return stream + 9;
            }
            return time;
        }
        return named(b, at, end);
    }

    /** {@code orders-1  | }, {@code [orders] }, {@code [0] }, possibly after a zero-width space. */
    private static int named(byte[] b, int at, int end) {
        int name = at;
        if (end - at > 3 && b[at] == (byte) 0xe2 && b[at + 1] == (byte) 0x80 && b[at + 2] == (byte) 0x8b) {
            name = at + 3;
        }
        if (name < end && b[name] == '[') {
            int close = name + 1;
            while (close < end && close - name < MAX_NAME && isName(b[close])) {
                close++;
            }
            boolean closed = close > name + 1 && close + 1 < end && b[close] == ']' && b[close + 1] == ' ';
            return closed ? close + 2 : name;
        }
        if (name < end && b[name] == '@') {
            return tai64n(b, name, end);
        }
        int clock = clock(b, name, end);
        int number = clock;
        while (number < end && number - clock < 4 && Ascii.isDigit(b[number])) {
            number++;
        }
        // pm2's "0|api  | ".
        int from = number > clock && number < end && b[number] == '|' ? number + 1 : clock;
        int next = compose(b, from, end);
        return next == from ? name : next;
    }

    /** Foreman's {@code 18:35:21 web.1   | }. */
    private static int clock(byte[] b, int at, int end) {
        return end - at > 12 && b[at + 2] == ':' && b[at + 5] == ':' && b[at + 8] == ' ' && Ascii.isDigit(b[at])
                ? at + 9
                : at;
    }

    /** {@code @400000006a0f4b3905d5c1cc }, the time of daemontools, runit and s6. */
    private static int tai64n(byte[] b, int at, int end) {
        if (end - at < TAI64N + 1 || b[at + TAI64N] != ' ') {
            return at;
        }
        for (int i = at + 1; i < at + TAI64N; i++) {
            if (!Ascii.isDigit(b[i]) && (b[i] < 'a' || b[i] > 'f')) {
                return at;
            }
        }
        return at + TAI64N + 1;
    }

    /** Says whether two lines have the same prefix: the same name, or each a time. */
    static boolean isSame(byte[] b, int from, int to, byte[] other, int otherFrom, int otherTo) {
        if (isTimeAt(b, from, to) && isTimeAt(other, otherFrom, otherTo)) {
            return true;
        }
        if (from < to && b[from] == '@') {
            return otherTo - otherFrom == to - from && other[otherFrom] == '@';
        }
        return Arrays.equals(b, clock(b, from, to), to, other, clock(other, otherFrom, otherTo), otherTo);
    }

    private static boolean isTimeAt(byte[] b, int from, int to) {
        int at = from < to && b[from] == '[' ? from + 1 : from;
        return to - at > 20 && b[at + 4] == '-' && b[at + 10] == 'T';
    }

    /** {@return the position after the engine's time, if another time follows; otherwise the beginning} */
    public static int beforeTime(byte[] b, int offset, int end) {
        if (end - offset < 40 || b[offset] < '0' || b[offset] > '9') {
            return offset;
        }
        int inner = outer(b, offset, end);
        boolean timed = inner > offset
                && end - inner > 19
                && b[inner] >= '0'
                && b[inner] <= '9'
                && b[inner + 4] == b[offset + 4]
                && (b[inner + 10] == 'T' || b[inner + 10] == ' ');
        return timed ? inner : offset;
    }

    /**
     * {@return a record's bytes without the prefix of each line but the first, null if there are no prefixes}
     *
     * @param b contains the record
     * @param offset its beginning
     * @param end its end
     */
    public static byte @Nullable [] unprefixed(byte[] b, int offset, int end) {
        int line = offset;
        while (line < end && b[line] != '\n') {
            line++;
        }
        int inner = line < end ? outer(b, offset, line) : offset;
        if (inner == offset) {
            return null;
        }
        byte[] plain = new byte[end - offset];
        int count = line - offset;
        System.arraycopy(b, offset, plain, 0, count);
        while (line < end) {
            int next = line + 1;
            while (next < end && b[next] != '\n') {
                next++;
            }
            int own = outer(b, line + 1, next);
            int from = own > line + 1 && isSame(b, offset, inner, b, line + 1, own) ? own : line + 1;
            plain[count++] = '\n';
            System.arraycopy(b, from, plain, count, next - from);
            count += next - from;
            line = next;
        }
        return Arrays.copyOf(plain, count);
    }

    private static int ruby(byte[] b, int at, int end) {
        int limit = Math.min(end, at + 200);
        for (int i = at + 20; i + 4 < limit; i++) {
            if (b[i] == ' ' && b[i + 1] == '-' && b[i + 2] == '-' && b[i + 3] == ' ') {
                for (int j = i + 4; j + 1 < limit; j++) {
                    if (b[j] == ':' && b[j + 1] == ' ') {
                        return j + 2;
                    }
                }
                return at;
            }
        }
        return at;
    }

    /** {@return the position after {@code shop-orders-1  | }, whose colours may end there; otherwise the beginning} */
    public static int compose(byte[] b, int at, int end) {
        int i = at;
        while (i < end && i - at < MAX_NAME && isName(b[i])) {
            i++;
        }
        int name = i;
        while (i < end && b[i] == ' ') {
            i++;
        }
        if (name == at || i == name || i >= end || b[i] != '|') {
            return at;
        }
        i++;
        int plain = colourEnd(b, i, end);
        if (plain == end) {
            return end;
        }
        // The colour of the name ends before or after the blank.
        return b[plain] == ' ' ? colourEnd(b, plain + 1, end) : at;
    }

    /** Skips {@code ESC[0m}. */
    private static int colourEnd(byte[] b, int at, int end) {
        boolean reset =
                end - at > 3 && b[at] == Ansi.ESCAPE && b[at + 1] == '[' && b[at + 2] == '0' && b[at + 3] == 'm';
        return reset ? at + 4 : at;
    }

    private static boolean isName(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    /** {@code 2026-11-21T18:29:08.810621165Z }, with any number of digits, in brackets as in Jenkins or without. */
    private static int engineTime(byte[] b, int offset, int end) {
        int at = offset;
        boolean bracketed = at < end && b[at] == '[';
        at += bracketed ? 1 : 0;
        int next = bareTime(b, at, end, bracketed ? ']' : ' ');
        if (next == at) {
            return offset;
        }
        if (!bracketed) {
            return next;
        }
        return next < end && b[next] == ' ' ? next + 1 : offset;
    }

    private static int bareTime(byte[] b, int at, int end, char closing) {
        if (end - at < 22 || b[at + 4] != '-' || b[at + 10] != 'T' || b[at + 19] != '.') {
            return at;
        }
        int i = at + 20;
        while (i < end && b[i] >= '0' && b[i] <= '9') {
            i++;
        }
        if (i < end && b[i] == 'Z') {
            i++;
        } else if (i + 6 < end && (b[i] == '+' || b[i] == '-') && b[i + 3] == ':') {
            i += 6;
        } else {
            return at;
        }
        return i < end && b[i] == closing ? i + 1 : at;
    }

    private static boolean startsWith(byte[] b, int at, int end, byte[] prefix) {
        if (end - at < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (b[at + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Sets the level and time of the prefix, if the object has none. */
    public static void head(byte[] b, int offset, int start, IndexedValues indexedValues, TextCursor textCursor) {
        if (start - offset < 6 || (indexedValues.hasLevelText() && indexedValues.timestampReader.isPresent())) {
            return;
        }
        textCursor.set(b, offset, start);
        if (textCursor.peek(1) == ',' && textCursor.peek(3) == '[') {
            textCursor.at = 4;
            if (!indexedValues.timestampReader.isPresent()) {
                textCursor.takeTime(indexedValues.timestampReader);
            }
            int close = textCursor.indexOf(']', 4);
            if (close > 0 && !indexedValues.hasLevelText()) {
                textCursor.at = close + 1;
                textCursor.skipBlanks();
                textCursor.takeLevel(indexedValues);
            }
            return;
        }
        if (!indexedValues.timestampReader.isPresent()) {
            time(indexedValues, textCursor);
        }
        if (!indexedValues.hasLevelText()) {
            textCursor.at = 0;
            int word = textCursor.indexOf(':', 0);
            if (word > 0 && word < 8) {
                textCursor.takeLevel(indexedValues);
            }
        }
    }

    /** Reads the time at the beginning of the prefix, or after the name of a service. */
    private static void time(IndexedValues indexedValues, TextCursor textCursor) {
        int bar = textCursor.indexOf('|', 0);
        textCursor.at = bar + 1;
        textCursor.skipBlanks();
        textCursor.take('[');
        if (Ascii.isDigit(textCursor.peek())) {
            textCursor.takeTime(indexedValues.timestampReader);
        }
    }
}
