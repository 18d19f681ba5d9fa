package io.github.structuredlogs;

/**
 * What an assertion concludes that one more record could make false ({@code isEmpty()}, {@code hasSize(1)},
 * {@code failOn}) where not everything is known.
 *
 * <p>An assertion that cannot be decided fails, and says what is not known, why, and what to do. That is so whenever a
 * log could not be read as far as the container had written it, a container has no capture, or a record that matches may be
 * another test's.
 */
public enum Absence {
    /** As the surrounding scope has it: the method's class, the outer class, the configuration parameter, the default. */
    DEFAULT,
    /**
     * Fails where something is known to be missing, or may well be, during the test. Where only the proof is missing that
     * everything was read, it passes, and that is said in a line under the test and in {@code index.json}.
     */
    KNOWN,
    /** Fails also where only the proof is missing. */
    STRICT,
    /** Passes also where output is known to be lost, and says so. */
    LENIENT
}
