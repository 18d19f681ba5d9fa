package io.github.structuredlogs;

import io.github.structuredlogs.internal.text.PlainRecordText;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The error that a log record carries, as the logger wrote it.
 *
 * @param type the fully qualified type of the exception that was thrown, as the program's language names it; null if the
 *     record has none (a Go {@code error} is only a message)
 * @param message the exception's own message; null if it has none
 * @param stackTrace the stack as text, causes included, lines separated by {@code \n}; null if the record has none
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public record LoggedException(
        @Nullable String type,
        @Nullable String message,
        @Nullable String stackTrace) {

    /** {@return one line as it is printed, without recognised secrets} */
    @Override
    public String toString() {
        return PlainRecordText.INSTANCE.exception(this);
    }
}
