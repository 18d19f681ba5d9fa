package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.internal.store.Capture;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A moment of the run: the mark that records are placed against, and how many each capture had, so that a scope is
 * searched from there and not from the first byte.
 */
record Moment(Mark mark, Map<Capture, Long> sizes) {

    static Moment now(Mark mark, List<Capture> captures) {
        Map<Capture, Long> sizes = new HashMap<>();
        for (Capture capture : captures) {
            sizes.put(capture, capture.size());
        }
        return new Moment(mark, sizes);
    }

    /** Before anything that the run has captured. */
    static final Moment ORIGIN = new Moment(new Mark(Long.MIN_VALUE / 2, 0), Map.of());

    /** {@return the same without the sizes, for a scope that nobody searches any more} */
    Moment withoutSizes() {
        return new Moment(mark, Map.of());
    }

    /** {@return the later of the two} */
    static Moment later(Moment one, Moment other) {
        return one.mark.nanos() >= other.mark.nanos() ? one : other;
    }

    /** Whether a record was written after it. */
    boolean isBefore(Capture capture, long index) {
        return !mark.isAfter(capture, index) || isBefore(capture);
    }

    /** Whether a container was created after it, and so cannot have written anything before, whatever its own clock says. */
    boolean isBefore(Capture capture) {
        Instant created = capture.created();
        return created != null && created.isAfter(time());
    }

    /** {@return it by this JVM's clock} */
    Instant time() {
        return Instant.ofEpochSecond(0, mark.nanos());
    }

    long size(Capture capture) {
        return sizes.getOrDefault(capture, 0L);
    }
}
