package io.github.structuredlogs;

/**
 * The level of a {@link LogRecord}, the same for every logger, and the least level in a setting.
 *
 * <p>Loggers spell their levels in many ways ({@code 50}, {@code SEVERE}, {@code err}, {@code E}); a record has the one
 * of these that it means, and keeps the spelling in {@link LogRecord#levelText()}. The constants stand in order of
 * severity, so that {@link #compareTo} orders them.
 */
public enum LogLevel {
    /** The finest: {@code trace}, {@code finest}, pino's 10, OTLP's 1 to 4. */
    TRACE,
    /** For developers: {@code debug}, {@code fine}, pino's 20, OTLP's 5 to 8. */
    DEBUG,
    /** The ordinary course of things: {@code info}, {@code notice}, PostgreSQL's {@code LOG}. */
    INFO,
    /** Something to look at: {@code warn}, {@code warning}. */
    WARN,
    /** Something failed: {@code error}, {@code severe}. */
    ERROR,
    /** The program cannot go on: {@code fatal}, {@code critical}, {@code panic}, {@code emergency}. */
    FATAL,
    /** No record has it: in a setting, what it is the least level of happens for none. */
    OFF;

    /**
     * Whether this level is as severe as the other one, or more severe.
     *
     * <p>{@code ERROR.isAtLeast(WARN)} is true, {@code INFO.isAtLeast(WARN)} is not.
     *
     * @param other the level to compare with
     * @return true if this level is at or above the other
     */
    public boolean isAtLeast(LogLevel other) {
        return compareTo(other) >= 0;
    }
}
