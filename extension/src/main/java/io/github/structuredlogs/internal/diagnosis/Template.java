package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What two records of the same place in a program have in common: container, level, logger, type of exception, what is true
 * or false, and the message without what differs from call to call (words that hold a digit: numbers, ids, times, addresses).
 */
final class Template {

    private static final int MAX_CHARACTERS = 2000;

    private Template() {}

    /** {@return a hash of it; of a billion records two different ones meet by chance once in a few runs} */
    static long of(LogRecord record) {
        long hash = 1125899906842597L;
        hash = with(hash, record.container());
        LogLevel level = record.level();
        hash = with(hash, level == null ? null : level.name());
        hash = with(hash, record.logger());
        // POST /orders 201 is another message than POST /orders 500.
        hash = 31 * hash + HttpStatus.of(record) / 100;
        LoggedException exception = record.exception();
        if (exception != null) {
            hash = with(hash, exception.type());
            hash = masked(hash, exception.message());
        }
        String message = record.message();
        for (Map.Entry<String, @Nullable Object> field : record.fields().entrySet()) {
            if (message == null || field.getValue() instanceof Boolean) {
                hash = with(hash, field.getKey());
                hash = with(hash, field.getValue() instanceof Boolean ? String.valueOf(field.getValue()) : null);
            }
        }
        return masked(hash, message);
    }

    private static long with(long hash, @Nullable String text) {
        long result = 31 * hash + 7;
        for (int i = 0; text != null && i < text.length(); i++) {
            result = 31 * result + text.charAt(i);
        }
        return result;
    }

    private static long masked(long hash, @Nullable String maybe) {
        String text = maybe == null ? "" : maybe;
        long result = 31 * hash + 11;
        int length = Math.min(text.length(), MAX_CHARACTERS);
        for (int i = 0; i < length; ) {
            int end = i;
            boolean digit = false;
            while (end < length && isPartOfId(text.charAt(end))) {
                digit |= text.charAt(end) >= '0' && text.charAt(end) <= '9';
                end++;
            }
            if (end == i) {
                result = 31 * result + text.charAt(i);
                i++;
            } else if (digit) {
                result = 31 * result + '#';
                i = end;
            } else {
                for (; i < end; i++) {
                    result = 31 * result + text.charAt(i);
                }
            }
        }
        return result;
    }

    private static boolean isPartOfId(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == ':' || c == '/' || c == '@';
    }
}
