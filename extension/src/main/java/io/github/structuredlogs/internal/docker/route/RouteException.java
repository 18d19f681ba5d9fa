package io.github.structuredlogs.internal.docker.route;

import java.io.Serial;

/** Containers cannot reach the receiver; the message says why. */
final class RouteException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    RouteException(String message) {
        super(message);
    }
}
