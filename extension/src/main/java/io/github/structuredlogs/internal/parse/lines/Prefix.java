package io.github.structuredlogs.internal.parse.lines;

import io.github.structuredlogs.internal.json.Utf8;
import io.github.structuredlogs.internal.parse.formats.Head;
import io.github.structuredlogs.internal.parse.formats.Text;
import io.github.structuredlogs.internal.text.Ansi;
import java.nio.charset.StandardCharsets;

/**
 * What known writers put before an object: java.util.logging's {@code INFO: }, Ruby's {@code I, [time #pid]  INFO -- : },
 * Compose's {@code name  | }, Kubernetes' {@code time stdout F }, the engine's time.
 *
 * <p>A brace that follows anything else belongs to a sentence.
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

    private Prefix() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return where the object begins that is the whole line but for a known prefix, -1 if there is none} */
    public static int jsonStart(byte[] b, int offset, int end) {
        int at = blanks(b, offset, end);
        if (at < end && b[at] == ',') {
            // Between the objects of a list that is written one by one, as by Log4j2's JsonLayout.
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

    /** {@return where the line ends without what may follow an object: blanks and ANSI codes} */
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

    /** {@return where the ANSI code begins with which the bytes end, their end if they end with none} */
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

    /** Moves past blanks, a byte order mark and ANSI codes. */
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
        return outer(b, at, end);
    }

    /** Moves past what was put before the line by whoever transported it: Compose, Kubernetes, the engine. */
    public static int outer(byte[] b, int at, int end) {
        int time = engineTime(b, at, end);
        if (time > at) {
            int stream = time;
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
        return compose(b, at, end);
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

    /** {@return where the line goes on after {@code shop-orders-1  | }, whose colours may end there; else where it began} */
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
        // The colour of the name ends before the blank or behind it.
        return b[plain] == ' ' ? colourEnd(b, plain + 1, end) : at;
    }

    /** Moves past {@code ESC[0m}. */
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

    /** {@code 2026-11-21T18:29:08.810621165Z }, with as many digits as there are. */
    private static int engineTime(byte[] b, int at, int end) {
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
        return i < end && b[i] == ' ' ? i + 1 : at;
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

    /** Gives the level and time that the prefix tells, where the object itself tells none. */
    public static void head(byte[] b, int offset, int start, Head head, Text text) {
        if (start - offset < 6 || (head.hasLevelText() && head.time.isPresent())) {
            return;
        }
        text.set(b, offset, start);
        if (text.peek(1) == ',' && text.peek(3) == '[') {
            text.at = 4;
            if (!head.time.isPresent()) {
                text.takeTime(head.time);
            }
            int close = text.indexOf(']', 4);
            if (close > 0 && !head.hasLevelText()) {
                text.at = close + 1;
                text.skipBlanks();
                text.takeLevel(head);
            }
        } else if (!head.hasLevelText()) {
            int word = text.indexOf(':', 0);
            if (word > 0 && word < 8) {
                text.takeLevel(head);
            }
        }
    }
}
