package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** When the report of a run, one HTML file that opens at the cause of a failure, is written. */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum WriteReport {
    /** As the surrounding scope has it: the outer class, the configuration parameter, the default. */
    DEFAULT,
    /** If a test has failed; a green run writes nothing. */
    ON_FAILURE,
    /** For each run with containers. */
    ALWAYS,
    /** Not at all. */
    NEVER
}
