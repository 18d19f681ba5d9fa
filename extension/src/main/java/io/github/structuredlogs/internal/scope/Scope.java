package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.MetricPoint;
import io.github.structuredlogs.Span;
import io.github.structuredlogs.StatsSample;
import io.github.structuredlogs.internal.query.NarrowedItems;
import io.github.structuredlogs.internal.query.Period;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.query.SourcePart;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.ContainerStatus;
import io.github.structuredlogs.internal.store.StoredRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A part of the run that records belong to: a test class or a test. */
public abstract sealed class Scope implements AutoCloseable permits ClassScope, TestScope {

    /** The relation of a record to a scope. */
    public enum Belonging {
        /** It does not belong to it. */
        NONE,
        /** It arrived while the scope's test and others ran, and it is not known which one it belongs to. */
        SHARED,
        /** It arrived before the test began and after the previous one had ended. */
        BETWEEN,
        /** It belongs to it. */
        WHOLE
    }

    /** The maximum number of records from before any test that are read. */
    private static final long MAX_START = 1000;

    /** Of what was logged before a test, so many records are looked at, the last ones. */
    private static final long MAX_EARLIER = 2000;

    public final Scopes scopes;
    volatile ScopeBoundary begin;
    private final String uniqueId;
    private volatile Settling settling;
    private final Set<String> claimed = new CopyOnWriteArraySet<>();
    private final List<Expectation> expectations = new CopyOnWriteArrayList<>();
    private final Set<LogRecord> navigated = new CopyOnWriteArraySet<>();
    private final Set<String> said = new CopyOnWriteArraySet<>();
    private volatile @Nullable ScopeBoundary end;
    private volatile @Nullable Path file;
    private volatile boolean measures = true;

    Scope(Scopes scopes, ScopeBoundary begin, String uniqueId, Settling settling) {
        this.scopes = scopes;
        this.begin = begin;
        this.uniqueId = uniqueId;
        this.settling = settling;
    }

    /** {@return JUnit's unique id of the class or test} */
    public String uniqueId() {
        return uniqueId;
    }

    /** Sets the file with all of its records, which failure messages name; null for none. */
    public void writtenTo(@Nullable Path path) {
        file = path;
    }

    /**
     * Claims a container in the scope's fields, until the scope ends.
     *
     * @param containerId the engine's id
     */
    public final void own(String containerId) {
        claimed.add(containerId);
        scopes.ownership().claim(containerId, this);
    }

    /**
     * Claims a container in the scope's fields of which another class keeps the object, so that others may use it.
     *
     * @param containerId the engine's id
     */
    public final void share(String containerId) {
        scopes.ownership().share(containerId);
        own(containerId);
    }

    /** Says whether it has claimed a container, even if the claim has ended. */
    final boolean hasClaimed(Capture capture) {
        return claimed.contains(capture.containerId());
    }

    /**
     * Says whether the scope owns a container that did not outlive it: it has claimed and started it, and all of its
     * records are the scope's.
     */
    final boolean ownsWhole(Capture capture) {
        return hasClaimed(capture) && scopes.ownership().isOwn(this, capture) && !outlives(capture);
    }

    private boolean outlives(Capture capture) {
        ScopeBoundary last = end;
        if (last == null) {
            return false;
        }
        Instant finished = capture.status().finished();
        return finished == null
                || scopes.captures().byOwnClock(finished).isAfter(last.time().plus(settling.settle()));
    }

    /** {@return the ids of its claimed containers} */
    final Set<String> claimed() {
        return claimed;
    }

    /** Declares records as expected, so that {@code failOn} does not fail for them. */
    public void expect(Expectation expectation) {
        expectations.add(expectation);
    }

    /**
     * {@return the captures that it sees, without those of containers that had ended before it began, unless they ended
     * by themselves and their last records already belong to it}
     */
    public List<Capture> captures() {
        return scopes.captures().list().stream().filter(this::looksAt).toList();
    }

