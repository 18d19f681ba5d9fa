package io.github.structuredlogs.internal.parse.values;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LoggedException;
import io.github.structuredlogs.internal.text.Ascii;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The common part of records from the same place in a program: container, level, logger, type of exception, boolean
 * values, and the message without words that contain a digit (numbers, ids, times, addresses).
 */
public final class MessageTemplate {

    private static final int MAX_CHARACTERS = 2000;

    private MessageTemplate() {}

    /** {@return a hash of it; of a billion records two different ones meet by chance once in a few runs} */
    public static long of(LogRecord record) {
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

    /**
     * Finds a text that is in the messages of all records with the same template: the longest part of the message that no
     * call changes.
     *
     * @param record a record with this template
     * @return the text; null if all of the message may change
     */
    public static @Nullable String commonText(LogRecord record) {
        String message = record.message();
        int length = message == null ? 0 : Math.min(message.length(), MAX_CHARACTERS);
        int from = 0;
        int to = 0;
        int begin = 0;
        for (int i = 0; message != null && i <= length; ) {
            int end = i;
            boolean digit = false;
            while (end < length && isPartOfId(message.charAt(end))) {
                digit |= Ascii.isDigit(message.charAt(end));
                end++;
            }
            // What stands for a word with a digit may stand in the message as well.
            if (digit || end == length || message.charAt(end) == '#') {
                int last = digit ? i : end;
                if (last - begin > to - from) {
                    from = begin;
                    to = last;
                }
                begin = digit ? end : end + 1;
            }
            i = digit && end > i ? end : end + 1;
        }
        return from == to ? null : String.valueOf(message).substring(from, to);
    }

    /**
     * {@return what it says without what differs from call to call: {@code refund of # refused}}
     *
     * @param record the record
     * @param longest how many characters of it at most
     */
    public static String text(LogRecord record, int longest) {
        String message = record.message();
        LoggedException exception = record.exception();
        if (message == null && exception != null) {
            message = exception.type() == null ? exception.message() : exception.type();
        }
        if (message == null) {
            message = String.join(" ", record.fields().keySet());
        }
        StringBuilder text = new StringBuilder();
        int length = Math.min(message.length(), MAX_CHARACTERS);
        for (int i = 0; i < length && text.length() < longest; ) {
            int end = i;
            boolean digit = false;
            while (end < length && isPartOfId(message.charAt(end))) {
                digit |= Ascii.isDigit(message.charAt(end));
                end++;
            }
            if (end == i) {
                text.append(Character.isWhitespace(message.charAt(i)) ? ' ' : message.charAt(i));
                i++;
            } else {
                text.append(digit ? "#" : message.substring(i, end));
                i = end;
            }
        }
        return text.length() > longest ? text.substring(0, longest) : text.toString();
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
                digit |= Ascii.isDigit(text.charAt(end));
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
