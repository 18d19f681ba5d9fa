package io.github.structuredlogs.internal.viewer.live;

import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.Redaction;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Captures that pages show while they come in. */
public final class LiveView implements AutoCloseable {
    private final LiveFeed feed;
    private final LiveServer server;

    private LiveView(LiveFeed feed, LiveServer server) {
        this.feed = feed;
        this.server = server;
    }

    /**
     * Begins to serve.
     *
     * @param name what the reader calls what is watched
     * @param captures what is shown; its records are let go of when they have been read
     * @param tests the tests that are shown beside
     * @param redaction what is hidden
     * @param port the port, 0 for any that is free
     * @param token what the address holds so that nobody guesses it, null for a new one
     * @throws IOException if the port cannot be had
     * @throws NoClassDefFoundError if this JVM lacks the module {@code jdk.httpserver}
     */
    public static LiveView start(
            String name, Captures captures, LiveTests tests, Redaction redaction, int port, @Nullable String token)
            throws IOException {
        LiveFeed feed = new LiveFeed(captures, tests, redaction);
        Instant start = Instant.now();
        Map<String, String> versions = Map.of("Java", System.getProperty("java.version", "unknown"));
        try {
            return new LiveView(feed, LiveServer.start(feed, () -> feed.page(name, start, versions), port, token));
        } catch (IOException | RuntimeException | Error e) {
            feed.close();
            throw e;
        }
    }

    /** {@return where the page is} */
    public URI address() {
        return server.address();
    }

    /** {@return how many pages are open, seen or hidden} */
    public int openPages() {
        return server.openPages();
    }

    /** {@return whether a browser has asked for something in the last time} */
    public boolean wasAskedWithin(Duration time) {
        return server.wasAskedWithin(time);
    }

    /** Hides more from now on. */
    public void alsoHide(Redaction more) {
        feed.alsoHide(more);
    }

    /** {@return how many records pages were told of so far} */
    long records() {
        return feed.journal().records();
    }

    /** Shows a finished report in the page's place. */
    public void finish(Path report) {
        server.finish(report);
    }

    /** Tells the pages that the tests are over and that there is no report. */
    public void over() {
        feed.tell("over");
    }

    @Override
    public void close() {
        feed.close();
        server.close();
    }
}
