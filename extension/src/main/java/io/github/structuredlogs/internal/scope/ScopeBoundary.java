package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.internal.store.Capture;
import java.time.Instant;
import java.util.List;

/**
 * The beginning or end of a scope: the cutoff to which records are compared, and the size of each capture, so that a
 * scope's records are searched from there and not from the first record.
 */
record ScopeBoundary(Cutoff cutoff, CaptureSizes sizes) {

    static ScopeBoundary now(Cutoff cutoff, List<Capture> captures) {
        return new ScopeBoundary(cutoff, CaptureSizes.of(captures));
    }

    /** The boundary before everything that the run has captured. */
    static final ScopeBoundary ORIGIN = new ScopeBoundary(new Cutoff(Long.MIN_VALUE / 2, 0), CaptureSizes.NONE);

    /** {@return this boundary without the sizes, for a scope that is not searched any more} */
    ScopeBoundary withoutSizes() {
        return new ScopeBoundary(cutoff, CaptureSizes.NONE);
    }

    /** {@return the later of the two} */
    static ScopeBoundary later(ScopeBoundary one, ScopeBoundary other) {
        return one.cutoff.nanos() >= other.cutoff.nanos() ? one : other;
    }

    /** Says whether a record was written after it. */
    boolean isBefore(Capture capture, long index) {
        return !cutoff.isAfter(capture, index) || isBefore(capture);
    }

    /**
     * Says whether a container was created after it, and so cannot have written anything before, whatever its own clock
     * says.
     */
    boolean isBefore(Capture capture) {
        Instant created = capture.created();
        return created != null && created.isAfter(time());
    }

    /** {@return its time by this JVM's clock} */
    Instant time() {
        return Instant.ofEpochSecond(0, cutoff.nanos());
    }

    long size(Capture capture) {
        return sizes.of(capture);
    }
}
