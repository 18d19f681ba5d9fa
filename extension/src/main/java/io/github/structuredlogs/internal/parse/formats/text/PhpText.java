package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The errors and exceptions in PHP's own log and Monolog's text. */
final class PhpText {
    /** PHP's names of its levels. */
    private static final String[] NAMES = {"Fatal error", "Parse error", "Warning", "Notice", "Deprecated"};

    private static final String[] LEVELS = {"fatal", "error", "warn", "info", "info"};

    /** Monolog's {@code [object] (a\B(code: 0): message at file:line)}. */
    private static final Pattern MONOLOG_EXCEPTION = Pattern.compile(
            "\\[object] \\(([\\w\\\\]{1,200})\\(code: -?\\d{1,9}\\): (.{0,4000}?) at \\S{1,500}:\\d{1,9}\\)");

    private static final Pattern UNCAUGHT =
            Pattern.compile("Uncaught ([\\w\\\\]{1,200}): (.{0,4000}?) in \\S{1,500}:\\d{1,9}\\s*(?:$|\nStack trace:)");

    private PhpText() {}

    /** {@code PHP Warning:  message in file on line 3}; only PHP's log has the first word, not its displayed errors. */
    static boolean head(TextCursor t, IndexedValues h) {
        if (t.peek() == '[') {
            // "[21-Nov-2026 18:35:21 UTC] PHP Warning:", and the built-in server's "[Sat Nov 21 18:35:21 2026] PHP …".
            int time = t.takeBracketed('[', ']');
            if (time < 0 || !t.take(' ') || !t.startsWith("PHP ") || !h.timestampReader.text(t.c, time, t.bracketEnd)) {
                return false;
            }
        }
        if (!t.take("PHP ") && t.indexOf(" on line ", t.at) < 0 && !t.startsWith("Fatal error: Uncaught ")) {
            return false;
        }
        for (int i = 0; i < NAMES.length; i++) {
            if (t.startsWith(NAMES[i]) && t.peek(NAMES[i].length()) == ':') {
                h.level(t.c, t.at, t.at + NAMES[i].length(), LevelScale.NAMES);
                h.exactLevel(LevelScale.NAMES.of(LEVELS[i]));
                return true;
            }
        }
        return false;
    }

    /** Takes the exception of a message, if there is one. */
    static void exception(RecordBuilder b, String message) {
        exception(b, message, "[object] (", MONOLOG_EXCEPTION, "\n[stacktrace]\n");
        exception(b, message, "Uncaught ", UNCAUGHT, "\nStack trace:\n");
    }

    private static void exception(RecordBuilder b, String message, String mark, Pattern pattern, String beforeStack) {
        Matcher exception = pattern.matcher(message);
        if (message.contains(mark) && exception.find()) {
            int stack = message.indexOf(beforeStack);
            b.exception(new LoggedException(
                    exception.group(1).replace("\\\\", "\\"),
                    exception.group(2),
                    stack < 0 ? null : message.substring(stack + beforeStack.length())));
        }
    }
}
