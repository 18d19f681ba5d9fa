package io.github.structuredlogs.internal.store;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.LogStream;
import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.internal.condition.ByteFilter;
import io.github.structuredlogs.internal.condition.RecordColumns;
import io.github.structuredlogs.internal.otlp.OtlpBatch;
import io.github.structuredlogs.internal.otlp.Rejection;
import io.github.structuredlogs.internal.parse.RecordContent;
import io.github.structuredlogs.internal.parse.values.TraceId;
import io.github.structuredlogs.internal.text.RecordText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The logs of one container, from its first byte, over restarts, to its end.
 *
 * <p>Any thread reads, without a lock. The thread that follows the container's output writes its records with a {@link
 * ContainerIntake}, and reports its events.
 */
public final class Capture implements RecordColumns {

    /** Of two days, one a second. */
    private static final int MAX_SAMPLES = 172_800;

    private final Captures captures;

    private final ContainerIdentity identity;
    private final RecordStore store;
    private final Precision precision = new Precision();
    private final Lifecycle lifecycle;
    private volatile Stops stops = new Stops();
    private final Telemetry telemetry = new Telemetry(this::name);
    private final Series<StatsSample> stats = new Series<>();
    /** Records and events are written one after the other, so that each event has its place among the records. */
    private final ReentrantLock writing = new ReentrantLock();

    private final ContainerIntake writer;
    private RecordStore.Forgotten forgotten = RecordStore.Forgotten.NOTHING;

    private volatile String name;
    private volatile ContainerStatus status = ContainerStatus.created();
    private volatile Completeness completeness = Completeness.OPEN;
    private volatile boolean ended;
    /** Why nobody reads the log; null while somebody does, or has read it to its end. */
    private volatile @Nullable Unread unread;

    private final List<String> unproven = new CopyOnWriteArrayList<>();

    private record Unread(CaptureKnowledge.Standing standing, String why) {}

    private volatile @Nullable String imageDigest;

    Capture(Captures captures, ContainerIdentity identity, String name) {
        this.captures = captures;
        this.identity = identity;
        this.name = name;
        store = new RecordStore(captures.memory());
        lifecycle = new Lifecycle(store);
        writer = new ContainerIntake(captures, this, store, precision, writing);
    }

    /** {@return the writer of its records} */
    public ContainerIntake writer() {
        return writer;
    }

    // --- identity and state

    /** {@return the name under which the container is shown, with a number if several have the same} */
    @Override
    public String name() {
        return name;
    }

    public void name(String now) {
        name = now;
    }

    public String containerId() {
        return identity.id();
    }

    @Override
    public String image() {
        return identity.image();
    }

    /** {@return the digest of the image that it runs; its image's name if that is not known} */
    public String imageDigest() {
        String digest = imageDigest;
        return digest == null ? identity.image() : digest;
    }

    /** Notes the digest of the image that it runs. */
    public void imageDigest(String digest) {
        imageDigest = digest;
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

    /**
     * Says whether the container has ended and its log was read as far as possible; before that, something may be
     * missing.
     */
    public boolean hasEnded() {
        return ended;
    }

    /** {@return the current knowledge about it, which decides what an assertion may conclude} */
    public CaptureKnowledge knowledge() {
        Unread now = unread;
        CaptureKnowledge.Standing standing = now != null
                ? now.standing()
                : ended ? CaptureKnowledge.Standing.ENDED : CaptureKnowledge.Standing.FOLLOWED;
        List<Loss> losses = completeness.losses().stream()
                .map(loss -> loss.shifted(captures::byOwnClock))
                .toList();
        return new CaptureKnowledge(standing, now == null ? null : now.why(), losses, unproven);
    }

    /** {@return the container's events so far, in order} */
    public List<LifecycleEvent> lifecycle() {
        return lifecycle.events();
    }

    /** {@return the spans and measurements that the container has written to its log} */
    public Telemetry telemetry() {
        return telemetry;
    }

    /**
     * Takes what the container has sent by OTLP.
     *
     * @param batch what it holds
     * @param length how many bytes the request has
     */
    public void received(OtlpBatch batch, int length) {
        telemetry.received(batch, length, StoredRecord.nanos(captures.byEngineClock(Instant.now())));
        tellOfTelemetry();
    }

    /** The container has sent something by OTLP that could not be taken. */
    public void refused(Rejection reason) {
        telemetry.refused(reason, StoredRecord.nanos(captures.byEngineClock(Instant.now())));
        tellOfTelemetry();
    }

    /** Says once for each reason that something is not captured; the index of the files has the numbers. */
    void tellOfTelemetry() {
        for (Rejection reason : telemetry.rejections().keySet()) {
            captures.report(name, "not captured: " + reason.words() + " (index.json counts them)");
        }
        captures.changed();
    }

    /** Notes what the container used at a time. */
    public void measured(StatsSample sample) {
        synchronized (stats) {
            if (stats.size() < MAX_SAMPLES) {
                Instant time = sample.time();
                stats.add(sample, time.getEpochSecond() * 1_000_000_000L + time.getNano());
            }
        }
    }

    /** {@return the samples of the container, about one a second while tests run that can see it} */
    public Series<StatsSample> stats() {
        return stats;
    }

    // --- reading

    /** {@return the number of captured records, which are numbered from 0 in order of arrival} */
    public long size() {
        return store.size();
    }

    /** {@return when the container was created, by this JVM's clock; null if the engine did not say} */
    public @Nullable Instant created() {
        Instant created = identity.created();
        return created == null ? null : captures.byOwnClock(created);
    }

    /** {@return a time of the container or its engine, in nanoseconds since the epoch, by this JVM's clock} */
    @Override
    public long byOwnClock(long nanos) {
        return captures.byOwnClock(nanos);
    }

    /** {@return a time of the container or its engine, by this JVM's clock} */
    public Instant byOwnClock(Instant time) {
        return captures.byOwnClock(time);
    }

    /** {@return the number of bytes of these records} */
    public long rawBytes() {
        return store.rawBytes();
    }

    /**
     * Returns one record.
     *
     * @throws IndexOutOfBoundsException if it has not been captured
     */
    public LogRecord record(long index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("record " + index + " of " + size() + " of " + name);
        }
        return new StoredRecord(this, index);
    }

