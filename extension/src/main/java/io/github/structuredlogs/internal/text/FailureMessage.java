package io.github.structuredlogs.internal.text;

import org.jspecify.annotations.Nullable;

/** The message of whatever a test throws, which may throw itself when it is asked. */
public final class FailureMessage {

    private FailureMessage() {}

    /** {@return the message, null if there is none; says so if it cannot be read} */
    public static @Nullable String of(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (RuntimeException | Error e) {
            return "(its message cannot be read: " + e.getClass().getName() + ")";
        }
    }

    /** {@return the cause, null if there is none or it cannot be read} */
    public static @Nullable Throwable causeOf(Throwable failure) {
        try {
            return failure.getCause();
        } catch (RuntimeException | Error e) {
            return null;
        }
    }
}
