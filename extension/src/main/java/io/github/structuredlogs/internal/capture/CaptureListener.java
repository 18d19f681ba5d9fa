package io.github.structuredlogs.internal.capture;

/**
 * Is told of what is captured, on the thread that captured it, after it can be read and under no lock. It must not
 * block for long; what it throws is reported once and goes no further.
 */
public interface CaptureListener {

    /** A record can be read. */
    void published(Capture capture, long index);

    /** Something happened to a container. */
    default void lifecycle(Capture capture, LifecycleEvent event) {}

    /** The extension has something to say about itself, for the person who runs the tests. */
    default void report(String message) {}
}
