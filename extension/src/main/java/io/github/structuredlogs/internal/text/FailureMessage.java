package io.github.structuredlogs.internal.text;

import org.jspecify.annotations.Nullable;

/** The message of a test's failure. Reading it may itself throw. */
public final class FailureMessage {

    private FailureMessage() {}

    /** {@return the message, null if there is none; if reading it throws, a text that says so} */
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
