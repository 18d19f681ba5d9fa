package io.github.structuredlogs;

/**
 * A threshold in a setting: the least level for which something happens, or {@link #OFF}.
 *
 * <p>The level of a record is a {@link LogLevel}.
 */
public enum Level {
    /** As the surrounding scope has it: the method's class, the outer class, the configuration parameter, the default. */
    DEFAULT,
    /** Every record with a level. */
    TRACE,
    /** {@link LogLevel#DEBUG} and above. */
    DEBUG,
    /** {@link LogLevel#INFO} and above. */
    INFO,
    /** {@link LogLevel#WARN} and above. */
    WARN,
    /** {@link LogLevel#ERROR} and above. */
    ERROR,
    /** {@link LogLevel#FATAL} alone. */
    FATAL,
    /** No record. */
    OFF
}
