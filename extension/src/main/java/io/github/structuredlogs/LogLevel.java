package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The level of a {@link LogRecord}, the same for every logger, and the least level in a setting.
 *
 * <p>Loggers spell their levels in many ways ({@code 50}, {@code SEVERE}, {@code err}, {@code E}). Each spelling is mapped to
 * one of these constants, and {@link LogRecord#levelText()} has the original. {@link #compareTo} orders by severity.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
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
    /** No level: only for settings, to switch something off. No record has it. */
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
