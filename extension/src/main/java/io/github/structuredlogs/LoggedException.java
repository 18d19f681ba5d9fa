package io.github.structuredlogs;

import io.github.structuredlogs.internal.text.PlainRecordText;
import org.jspecify.annotations.Nullable;

/**
 * The error that a log record carries, as the logger wrote it.
 *
 * @param type the fully qualified type of the exception that was thrown, as the program's language names it; null if the
 *     record has none (a Go {@code error} is only a message)
 * @param message the exception's own message; null if it has none
 * @param stackTrace the stack as text, causes included, lines separated by {@code \n}; null if the record has none
 */
public record LoggedException(
        @Nullable String type,
        @Nullable String message,
        @Nullable String stackTrace) {

    /** {@return what a reader may see of it: one line, without the secrets that can be told} */
    @Override
    public String toString() {
        return PlainRecordText.INSTANCE.exception(this);
    }
}
