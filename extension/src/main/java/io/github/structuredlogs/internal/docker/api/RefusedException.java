package io.github.structuredlogs.internal.docker.api;

import java.io.IOException;

/** The failure of a request that the engine refused. */
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

    /** Says whether the container is gone, or about to be removed. */
    public boolean isGone() {
        return status == 404 || status == 409;
    }

    /** Says whether the container's logging driver keeps no log that can be read. */
    public boolean isUnreadable() {
        String message = getMessage();
        return status == 501
                || (message != null
                        && (message.contains("does not support reading") || message.contains("is not logging output")));
    }
}