    public boolean looksAt(Capture capture) {
        ContainerStatus status = capture.status();
        Instant finished = status.finished();
        return sees(capture) && (finished == null || !hasEndedBefore(status.stopped() ? begin : since(), finished));
    }

    private boolean hasEndedBefore(ScopeBoundary scopeBoundary, Instant finished) {
        return scopes.captures().byOwnClock(finished).isBefore(scopeBoundary.time());
    }

    /** {@return the number of its records, as known now} */
    public int count() {
        return ScopeSource.records(this, Belonging.BETWEEN, Belonging.WHOLE)
                .snapshot()
                .size();
    }

    /**
     * Judges the scope's records, at its end and before it is closed: whether a container has logged unexpected
     * records, and whether required ones have arrived. If there is anything to judge, it waits like an assertion of
     * absence.
     *
     * @param failOn the level from which an unexpected record is a failure; null to check only required records
     * @return the failure, null if there is none
     */
    public abstract @Nullable AssertionError judge(@Nullable LogLevel failOn);

    /** {@return the scope's records and those that it shares, as known now} */
    public Slice slice() {
        return new Slice(
                ScopeSource.records(this, Belonging.BETWEEN, Belonging.WHOLE).snapshot(),
                ScopeSource.records(this, Belonging.SHARED).snapshot());
    }

    /** {@return the parts of the captures in which its records are} */
    public List<SourcePart> parts() {
        return ScopeSource.of(this, Belonging.BETWEEN, Belonging.WHOLE).portions();
    }

    /**
     * {@return what containers logged before anything that belongs to it: the beginning of their start, and the last of it}
     *
     * @param captures the containers
     */
    public List<LogRecord> earlier(List<Capture> captures) {
        return captures.stream()
                .filter(this::sees)
                .flatMap(capture -> earlierPlaces(capture).<LogRecord>mapToObj(capture::record))
                .toList();
    }

    /** {@return where the records of a capture are that {@link #earlier} returns} */
    LongStream earlierPlaces(Capture capture) {
        long all = from(capture);
        ScopeBoundary since = since();
        // What had not been read yet when the scope began, although it had been written.
        while (all < capture.size() && belonging(capture, all) == Belonging.NONE && !since.isBefore(capture, all)) {
            all++;
        }
        long start = Math.min(MAX_START, Math.min(all, scopes.startSize(capture)));
        long last = Math.max(start, all - MAX_EARLIER);
        return LongStream.concat(LongStream.range(0, start), LongStream.range(last, all));
    }

    /** Ends the scope without waiting. Records that arrive later but were written before still belong to it. */
    @Override
    public void close() {
        if (end == null) {
            end = scopes.end(settling);
            ended();
            scopes.ownership().end(this);
        }
    }

    /**
     * Releases what is needed only while the scope may get more records, because thousands may have ended; not where its records
     * begin, for whoever asks for them later.
     */
    void retire() {
        begin = begin.withoutSizes();
        ScopeBoundary last = end;
        end = last == null ? null : last.withoutSizes();
    }

    abstract void ended();

    /** {@return the owner of its records, in words: {@code this test}} */
    public abstract String words();

    /** {@return the outermost class of this scope} */
    public abstract ClassScope ofClass();

    /** Says whether it sees the records of a container at all. */
    public abstract boolean sees(Capture capture);

    /** Says whether all current records of a capture belong to it, if this is known without reading each. */
    public boolean ownsAll(Capture capture) {
        return false;
    }

    /** Returns the relation of a record of a visible capture to this scope. */
    public abstract Belonging belonging(Capture capture, long index);

    /** How a record stands to it whose container it has named by its object: others who keep that may have caused it. */
    final Belonging belongingOfNamed(Capture capture, long index) {
        Belonging known = belonging(capture, index);
        boolean mayBeOthers = known == Belonging.NONE
                && scopes.tracedBy(capture, index) == null
                && (!sees(capture) || scopes.ownership().isKeptFrom(this, capture, index))
                && hasBegunBefore(capture, index)
                && !hasEndedBefore(capture, index);
        return mayBeOthers ? Belonging.SHARED : known;
    }

