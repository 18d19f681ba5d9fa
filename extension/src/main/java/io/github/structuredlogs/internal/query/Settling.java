package io.github.structuredlogs.internal.query;

import io.github.structuredlogs.Absence;
import java.time.Duration;

/**
 * How long an assertion gives records that a container has written and the engine has not read yet.
 *
 * @param settle for how long a positive assertion that fails is tried again
 * @param absence how long an assertion that something was not logged waits before it passes
 * @param bound how long the engine may take to say what it has
 * @param rule what is concluded where not everything is known; never DEFAULT
 */
public record Settling(Duration settle, Duration absence, Duration bound, Absence rule) {

    /** 250 ms, 50 ms and 10 s. */
    public static final Settling DEFAULT =
            new Settling(Duration.ofMillis(250), Duration.ofMillis(50), Duration.ofSeconds(10));

    /** Concludes what is known. */
    public Settling(Duration settle, Duration absence, Duration bound) {
        this(settle, absence, bound, Absence.KNOWN);
    }
}
