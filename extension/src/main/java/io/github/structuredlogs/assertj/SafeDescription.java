package io.github.structuredlogs.assertj;

import io.github.structuredlogs.internal.text.RecordText;
import java.util.List;
import org.assertj.core.description.Description;
import org.jspecify.annotations.Nullable;

/** A test's description of an assertion, which may hold what a container wrote: without control characters and secrets. */
final class SafeDescription extends Description {
    private final Description description;
    private final RecordText text;

    private SafeDescription(Description description, RecordText text) {
        this.description = description;
        this.text = text;
    }

    static @Nullable Description of(@Nullable Description description, RecordText text) {
        return description == null ? null : new SafeDescription(description, text);
    }

    @Override
    public @Nullable String value() {
        String words = description.value();
        return words == null ? null : text.foreign(words, List.of());
    }

    /** {@return the failure, with a message that is safe; the same object if its message is} */
    static Throwable withSafeMessage(Throwable failure, RecordText text) {
        String words = String.valueOf(failure);
        String safe = text.foreign(words, List.of());
        if (safe.equals(words)) {
            return failure;
        }
        AssertionError error = new AssertionError(safe);
        error.setStackTrace(failure.getStackTrace());
        return error;
    }
}
