package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.internal.store.Capture;
import java.util.List;
import java.util.function.ObjLongConsumer;

/** How many records each capture had at a moment. It is small, because each of thousands of tests keeps one. */
final class CaptureSizes {

    static final CaptureSizes NONE = new CaptureSizes(List.of(), new long[0]);

    private final List<Capture> captures;
    private final long[] sizes;

    private CaptureSizes(List<Capture> captures, long[] sizes) {
        this.captures = captures;
        this.sizes = sizes;
    }

    /**
     * {@return the sizes now}
     *
     * @param captures the captures, which several of these have in common
     */
    static CaptureSizes of(List<Capture> captures) {
        return captures.isEmpty()
                ? NONE
                : new CaptureSizes(
                        captures, captures.stream().mapToLong(Capture::size).toArray());
    }

    boolean isEmpty() {
        return sizes.length == 0;
    }

    /** {@return the size of a capture, 0 if it was not there} */
    long of(Capture capture) {
        int place = captures.indexOf(capture);
        return place < 0 ? 0 : sizes[place];
    }

    void forEach(ObjLongConsumer<Capture> action) {
        for (int i = 0; i < sizes.length; i++) {
            action.accept(captures.get(i), sizes[i]);
        }
    }
}