    /**
     * Lets go of records that nobody will read any more, so that whoever only passes them on holds none. One thread at a
     * time calls it.
     *
     * @param before the first that is kept
     */
    public void forget(long before) {
        writing.lock();
        try {
            forgotten = store.forget(before, forgotten);
        } finally {
            writing.unlock();
        }
    }

    /** {@return how many records have this level, or none if it is null} */
    public long count(@Nullable LogLevel level) {
        return store.count(level);
    }

    @Override
    public @Nullable LogLevel level(long index) {
        return store.level(index);
    }

    /** {@return when the engine received it, in nanoseconds since the epoch, or {@link #NO_TIME}} */
    @Override
    public long observedNanos(long index) {
        return store.observedNanos(index);
    }

    /** {@return the record's own time in nanoseconds since the epoch, or {@link #NO_TIME}} */
    @Override
    public long timestampNanos(long index) {
        return store.timestampNanos(index);
    }

    /** {@return the unit in nanoseconds to which the record's logger truncates its times, as far as it is known} */
    @Override
    public long precisionNanos(long index) {
        return precision.unit(store.format(index));
    }

    @Override
    public @Nullable String logger(long index) {
        return store.keepsLogger(index) ? store.logger(index) : decode(index).logger();
    }

    public @Nullable String trace(long index) {
        if (store.hasHexTrace(index)) {
            return hexTrace(index).toString();
        }
        return store.hasTextTrace(index) ? decode(index).traceId() : null;
    }

    /** {@return the record's trace id, null if it has none or not a W3C id} */
    public @Nullable TraceId traceId(long index) {
        if (store.hasHexTrace(index)) {
            return hexTrace(index);
        }
        String text = trace(index);
        return text == null ? null : TraceId.of(text);
    }

    private TraceId hexTrace(long index) {
        return new TraceId(store.traceHigh(index), store.traceLow(index));
    }

    @Override
    public boolean hasTrace(long index, TraceId trace) {
        return store.traceLow(index) == trace.low()
                && store.traceHigh(index) == trace.high()
                && store.hasHexTrace(index);
    }

    @Override
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

    /** Whether a record may meet the condition that a filter was made for; false only if it does not. */
    public boolean mayMatch(long index, ByteFilter byteFilter) {
        return store.mayMatch(index, byteFilter, captures.formats());
    }

    public int rawLength(long index) {
        return store.rawLength(index);
    }

    /** {@return all values of a record, decoded now} */
    public RecordContent decode(long index) {
        return captures.formats().decode(store.raw(index), store.format(index), store.part(index));
    }

    /** {@return the text of its records for failure messages} */
    public RecordText text() {
        return captures.text();
    }

    // --- its events

    /** Adds an event of the container. */
    public void event(LifecycleEvent.LifecycleKind kind, Instant at, String words) {
        event(new LifecycleEvent(kind, at, words, 0));
    }

    /**
     * Records that the container's process has ended.
     *
     * @param at when, by the engine's clock
     * @param how its status at that time
     */
    public void exited(Instant at, ContainerStatus how) {
        event(new LifecycleEvent(LifecycleEvent.LifecycleKind.EXITED, at, how.describeEnd(), 0, how.isCrash()));
    }

    private void event(LifecycleEvent happened) {
        writing.lock();
        try {
            captures.happened(this, lifecycle.add(happened));
        } finally {
            writing.unlock();
        }
    }

    public void status(ContainerStatus now) {
        ContainerStatus before = status;
        status = now;
        captures.changed();
        if (now.phase() == ContainerStatus.Phase.RUNNING && before.phase() != ContainerStatus.Phase.RUNNING) {
            captures.running(this);
        }
    }

