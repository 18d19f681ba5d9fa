package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The runs that have a live page: a process beside the tests serves it, which goes on while a debugger has stopped them.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum LiveViewer {
    /** Takes the value of the surrounding scope: the outer class, the configuration parameter, the default. */
    DEFAULT,
    /** Serves the page if the JVM was started for a debugger and {@code CI} is not set. */
    AUTO,
    /** Serves the page of each run with containers. */
    ON,
    /** Serves no page. */
    OFF
}
