package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.internal.parse.ParsedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The conversion of one container's lines into records. Complete records are published together. Text that may continue
 * is kept until a line shows that it does not, or until its stream was quiet for a while.
 *
 * <p>The thread that follows the container's output adds the lines. Text that was kept for long enough is published by
 * whoever notices it: that thread, a timer, or a waiting test.
 */
public final class ContainerIntake {

    /** How long to wait for another thread that reads lines. */
    private static final Duration MAX_READ = Duration.ofSeconds(2);

    private final Captures captures;
    private final Capture capture;
    private final RecordStore store;
    private final Precision precision;
    private final StreamReader out;
    private final StreamReader err;
    private final RawTee raw;
    private final long hold;

    private final ReentrantLock writing;
    private long published;
    private long telemetryChanges;
    private boolean isFullTold;
    private boolean flushPlanned;

    ContainerIntake(Captures captures, Capture capture, RecordStore store, Precision precision, ReentrantLock writing) {
        this.captures = captures;
        this.capture = capture;
        this.store = store;
        this.precision = precision;
        this.writing = writing;
        hold = TimeUnit.NANOSECONDS.convert(captures.options().hold());
        out = new StreamReader(captures.formats(), record -> append(record, LogStream.STDOUT), capture.telemetry());
        err = new StreamReader(captures.formats(), record -> append(record, LogStream.STDERR), capture.telemetry());
        raw = new RawTee(captures, capture);
    }

    /** {@return the copy of the raw bytes of the lines} */
    RawTee raw() {
        return raw;
    }

    /** Adds the lines from one index up to another one; their bytes may be reused after the call. */
    public void lines(LineBatch lines, int from, int to) {
        writing.lock();
        try {
            long now = System.nanoTime();
            // A user's format may never return from a line, so the records before it are published first.
            boolean oneByOne = captures.formats().hasOwn();
            for (int line = from; line < to; line++) {
                try {
                    raw.line(lines, line);
                    (lines.stream(line) == LogStream.STDERR ? err : out).line(lines, line, now);
                } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                    unreadable(lines, line, e);
                }
                if (oneByOne) {
                    publish();
                }
            }
            publish();
            if (!flushPlanned && holds()) {
                planFlush(hold);
            }
        } finally {
            writing.unlock();
        }
    }

    private void unreadable(LineBatch lines, int line, Throwable failure) {
        publish();
        Instant time = StoredRecord.instant(lines.time(line));
        capture.lost(Loss.of(time, time, lines.length(line), "reading it failed: " + failure));
        captures.report(capture.name(), "a line could not be read: " + failure);
    }

    private void append(ParsedRecord record, LogStream stream) {
        if (captures.memory().isFull()) {
            notKept(record);
            return;
        }
        precision.learn(record.format(), record.timestampNanos());
        store.append(record, stream);
    }

    private void notKept(ParsedRecord record) {
        if (!isFullTold) {
            isFullTold = true;
            Instant first = StoredRecord.instant(record.observedNanos());
            capture.lost(Loss.of(
                    first, null, -1, "neither memory nor the file beyond the memory limit has room for more records"));
        }
    }

    private void publish() {
        long first = published;
        published = store.size();
        if (published > first) {
            captures.published(capture, first, published);
        }
        long changes = capture.telemetry().changes();
        if (changes > telemetryChanges) {
            telemetryChanges = changes;
            capture.tellOfTelemetry();
        }
    }

    private boolean holds() {
        return out.holds() || err.holds();
    }

    private void planFlush(long nanos) {
        flushPlanned = true;
        captures.timer().later(this::flushWhenQuiet, nanos);
    }

    private void flushWhenQuiet() {
        if (!writing.tryLock()) {
            // Lines are arriving, so the stream is not quiet.
            captures.timer().later(this::flushWhenQuiet, hold);
            return;
        }
        try {
            flushPlanned = false;
            long left = publishQuiet();
            if (left != StreamReader.NOTHING_HELD) {
                planFlush(left);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Publishes text that was kept for long enough. {@return how long the rest must be kept} */
    private long publishQuiet() {
        long left = Math.min(out.flushIfQuiet(hold), err.flushIfQuiet(hold));
        publish();
        return left;
    }

    /**
     * Waits for text that is kept because it may continue. The next line publishes it as well. It is published at the
     * latest after the hold time, also if the timer did not run.
     *
     * @return true if the text is published; false if another thread has read lines for too long, so that some may be kept
     */
    public boolean awaitHeld() throws InterruptedException {
        long before = store.size();
        long begun = System.nanoTime();
        long bound = 2 * hold;
        while (true) {
            long seen = captures.arrivalSignal().seen();
            if (!holdsOrReads() || store.size() > before + 1) {
                return true;
            }
            long left = bound - (System.nanoTime() - begun);
            if (left <= 0 || !captures.arrivalSignal().await(seen, Duration.ofNanos(left))) {
                return flushWhatIsDue();
            }
        }
    }

    /** Says whether text is kept because it may continue, or a line is being read. */
    private boolean holdsOrReads() {
        if (!writing.tryLock()) {
            return true;
        }
        try {
            return holds();
        } finally {
            writing.unlock();
        }
    }

    /** Whoever has the lock may be about to publish it. A user's format may never return, so that is not awaited for ever. */
    private boolean flushWhatIsDue() throws InterruptedException {
        if (!writing.tryLock(MAX_READ.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            publishQuiet();
            return true;
        } finally {
            writing.unlock();
        }
    }

    /** Publishes text that is kept because it may continue. */
    public void flush() {
        writing.lock();
        try {
            publishHeld();
        } finally {
            writing.unlock();
        }
    }

    /**
     * Publishes like {@link #flush}, unless a line is being read for longer than a limit: a user's format or a listener
     * may never return.
     *
     * @return whether the text was published
     */
    public boolean flush(Duration longest) throws InterruptedException {
        if (!writing.tryLock(TimeUnit.NANOSECONDS.convert(longest), TimeUnit.NANOSECONDS)) {
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
}
