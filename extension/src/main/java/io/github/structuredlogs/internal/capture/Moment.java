package io.github.structuredlogs.internal.capture;

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

    long size(Capture capture) {
        return sizes.getOrDefault(capture, 0L);
    }
}
