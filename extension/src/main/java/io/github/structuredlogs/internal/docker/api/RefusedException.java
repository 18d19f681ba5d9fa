package io.github.structuredlogs.internal.docker.api;

import java.io.IOException;

/** The engine answered, and the answer is no. */
public final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether the container is gone, or about to go. */
    public boolean isGone() {
        return status == 404 || status == 409;
    }

    /** Whether the container's logging driver keeps nothing that could be read. */
    public boolean isUnreadable() {
        String message = getMessage();
        return status == 501
                || (message != null
                        && (message.contains("does not support reading") || message.contains("is not logging output")));
    }
}
