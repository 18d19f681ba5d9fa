package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** The stream that a container wrote a record to. A container with a terminal has only {@link #STDOUT}. */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum LogStream {
    /** Standard output. */
    STDOUT,
    /** Standard error. Many loggers write everything to it, so it says nothing about severity. */
    STDERR
}
