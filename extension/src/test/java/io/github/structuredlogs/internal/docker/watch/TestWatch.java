package io.github.structuredlogs.internal.docker.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.structuredlogs.internal.docker.api.EngineConnection;
import io.github.structuredlogs.internal.docker.ours.ContainerFilter;
import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.CaptureOptions;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.Completeness;
import io.github.structuredlogs.internal.store.LifecycleEvent;
import io.github.structuredlogs.internal.store.RawSink;
import io.github.structuredlogs.internal.store.SyncOutcome;
import io.github.structuredlogs.testing.FaultProxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.containers.ContainerState;

/** A watch for each test, which must leave no thread; and how a test waits for what it is to capture. */
public final class TestWatch implements BeforeEachCallback, AfterEachCallback {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final @Nullable FaultProxy proxy;
    private Watch.Share share;

    private TestWatch(@Nullable FaultProxy proxy) {
        this.proxy = proxy;
    }

    /** Watches the engine that Testcontainers uses. */
    static TestWatch ofTheEngine() {
        return new TestWatch(null);
    }

    /** Watches the engine through a proxy, which is closed with it. */
    static TestWatch through(FaultProxy proxy) {
        return new TestWatch(proxy);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        open();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        close();
        if (proxy != null) {
            proxy.close();
        }
    }

    void open() {
        open(ContainerFilter.OURS, Duration.ofSeconds(10));
    }

    /**
     * Watches, as before each test.
     *
     * @param containerFilter which containers are captured
     * @param answer how long an engine behind a proxy may take to begin an answer
     */
    void open(ContainerFilter containerFilter, Duration answer) {
        open(containerFilter, answer, capture -> null);
    }

    /**
     * Watches, as before each test.
     *
     * @param rawSinks where the output of a container goes byte for byte as well
     */
    void open(ContainerFilter containerFilter, Duration answer, Function<Capture, @Nullable RawSink> rawSinks) {
        Captures own = new Captures(Formats.builtIn(), CaptureOptions.defaults(), rawSinks);
        share = proxy == null
                ? Watch.share(() -> own, containerFilter)
                : Watch.share(
                        () -> own,
                        containerFilter,
                        threads -> new EngineConnection(proxy.uri(), null, threads, answer));
        assertThat(share.captures())
                .as("what the watch captures into; another one, begun before in this JVM, would not look through"
                        + " the proxy")
                .isSameAs(own);
    }

    void close() {
        share.close();
        assertThat(threads()).as("threads that are left").isEmpty();
    }

    /** {@return the names of the capture's threads} */
    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("structured-logs"))
                .toList();
    }

    Watch.Share share() {
        return share;
    }

    Captures captures() {
        return share.captures();
    }

    /** {@return the only capture of a container's object} */
    Capture captureOf(ContainerState container) {
        List<Capture> captures = captures().of(container);
        assertThat(captures).as("captures of %s", container.getContainerId()).hasSize(1);
        return captures.get(0);
    }

    SyncOutcome sync(Capture capture) {
        return captures().sync(List.of(capture), LONGEST);
    }

    /** Waits until a capture has ended, and knows whether it is complete. */
    Completeness awaitEnd(Capture capture) {
        await(capture::hasEnded);
        return capture.completeness();
    }

    /** Waits for something that a capture may bring about. */
    void await(BooleanSupplier condition) {
        try {
            await(captures(), LONGEST, condition);
        } catch (AssertionError e) {
            throw proxy == null ? e : new AssertionError(e.getMessage() + proxy.requests(), e);
        }
    }

    /** As {@link #await(BooleanSupplier)}, for another watch's captures and another time. */
    static void await(Captures captures, Duration longest, BooleanSupplier condition) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            long seen = captures.arrivalSignal().seen();
            if (condition.getAsBoolean()) {
                return;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("nothing came of it within " + longest + ": "
                        + captures.list()
                        + captures.reports()
                        + captures.list().stream().map(Capture::lifecycle).toList());
            }
            try {
                // Not everything that a test waits for arrives in a capture.
                captures.arrivalSignal().await(seen, Duration.ofNanos(Math.min(left, LOOK_AGAIN.toNanos())));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** {@return the lines that were captured} */
    static List<String> texts(Capture capture) {
        return IntStream.range(0, (int) capture.size())
                .mapToObj(index -> capture.record(index).raw())
                .toList();
    }

    /** {@return what happened to the container, in order} */
    public static List<LifecycleEvent.LifecycleKind> kinds(Capture capture) {
        return capture.lifecycle().stream().map(LifecycleEvent::kind).toList();
    }
}
