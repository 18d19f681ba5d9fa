package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** The colouring of the console output. Files and failure messages are never coloured. */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum Color {
    /** Takes the value of the surrounding scope: the outer class, the configuration parameter, the default ({@link #AUTO}). */
    DEFAULT,
    /**
     * Follows the environment variables {@code NO_COLOR}, {@code FORCE_COLOR} and {@code CLICOLOR_FORCE}, {@code CLICOLOR},
     * in this order. Without them, output is coloured in an IDE, and in a terminal ({@code TERM} is set and not
     * {@code dumb}) outside of a CI.
     */
    AUTO,
    /** Coloured, whatever the environment says. */
    ALWAYS,
    /** Plain. */
    NEVER
}
