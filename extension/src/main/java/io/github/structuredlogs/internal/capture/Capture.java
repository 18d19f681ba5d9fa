package io.github.structuredlogs.internal.capture;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.ParsedRecord;
import io.github.structuredlogs.internal.parse.RecordContent;
import io.github.structuredlogs.internal.parse.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The logs of one container, from its first byte, over restarts, to its end.
 *
 * <p>Any thread reads, without a lock. The thread that follows the container's output writes.
 */
public final class Capture {

    /** The value of a time that a record does not have. */
    public static final long NO_TIME = RecordStore.NO_TIME;

    private static final byte[] NEWLINE = {'\n'};

    private final Captures captures;
    private final ContainerIdentity identity;
    private final RecordStore store;
    private final Precision precision = new Precision();
    private final RecordReader out;
    private final RecordReader err;
    private final List<LifecycleEvent> lifecycle = new CopyOnWriteArrayList<>();

    private final ReentrantLock writing = new ReentrantLock();
    private long published;
    private boolean flushPlanned;
    private long lastOut;
    private long lastErr;

    private volatile String name;
    private volatile ContainerStatus status = ContainerStatus.created();
    private volatile Completeness completeness = Completeness.OPEN;
    private volatile boolean ended;
    private volatile @Nullable RawSink rawSink;

    Capture(Captures captures, ContainerIdentity identity, String name) {
        this.captures = captures;
        this.identity = identity;
        this.name = name;
        store = new RecordStore(captures.memory());
        out = new RecordReader(captures.formats(), record -> store(record, LogStream.STDOUT));
        err = new RecordReader(captures.formats(), record -> store(record, LogStream.STDERR));
    }

    // --- identity and state

    /** {@return the name under which the container is shown, told apart from others of its kind} */
    public String name() {
        return name;
    }

    void name(String now) {
        name = now;
    }

    public String containerId() {
        return identity.id();
    }

    public String image() {
        return identity.image();
    }

    public Map<String, String> labels() {
        return identity.labels();
    }

    public ContainerIdentity identity() {
        return identity;
    }

    public ContainerStatus status() {
        return status;
    }

    public Completeness completeness() {
        return completeness;
    }

    /** Whether the container has ended and its log has been read as far as it can be; something may be missing before that. */
    public boolean hasEnded() {
        return ended;
    }

    /** {@return what happened to the container so far, in order} */
    public List<LifecycleEvent> lifecycle() {
        return List.copyOf(lifecycle);
    }

    // --- reading

    /** {@return how many records have been captured; they are numbered from 0 in order of arrival} */
    public long size() {
        return store.size();
    }

    /** {@return a time of the container's or its engine's, in nanoseconds since the epoch, by this JVM's clock} */
    long byOwnClock(long nanos) {
        return captures.byOwnClock(nanos);
    }

    /** {@return how many bytes these records have} */
    public long rawBytes() {
        return store.rawBytes();
    }

