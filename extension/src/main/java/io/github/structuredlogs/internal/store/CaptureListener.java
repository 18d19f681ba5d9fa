package io.github.structuredlogs.internal.store;

/**
 * A listener to captured records and events. It is called on the capturing thread, after the records can be read, and
 * for one container by one thread at a time. Nothing more of that container is captured during the call, so it must not
 * block for long. If it throws, this is reported once and has no other effect.
 */
public interface CaptureListener {

    /** Receives the records from one index up to another one, which can now be read. */
    void published(Capture capture, long from, long to);

    /** Receives an event of a container. */
    default void lifecycle(Capture capture, LifecycleEvent event) {}

    /** Receives a container that runs, for the first time or again. */
    default void running(Capture capture) {}

    /** Receives a message of the extension about itself, for the person who runs the tests. */
    default void report(String message) {}
}
