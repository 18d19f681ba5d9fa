package io.github.structuredlogs.internal.parse.formats.text;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.parse.formats.IndexedValues;
import io.github.structuredlogs.internal.parse.formats.RecordBuilder;
import io.github.structuredlogs.internal.parse.formats.TextCursor;
import io.github.structuredlogs.internal.parse.values.LevelScale;
import org.jspecify.annotations.Nullable;

/** The panic of a Rust thread. */
final class RustPanic {
    private static final String THREAD = "thread '";
    private static final String PANICKED = " panicked at ";

    private RustPanic() {}

    /** {@code thread 'main' (7) panicked at src/main.rs:4:5:}, and the message on the next line; the number since Rust 1.91. */
    static boolean head(TextCursor t, IndexedValues h) {
        int panicked = t.startsWith(THREAD) ? t.indexOf(PANICKED, t.at) : -1;
        int quote = panicked < 0 ? -1 : t.indexOf("'", t.at + THREAD.length());
        if (quote < 0 || quote > panicked) {
            return false;
        }
        h.level(t.c, panicked + 1, panicked + PANICKED.length() - 4, LevelScale.NAMES);
        h.exactLevel(LogLevel.FATAL);
        t.thread(t.at + THREAD.length(), quote);
        return true;
    }

    /** {@return whether the message is a panic, whose exception is then taken} */
    static boolean exception(RecordBuilder b, String message) {
        boolean isPanic = message.startsWith(THREAD) && message.contains(PANICKED);
        if (isPanic) {
            b.exception(new LoggedException(null, said(message), message));
        }
        return isPanic;
    }

    /** Returns the line after the first, or {@code 'message', src/main.rs:4:5} in it, as up to Rust 1.72. */
    private static @Nullable String said(String panic) {
        String[] lines = panic.split("\n", 3);
        int quoted = lines[0].indexOf(PANICKED) + PANICKED.length();
        int end = lines[0].lastIndexOf("', ");
        if (end > quoted && lines[0].charAt(quoted) == '\'') {
            return lines[0].substring(quoted + 1, end);
        }
        return lines.length > 1 ? lines[1] : null;
    }
}
