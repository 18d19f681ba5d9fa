package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.internal.parse.Formats;
import io.github.structuredlogs.internal.text.PlainRecordText;
import io.github.structuredlogs.internal.text.RecordText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerState;

/** All captures of a run. Thread-safe. */
public final class Captures implements AutoCloseable {

    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final Supplier<Formats> formatSource;
    private final CaptureOptions options;
    private final Function<Capture, @Nullable RawSink> rawSinks;
    private final SpillFile memory;
    private final ArrivalSignal arrivalSignal = new ArrivalSignal();
    private final HoldTimer timer = new HoldTimer();
    private final List<CaptureListener> listeners = new CopyOnWriteArrayList<>();
    private final List<Capture> list = new CopyOnWriteArrayList<>();
    private final List<View> views = new CopyOnWriteArrayList<>();

    private final Object naming = new Object();
    private final Map<String, Capture> byId = new HashMap<>();
    private final Set<Capture> namedByField = new HashSet<>();
    private final Set<String> reports = new LinkedHashSet<>();

    private volatile @Nullable Formats formats;
    private volatile @Nullable Engine engine;
    private volatile long engineAhead;
    private final AtomicReference<@Nullable String> clock = new AtomicReference<>();

    public Captures(Formats formats, CaptureOptions options) {
        this(() -> formats, options, container -> null);
    }

    /** As the next one, with formats that are there. */
    public Captures(Formats formats, CaptureOptions options, Function<Capture, @Nullable RawSink> rawSinks) {
        this(() -> formats, options, rawSinks);
    }

    /**
     * Creates an empty collection of captures.
     *
     * @param formats what records are recognised by, asked for once, when there is a container
     * @param options the options for keeping records
     * @param rawSinks the sink for a container's output byte for byte, null for none
     */
    public Captures(Supplier<Formats> formats, CaptureOptions options, Function<Capture, @Nullable RawSink> rawSinks) {
        formatSource = formats;
        this.rawSinks = rawSinks;
        this.options = options;
        memory = new SpillFile(options.memoryLimit());
    }

    Formats formats() {
        Formats known = formats;
        if (known == null) {
            synchronized (formatSource) {
                known = formats;
                if (known == null) {
                    known = formatSource.get();
                    formats = known;
                }
            }
        }
        return known;
    }

    CaptureOptions options() {
        return options;
    }

    /** A user of the captures: a run. A test may start another run. */
    public interface View {
        /** Returns the text of records for failure messages. */
        RecordText text();

        /** Says whether this user sees a capture, so that no other one gets its name. */
        boolean shows(Capture capture);

        /** Whether a class that has not ended has a container in a field. */
        boolean holds(Capture capture);
    }

    public void addView(View view) {
        views.add(view);
    }

    public void removeView(View view) {
        views.remove(view);
    }

    /** {@return the text of records for the latest user} */
    RecordText text() {
        List<View> now = List.copyOf(views);
        return now.isEmpty()
                ? PlainRecordText.INSTANCE
                : now.get(now.size() - 1).text();
    }

    HoldTimer timer() {
        return timer;
    }

    SpillFile memory() {
        return memory;
    }

    // --- captures

    /** {@return the capture of a container; the same id gives the same capture} */
    public Capture open(ContainerIdentity identity) {
        Capture opened;
        synchronized (naming) {
            Capture known = byId.get(identity.id());
            if (known != null) {
                return known;
            }
            opened = new Capture(this, identity, free(identity.name(), null));
            opened.writer().raw().to(rawSinks.apply(opened));
            byId.put(identity.id(), opened);
            list.add(opened);
        }
        changed();
        return opened;
    }

    /**
     * Gives a capture the name of the field that holds its container. Another that is called so gets a number, unless a
     * class that has not ended has that one in a field; then this one does.
     */
    public void rename(Capture capture, String wanted) {
        synchronized (naming) {
            namedByField.add(capture);
            String now = capture.name();
            Capture holder = holder(wanted, capture);
            if (now.equals(wanted)) {
                return;
            }
            if (holder != null && !isHeld(holder)) {
                capture.name(wanted);
                holder.name(free(wanted, holder));
            } else if (holder == null || !now.startsWith(wanted + '#')) {
                capture.name(free(wanted, capture));
            }
        }
        changed();
    }

