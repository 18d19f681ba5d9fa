package io.github.structuredlogs;

/** The stream that a container wrote a record to. A container with a TTY has only {@link #STDOUT}. */
public enum LogStream {
    /** Standard output. */
    STDOUT,
    /** Standard error. Many loggers write everything to it: it says nothing about severity. */
    STDERR
}
