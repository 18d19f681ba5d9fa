package io.github.structuredlogs;

/** Whether the console output is coloured. Files and failure messages never are. */
public enum Color {
    /** As the surrounding scope has it: the outer class, the configuration parameter, the default ({@link #AUTO}). */
    DEFAULT,
    /**
     * As the environment asks for it: {@code NO_COLOR}, {@code FORCE_COLOR} and {@code CLICOLOR_FORCE}, {@code CLICOLOR},
     * in this order; else in an IDE, or in a terminal ({@code TERM} is set and not {@code dumb}) outside of a CI.
     */
    AUTO,
    /** Coloured, whatever the environment says. */
    ALWAYS,
    /** Plain. */
    NEVER
}
