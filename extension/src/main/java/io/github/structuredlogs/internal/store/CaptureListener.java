package io.github.structuredlogs.internal.store;

/**
 * Is told of what is captured, on the thread that captured it, after it can be read; of one container by one thread at a
 * time. Nothing more of that container is captured meanwhile, so it must not block for long. What it throws is reported
 * once and goes no further.
 */
public interface CaptureListener {

    /** The records from one index on and before another one can be read. */
    void published(Capture capture, long from, long to);

    /** Something happened to a container. */
    default void lifecycle(Capture capture, LifecycleEvent event) {}

    /** A container runs, be it for the first time or once more. */
    default void running(Capture capture) {}

    /** The extension has something to say about itself, for the person who runs the tests. */
    default void report(String message) {}
}