    /** The moment from which on records may belong to it. */
    abstract ScopeBoundary since();

    /** Returns the index of the first record of a capture that may belong to it. */
    public abstract long from(Capture capture);

    /** Sets the times of its assertions. */
    public void settle(Settling now) {
        settling = now;
    }

    public Settling settling() {
        return settling;
    }

    @Nullable ScopeBoundary end() {
        return end;
    }

    public @Nullable Path file() {
        return file;
    }

    List<Expectation> expectations() {
        return expectations;
    }

    public void navigatedTo(LogRecord record) {
        navigated.add(record);
    }

    void leave(LogRecord record) {
        navigated.remove(record);
    }

    /** Notes what an assertion has concluded without proof. */
    void said(Collection<String> unproven) {
        said.addAll(unproven);
    }

    /** {@return what its assertions have concluded without proof, one line each; empty if everything was proved} */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** {@return the time in which records may belong to it} */
    @SuppressWarnings("ReferenceEquality") // The origin is one object.
    Period period() {
        ScopeBoundary last = end;
        ScopeBoundary first = since();
        return new Period(first == ScopeBoundary.ORIGIN ? null : first.time(), last == null ? null : last.time());
    }

    /**
     * Says whether the scope's test has declared a record as expected or has navigated to it, or its container was
     * being stopped.
     */
    boolean expects(LogRecord record) {
        return navigated.contains(record)
                || (record instanceof StoredRecord stored && stored.capture().isOfAStop(stored.index()))
                || expectations.stream().anyMatch(expectation -> expectation.covers(record));
    }

    /** Sets whether the visible containers are measured. */
    public void measure(boolean wanted) {
        measures = wanted;
    }

    /** {@return whether the visible containers are measured} */
    public boolean measures() {
        return measures;
    }

    /** {@return the samples of a container in its time} */
    public List<StatsSample> samples(Capture capture) {
        return ScopeStats.of(this, capture, false);
    }

    /** {@return its spans as known now, in order of their start} */
    public List<Span> spans() {
        return NarrowedItems.of(new ScopeSpans(ScopeSource.of(this, false))).snapshot();
    }

    /**
     * {@return its spans, and those of the traces in which its messages were processed; if none is known to be its own,
     * those that arrived in its time, because they may help}
     */
    public List<Span> spansToExplain() {
        List<Span> own = spans();
        List<Span> ofItsTime = NarrowedItems.of(new ScopeSpans.OfItsTime(this)).snapshot();
        return own.isEmpty() ? ofItsTime : LinkedTraces.with(own, ofItsTime);
    }

    /** {@return its measurements as known now, in order of time} */
    public List<MetricPoint> points() {
        return NarrowedItems.of(new ScopePoints(ScopeSource.of(this, false))).snapshot();
    }

    /**
     * Says whether an item that the engine received at this time arrived while the scope was open, or a little later.
     */
    boolean contains(Capture capture, long observedNanos) {
        long own = capture.byOwnClock(observedNanos);
        ScopeBoundary last = end;
        return own >= since().cutoff().nanos()
                && (last == null || !last.cutoff().isPast(capture, observedNanos));
    }

    /** Says whether all records of a container are expected, and so is its end. */
    boolean expectsEndOf(Capture capture) {
        return expectations.stream().anyMatch(expectation -> expectation.coversAllOf(capture));
    }

    /** Says whether a time by the engine's clock falls into the scope's time. */
    boolean isOfItsTime(Instant engineTime) {
        ScopeBoundary last = end;
        Instant at = scopes.captures().byOwnClock(engineTime);
        return !at.isBefore(begin.time()) && (last == null || !at.isAfter(last.time()));
    }

    boolean hasBegunBefore(Capture capture, long index) {
        return begin.isBefore(capture, index);
    }

    boolean hasEndedBefore(Capture capture, long index) {
        ScopeBoundary last = end;
        return last != null && last.isBefore(capture, index);
    }
}
