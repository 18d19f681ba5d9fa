package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.Absence;
import java.time.Duration;

/**
 * The times that an assertion gives to records that a container has written and the engine has not read yet.
 *
 * @param settle how long a failing assertion of presence is retried
 * @param absence how long an assertion of absence waits before it passes
 * @param bound how long the engine may take to answer
 * @param rule the result if not everything is known; never DEFAULT
 */
public record Settling(Duration settle, Duration absence, Duration bound, Absence rule) {

    /** 250 ms, 50 ms and 10 s. */
    public static final Settling DEFAULT =
            new Settling(Duration.ofMillis(250), Duration.ofMillis(50), Duration.ofSeconds(10));

    /** Creates settings with the rule {@code KNOWN}. */
    public Settling(Duration settle, Duration absence, Duration bound) {
        this(settle, absence, bound, Absence.KNOWN);
    }
}
