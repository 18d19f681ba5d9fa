package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** The way in which a container's start is printed, if records are printed {@linkplain Print#LIVE as they arrive}. */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum Startup {
    /** Takes the value of the surrounding scope: the method's class, the outer class, the configuration parameter, the default. */
    DEFAULT,
    /**
     * Prints one line when the container is ready: {@code kafka  ready after 6.1 s, 575 records (2 WARN)}. If it does not
     * become ready, prints its records.
     */
    FOLDED,
    /** Prints each record as it arrives, as after the start. */
    FULL
}
