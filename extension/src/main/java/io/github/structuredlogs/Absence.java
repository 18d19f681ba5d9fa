package io.github.structuredlogs;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The result of an assertion that one more record could make false ({@code isEmpty()}, {@code hasSize(1)},
 * {@code failOn}), if not everything is known.
 *
 * <p>An assertion that cannot be decided fails, and says what is not known, why, and what to do. This happens if a log could
 * not be read as far as the container had written it, if a container has no capture, or if a matching record may belong to
 * another test.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1.0")
public enum Absence {
    /** Takes the value of the surrounding scope: the method's class, the outer class, the configuration parameter, the default. */
    DEFAULT,
    /**
     * Fails if output of the test's time is missing, or may be missing. If only the proof is missing that everything was
     * read, it passes, and a line under the test and {@code index.json} say so.
     */
    KNOWN,
    /** Fails even if only the proof is missing. */
    STRICT,
    /** Passes even if output is known to be lost, and says so. */
    LENIENT
}