    /** Sets what is known, now and later, of the container's starts, ends and stops. */
    public void stops(Stops known) {
        stops = known;
    }

    /** {@return whether a record was logged while the container ended because it was told to} */
    public boolean isOfAStop(long index) {
        return stops.covers(store.observedNanos(index));
    }

    /** {@return whether the container was told to end, and it is too early to say whether it does} */
    public boolean mayBeStopping() {
        return stops.mayBeUnderWay(captures.byEngineClock(Instant.now()));
    }

    /**
     * {@return the first time at or after an instant when the container was told to end, null if there is none}
     *
     * @param moment an instant by this JVM's clock, like the result
     */
    public @Nullable Instant stopSince(Instant moment) {
        long stop = stops.firstSince(StoredRecord.nanos(captures.byEngineClock(moment)));
        return stop == Long.MAX_VALUE ? null : Instant.ofEpochSecond(0, captures.byOwnClock(stop));
    }

    /** The container may log again: it was started once more. What nobody has read of the run before may be missing. */
    public void reopen() {
        writing.lock();
        try {
            Unread before = unread;
            ended = false;
            unread = null;
            completeness = completeness.reopened();
            if (before != null && before.standing() == CaptureKnowledge.Standing.GAVE_UP) {
                lost(Loss.possible(lastObserved(), captures.byEngineClock(Instant.now()), before.why()));
            }
        } finally {
            writing.unlock();
        }
    }

    /** {@return when the engine received the last record, null if there is none or it did not say} */
    private @Nullable Instant lastObserved() {
        long last = size() - 1;
        long observed = last < 0 ? NO_TIME : store.observedNanos(last);
        return observed == NO_TIME ? null : Instant.ofEpochSecond(0, observed);
    }

    /** The container has ended, and everything that the engine had of it is here. */
    public void complete() {
        writing.lock();
        try {
            writer.flush();
            completeness = completeness.ended();
            unread = null;
            ended = true;
        } finally {
            writing.unlock();
        }
        captures.changed();
    }

    /**
     * Ends the capture: the container has ended and nothing is known to be missing, but there is no proof that
     * everything was read.
     */
    public void unproven(String reason) {
        doubt(reason);
        unread = null;
        end(reason);
    }

    /** Ends the capture: the end of the log was not read, and will not be read. */
    public void incomplete(String reason) {
        unread = new Unread(CaptureKnowledge.Standing.GAVE_UP, reason);
        end(reason);
    }

    /** Ends the capture: the log cannot be read at all. */
    public void nothingIsKept(String reason) {
        unread = new Unread(CaptureKnowledge.Standing.NOTHING_KEPT, reason);
        end(reason);
    }

    private void end(String reason) {
        writing.lock();
        try {
            writer.flush();
            completeness = completeness.incomplete(reason);
            ended = true;
            event(LifecycleEvent.LifecycleKind.INCOMPLETE, Instant.now(), "capture incomplete: " + reason);
        } finally {
            writing.unlock();
        }
    }

    /** Records that nobody reads the log for now, although the container may write to it. */
    public void givenUp(String reason) {
        writing.lock();
        try {
            if (unread == null && !ended) {
                unread = new Unread(CaptureKnowledge.Standing.GAVE_UP, reason);
                completeness = completeness.incomplete(reason);
                event(LifecycleEvent.LifecycleKind.INCOMPLETE, Instant.now(), "capture incomplete: " + reason);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Records that the log is read again after it was given up. */
    public void takenUp() {
        writing.lock();
        try {
            if (unread != null && !ended) {
                unread = null;
                completeness = completeness.takenUp();
            }
        } finally {
            writing.unlock();
        }
        captures.changed();
    }

    /** Records that something can never be proved, although nothing is known to be missing. */
    public void doubt(String what) {
        if (!unproven.contains(what)) {
            unproven.add(what);
        }
    }

    /** Records that output is missing, or may be. */
    public void lost(Loss loss) {
        writing.lock();
        try {
            completeness = completeness.without(loss);
            event(LifecycleEvent.LifecycleKind.LOST, Instant.now(), loss.describe());
        } finally {
            writing.unlock();
        }
    }

    /** Records that output may be missing between two times; losses at nearly the same time become one. */
    public void mayBeLost(Loss loss) {
        writing.lock();
        try {
            Completeness reaching = completeness.reaching(loss);
            if (reaching != null) {
                completeness = reaching;
                return;
            }
            completeness = completeness.without(loss);
            event(
                    LifecycleEvent.LifecycleKind.LOST,
                    Instant.now(),
                    Loss.possible(loss.from(), null, loss.reason()).describe());
        } finally {
            writing.unlock();
        }
    }

    @Override
    public String toString() {
        return name + " (" + identity.image() + ", " + status.describe() + ", " + size() + " records)";
    }
}
