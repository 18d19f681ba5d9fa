package io.github.structuredlogs.testing;

import org.testcontainers.utility.TestcontainersConfiguration;

/** The setting {@code testcontainers.reuse.enable} of this JVM, on until it is closed. */
public final class ReuseOfContainers implements AutoCloseable {

    private static final String SETTING = "testcontainers.reuse.enable";

    private ReuseOfContainers() {}

    /** Turns it on. */
    public static ReuseOfContainers enabled() {
        set("true");
        return new ReuseOfContainers();
    }

    private static void set(String value) {
        TestcontainersConfiguration.getInstance().getUserProperties().setProperty(SETTING, value);
    }

    @Override
    public void close() {
        set("false");
    }
}