    /**
     * One record.
     *
     * @throws IndexOutOfBoundsException if it has not been captured
     */
    public LogRecord record(long index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("record " + index + " of " + size() + " of " + name);
        }
        return new StoredRecord(this, index);
    }

    /** {@return how many records have this level, or none if it is null} */
    public long count(@Nullable LogLevel level) {
        return store.count(level);
    }

    public @Nullable LogLevel level(long index) {
        return store.level(index);
    }

    /** {@return when the engine received it, in nanoseconds since the epoch, or {@link #NO_TIME}} */
    public long observedNanos(long index) {
        return store.observedNanos(index);
    }

    /** {@return the record's own time in nanoseconds since the epoch, or {@link #NO_TIME}} */
    public long timestampNanos(long index) {
        return store.timestampNanos(index);
    }

    /** {@return the unit to which the record's logger cuts its times off, in nanoseconds, as far as it is known} */
    long precisionNanos(long index) {
        return precision.unit(store.format(index));
    }

    public @Nullable String logger(long index) {
        return store.keepsLogger(index) ? store.logger(index) : decode(index).logger();
    }

    public @Nullable String trace(long index) {
        if (store.hasHexTrace(index)) {
            return hex(store.traceHigh(index)) + hex(store.traceLow(index));
        }
        return store.hasTextTrace(index) ? decode(index).traceId() : null;
    }

    /** Whether the record carries this W3C trace id, given as its two halves. */
    public boolean hasTrace(long index, long high, long low) {
        return store.traceLow(index) == low && store.traceHigh(index) == high && store.hasHexTrace(index);
    }

    private static String hex(long half) {
        String digits = Long.toHexString(half);
        return "0".repeat(16 - digits.length()) + digits;
    }

    public LogStream stream(long index) {
        return store.stream(index);
    }

    /** {@return the name of the record's format} */
    public String format(long index) {
        return captures.formats().name(store.format(index));
    }

    /** {@return a copy of the bytes that the container wrote} */
    public byte[] raw(long index) {
        return store.raw(index);
    }

    public int rawLength(long index) {
        return store.rawLength(index);
    }

    /** {@return every value of a record, decoded now} */
    public RecordContent decode(long index) {
        return captures.formats().decode(store.raw(index), store.format(index), store.part(index));
    }

    /** {@return how its records are shown in failure messages} */
    RecordText text() {
        return captures.text();
    }

    // --- writing

    /** Takes the lines from one on and before another one; their bytes may be reused after the call. */
    public void lines(LineBatch lines, int from, int to) {
        writing.lock();
        try {
            long now = System.nanoTime();
            // A user's format may never return from a line: what is before it can be seen meanwhile.
            boolean oneByOne = captures.formats().hasOwn();
            for (int line = from; line < to; line++) {
                try {
                    read(lines, line, now);
                } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                    unreadable(lines, line, e);
                }
                if (oneByOne) {
                    publish();
                }
            }
            publish();
            if (!flushPlanned && (out.holds() || err.holds())) {
                flushPlanned = true;
                captures.later(this::flushWhenQuiet, captures.options().hold().toNanos());
            }
        } finally {
            writing.unlock();
        }
    }

    private void read(LineBatch lines, int line, long now) {
        LogStream stream = lines.stream(line);
        RawSink raw = rawSink;
        if (raw != null) {
            tee(raw, lines, line);
        }
        RecordReader reader;
        if (stream == LogStream.STDERR) {
            reader = err;
            lastErr = now;
        } else {
            reader = out;
            lastOut = now;
        }
        reader.line(lines.buffer(line), lines.offset(line), lines.length(line), lines.time(line));
    }

    private void unreadable(LineBatch lines, int line, Throwable failure) {
        publish();
        Instant time = StoredRecord.instant(lines.time(line));
        lost(Loss.of(time, time, lines.length(line), "reading it failed: " + failure));
        captures.report(name, "a line could not be read: " + failure);
    }

    private void tee(RawSink raw, LineBatch lines, int line) {
        LogStream stream = lines.stream(line);
        try {
            raw.write(stream, lines.buffer(line), lines.offset(line), lines.length(line));
            if (lines.isTerminated(line)) {
                raw.write(stream, NEWLINE, 0, 1);
            }
        } catch (RuntimeException e) {
            rawSink = null;
            captures.report(name, "its raw output is not written to a file any more: " + e);
        }
    }

    private void store(ParsedRecord record, LogStream stream) {
        precision.learn(record.format(), record.timestampNanos());
        store.append(record, stream);
    }

    private void publish() {
        long first = published;
        published = store.size();
        if (published > first) {
            captures.published(this, first, published);
        }
    }

    private void flushWhenQuiet() {
        if (!writing.tryLock()) {
            // Lines are arriving, so it is not quiet.
            captures.later(this::flushWhenQuiet, captures.options().hold().toNanos());
            return;
        }
        try {
            flushPlanned = false;
            long left = publishQuiet();
            if (left != Long.MAX_VALUE) {
                flushPlanned = true;
                captures.later(this::flushWhenQuiet, left);
            }
        } finally {
            writing.unlock();
        }
    }

    /**
     * Waits for text that is here and held back because it might go on; what comes next sends it on its way as well. It is
     * published at the latest when it has been held for long enough, whether or not the timer has its turn.
     */
    public void awaitHeld() throws InterruptedException {
        long before = size();
        long begun = System.nanoTime();
        long bound = 2 * captures.options().hold().toNanos();
        while (true) {
            long seen = captures.arrivals().seen();
            if (!holds() || size() > before + 1) {
                return;
            }
            long left = bound - (System.nanoTime() - begun);
            if (left <= 0 || !captures.arrivals().await(seen, Duration.ofNanos(left))) {
                flushWhatIsDue();
                return;
            }
        }
    }

    private void flushWhatIsDue() {
        // If lines arrive meanwhile, they publish it.
        if (writing.tryLock()) {
            try {
                publishQuiet();
            } finally {
                writing.unlock();
            }
        }
    }

    private long publishQuiet() {
        long left = Math.min(flushIfQuiet(out, lastOut), flushIfQuiet(err, lastErr));
        publish();
        return left;
    }

    /** Whether text is held back because it might go on, or is just being read. */
    private boolean holds() {
        if (!writing.tryLock()) {
            return true;
        }
        try {
            return out.holds() || err.holds();
        } finally {
            writing.unlock();
        }
    }

    /** One stream's quiet is its own: the other may write all the time. Returns how long is left, if anything is held. */
    private long flushIfQuiet(RecordReader reader, long last) {
        long left = captures.options().hold().toNanos() - (System.nanoTime() - last);
        if (reader.holds() && left <= 0) {
            reader.flush();
        }
        return reader.holds() ? left : Long.MAX_VALUE;
    }

    /** Publishes text that was held back because it might go on. */
    public void flush() {
        writing.lock();
        try {
            publishHeld();
        } finally {
            writing.unlock();
        }
    }

    /**
     * As {@link #flush}, unless a line is being read for longer than a while: a user's format or a listener may never
     * return.
     *
     * @return whether it was done
     */
    boolean flush(Duration longest) throws InterruptedException {
        if (!writing.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            publishHeld();
            return true;
        } finally {
            writing.unlock();
        }
    }

    private void publishHeld() {
        out.flush();
        err.flush();
        publish();
    }

    /** Marks that something happened to the container. */
    public void event(LifecycleEvent.Kind kind, Instant at, String words) {
        event(new LifecycleEvent(kind, at, words, 0));
    }

    /**
     * The container's process has ended.
     *
     * @param at when, by the engine's clock
     * @param how its status at that time
     */
    public void exited(Instant at, ContainerStatus how) {
        event(new LifecycleEvent(LifecycleEvent.Kind.EXITED, at, how.describeEnd(), 0, how.isCrash()));
    }

    private void event(LifecycleEvent happened) {
        writing.lock();
        try {
            LifecycleEvent event = happened.withBefore(
                    happened.kind() == LifecycleEvent.Kind.RESTARTED ? sizeAtTheEndBefore() : store.size());
            lifecycle.add(event);
            captures.happened(this, event);
        } finally {
            writing.unlock();
        }
    }

    /**
     * How many records there were when the container ended last. It may have started again, and logged, before anybody saw
     * it end: those records belong behind both marks.
     */
    private long sizeAtTheEndBefore() {
        for (int i = lifecycle.size() - 1; i >= 0; i--) {
            LifecycleEvent last = lifecycle.get(i);
            if (last.kind() == LifecycleEvent.Kind.RESTARTED) {
                break;
            }
            if (last.kind() == LifecycleEvent.Kind.EXITED) {
                long before = last.before();
                while (before > 0 && wasObservedAfter(last.at(), before - 1)) {
                    before--;
                }
                lifecycle.set(i, last.withBefore(before));
                return before;
            }
        }
        return store.size();
    }

    private boolean wasObservedAfter(Instant at, long index) {
        long observed = store.observedNanos(index);
        return observed != NO_TIME && Instant.ofEpochSecond(0, observed).isAfter(at);
    }

    public void status(ContainerStatus now) {
        status = now;
        captures.changed();
    }

    /** The container may log again: it was started once more. */
    public void reopen() {
        writing.lock();
        try {
            ended = false;
            if (completeness.state() == Completeness.State.COMPLETE) {
                completeness = Completeness.OPEN;
            }
        } finally {
            writing.unlock();
        }
    }

    /** The container has ended, and everything that the engine had of it is here. */
    public void complete() {
        writing.lock();
        try {
            flush();
            if (completeness.state() == Completeness.State.OPEN) {
                completeness = Completeness.COMPLETE;
            }
            ended = true;
        } finally {
            writing.unlock();
        }
        captures.changed();
    }

    /** The capture cannot show that it has everything. */
    public void incomplete(String reason) {
        writing.lock();
        try {
            flush();
            completeness = new Completeness(Completeness.State.INCOMPLETE, reason, completeness.losses());
            ended = true;
            event(LifecycleEvent.Kind.INCOMPLETE, Instant.now(), "capture incomplete: " + reason);
        } finally {
            writing.unlock();
        }
    }

    /** Something is missing, or may be. */
    public void lost(Loss loss) {
        writing.lock();
        try {
            Completeness before = completeness;
            List<Loss> losses = new ArrayList<>(before.losses());
            losses.add(loss);
            completeness = new Completeness(
                    Completeness.State.INCOMPLETE, before.reason() == null ? loss.reason() : before.reason(), losses);
            event(LifecycleEvent.Kind.LOST, Instant.now(), loss.describe());
        } finally {
            writing.unlock();
        }
    }

    /** Sends the bytes of the lines that are captured from now on to a sink as well, or, with null, no longer. */
    public void rawSink(@Nullable RawSink sink) {
        writing.lock();
        try {
            rawSink = sink;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public String toString() {
        return name + " (" + identity.image() + ", " + status.describe() + ", " + size() + " records)";
    }
}
