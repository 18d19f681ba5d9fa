package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** The runs for which a report is written: one HTML file that opens at the cause of a failure. */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum WriteReport {
    /** Takes the value of the surrounding scope: the outer class, the configuration parameter, the default. */
    DEFAULT,
    /** Writes the report if a test has failed; a green run writes nothing. */
    ON_FAILURE,
    /** Writes the report of each run with containers. */
    ALWAYS,
    /** Writes no report. */
    NEVER
}
