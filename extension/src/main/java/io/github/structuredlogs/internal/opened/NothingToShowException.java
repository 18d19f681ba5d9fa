package io.github.structuredlogs.internal.opened;

import java.io.IOException;

/** Nothing of what was named can be shown; the message is a sentence for the reader. */
public final class NothingToShowException extends IOException {
    private static final long serialVersionUID = 1;

    NothingToShowException(String message) {
        super(message);
    }
}