    private @Nullable Capture holder(String name, Capture but) {
        return list.stream()
                .filter(each -> each != but && each.name().equals(name) && isTaking(each))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns a free name for a container. A name is free again when its container is gone and nobody sees it any more.
     */
    private String free(String wanted, @Nullable Capture of) {
        // One lookup is enough, however many have the same name.
        Set<String> taken = list.stream()
                .filter(each -> each != of && each.name().startsWith(wanted))
                .filter(this::isTaking)
                .map(Capture::name)
                .collect(Collectors.toSet());
        String name = wanted;
        for (int number = 2; taken.contains(name); number++) {
            name = wanted + '#' + number;
        }
        return name;
    }

    private boolean isTaking(Capture capture) {
        return capture.status().phase() != ContainerStatus.Phase.REMOVED || isShown(capture);
    }

    private boolean isHeld(Capture capture) {
        return namedByField.contains(capture)
                && (views.isEmpty() || views.stream().anyMatch(view -> view.holds(capture)));
    }

    private boolean isShown(Capture capture) {
        return views.isEmpty() || views.stream().anyMatch(view -> view.shows(capture));
    }

    /** {@return the captures in order of start; a copy} */
    public List<Capture> list() {
        return List.copyOf(list);
    }

    /** {@return the capture of the container with that id, null if there is none} */
    public @Nullable Capture withId(String containerId) {
        synchronized (naming) {
            return byId.get(containerId);
        }
    }

    /**
     * {@return the captures of a container object in order of start; empty if it was never started or is not captured,
     * several after several attempts to start it}
     */
    public List<Capture> of(ContainerState container) {
        Engine asked = engine;
        List<String> ids = new ArrayList<>();
        if (asked != null) {
            ids.addAll(asked.idsOf(container));
        }
        String id = container.getContainerId();
        if (id != null && !ids.contains(id)) {
            ids.add(id);
        }
        List<Capture> found = new ArrayList<>();
        for (String each : ids) {
            Capture capture = withId(each);
            if (capture != null) {
                found.add(capture);
            }
        }
        return found;
    }

    // --- arrivals

    public ArrivalSignal arrivalSignal() {
        return arrivalSignal;
    }

    /** Adds a listener, which receives earlier reports at once. */
    public void addListener(CaptureListener listener) {
        List<String> before;
        synchronized (reports) {
            listeners.add(listener);
            before = List.copyOf(reports);
        }
        before.forEach(listener::report);
    }

    public void removeListener(CaptureListener listener) {
        listeners.remove(listener);
    }

    void published(Capture capture, long first, long end) {
        for (CaptureListener listener : listeners) {
            try {
                listener.published(capture, first, end);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                failed(listener, e);
            }
        }
        arrivalSignal.signal();
        IOException full = memory.failure();
        if (full != null) {
            report(
                    "",
                    "Records beyond the memory limit cannot be written to a file and stay in memory; make room in "
                            + System.getProperty("java.io.tmpdir") + " or raise structuredlogs.memory.limit: " + full);
        }
    }

    void happened(Capture capture, LifecycleEvent event) {
        for (CaptureListener listener : listeners) {
            try {
                listener.lifecycle(capture, event);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                failed(listener, e);
            }
        }
        arrivalSignal.signal();
    }

    void changed() {
        arrivalSignal.signal();
    }

    void running(Capture capture) {
        for (CaptureListener listener : listeners) {
            try {
                listener.running(capture);
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                failed(listener, e);
            }
        }
    }

    private void failed(CaptureListener listener, Throwable failure) {
        report("", listener.getClass().getSimpleName() + " failed and missed records: " + failure);
    }

    /**
     * Reports something about the extension itself to the person who runs the tests, once.
     *
     * @param container the name of the container concerned, empty for none
     * @param message what happened and what to do
     */
    public void report(String container, String message) {
        String text = container.isEmpty() ? message : container + ": " + message;
        synchronized (reports) {
            if (!reports.add(text)) {
                return;
            }
        }
        for (CaptureListener listener : listeners) {
            try {
                listener.report(text);
            } catch (RuntimeException | LinkageError e) {
                // This listener failed; the others are still called.
            }
        }
    }

    /** {@return the reports so far} */
    public List<String> reports() {
        synchronized (reports) {
            return List.copyOf(reports);
        }
    }

    // --- the engine

    public void engine(Engine now) {
        engine = now;
    }

    /** Brings captures up to what the engine has now. Without an engine it does nothing. */
    public SyncOutcome sync(Collection<Capture> of, Duration bound) {
        Engine asked = engine;
        return asked == null ? SyncOutcome.UP_TO_DATE : asked.sync(of, bound);
    }

    /** Starts measuring the memory and processor time of these containers. */
    public void measure(Collection<Capture> of) {
        Engine asked = engine;
        if (asked != null) {
            asked.measure(of);
        }
    }

    /** Stops measuring, except for captures that are still wanted. */
    public void measureOnly(Predicate<Capture> wanted) {
        Engine asked = engine;
        if (asked != null) {
            asked.measureOnly(wanted);
        }
    }

    /**
     * Measures these containers once, now, and waits for the result up to a time limit.
     *
     * @return those for which there is no result
     */
    public List<Capture> measureNow(Collection<Capture> of, Duration bound) {
        Engine asked = engine;
        return asked == null ? List.of() : asked.measureNow(of, bound);
    }

    /** Waits for a moment for what these containers are about to send by OTLP, and says which of them never did. */
    public void awaitExports(Collection<Capture> of) {
        Engine asked = engine;
        if (asked != null) {
            asked.awaitExports(of);
        }
    }

    /** {@return the names of containers that were seen and are not captured} */
    public List<String> notCaptured() {
        Engine asked = engine;
        return asked == null ? List.of() : asked.notCaptured();
    }

    // --- time

    /**
     * Sets the difference between the engine's clock and this JVM's. Records, starts and ends have the engine's times;
     * tests have this JVM's.
     *
     * @param ahead the difference, negative if the engine's clock is behind
     */
    public void engineClockIsAheadBy(Duration ahead) {
        engineAhead = ahead.toNanos();
    }

    /**
     * Notes that a clock was set, so that times before and after it cannot be compared; it is reported once.
     *
     * @param how which clock, and by how much
     */
    public void clockWasSet(String how) {
        if (clock.compareAndSet(null, how)) {
            report("", "It is not known any more which records belong to which test, because " + how + ".");
        }
    }

    /** {@return which clock was set, in words; null if none was} */
    public @Nullable String clockChange() {
        return clock.get();
    }

    /** {@return an engine's time, in nanoseconds since the epoch, by this JVM's clock} */
    public long byOwnClock(long engineNanos) {
        return engineNanos - engineAhead;
    }

    /** {@return an engine's time by this JVM's clock} */
    public Instant byOwnClock(Instant engineTime) {
        return engineTime.minusNanos(engineAhead);
    }

    /** {@return a time of this JVM by the engine's clock} */
    public Instant byEngineClock(Instant time) {
        return time.plusNanos(engineAhead);
    }

    /** Publishes the text that is kept, and releases the file and the thread. Records cannot be read afterwards. */
    @Override
    public void close() {
        // An interrupt must not prevent publishing the rest, or removing the file.
        boolean interrupted = Thread.interrupted();
        timer.stop();
        try {
            for (Capture capture : list) {
                if (!capture.writer().flush(CLOSING)) {
                    report(
                            capture.name(),
                            "a line of its output has been read for more than " + CLOSING.toSeconds()
                                    + " s; what came after it is lost (does a log format of your own never return?)");
                }
            }
            timer.awaitEnd();
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            closeMemory();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeMemory() {
        try {
            memory.close();
        } catch (IOException e) {
            report("", "The file with the records beyond the memory limit could not be closed: " + e);
        }
    }
}
