package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.parse.values.TraceId;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.StoredRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The time of a test, with its {@code @BeforeEach} and {@code @AfterEach}. */
public final class TestScope extends Scope {

    private final ClassScope owner;
    private final String displayName;
    private final Thread thread;

    /**
     * The end of the class's previous test, or the beginning of the first one. Later records belong to this test unless
     * they belong to another.
     */
    private volatile ScopeBoundary previous;

    /** Tests with a lower number have begun earlier. */
    private final long number;

    private volatile @Nullable LogLevel guardedFrom;
    private volatile Set<LogRecord> reported = Set.of();

    /** The tests that ran at any time between {@link #previous} and the end of this one. */
    private final List<TestScope> beside = new CopyOnWriteArrayList<>();

    private final Set<TraceId> traces = new CopyOnWriteArraySet<>();

    TestScope(
            ClassScope owner,
            @Nullable ScopeBoundary previous,
            ScopeBoundary begin,
            String uniqueId,
            String displayName,
            Settling settling) {
        super(owner.scopes, begin, uniqueId, settling);
        this.owner = owner;
        this.previous = previous == null ? begin : previous;
        number = scopes.nextNumber();
        this.displayName = displayName;
        thread = Thread.currentThread();
    }

    @Override
    public @Nullable AssertionError judge(@Nullable LogLevel failOn) {
        return UnexpectedRecords.judge(this, failOn);
    }

    @Override
    boolean expects(LogRecord record) {
        return super.expects(record) || owner.expects(record);
    }

    @Override
    boolean expectsEndOf(Capture capture) {
        return super.expectsEndOf(capture) || owner.expectsEndOf(capture);
    }

    void guardedFrom(LogLevel level) {
        guardedFrom = level;
    }

    /** {@return the level from which the test was judged, null if it was not} */
    @Nullable LogLevel guardedFrom() {
        return guardedFrom;
    }

    void reported(Collection<LogRecord> records) {
        reported = Set.copyOf(records);
    }

    /** Says whether a record of the test has made it fail. */
    boolean hasReported(LogRecord record) {
        return reported.contains(record);
    }

    @Override
    public ClassScope ofClass() {
        return owner.outermost();
    }

    @Override
    void ended() {
        scopes.ended(this);
    }

    @Override
    public String words() {
        return "this test";
    }

    /** {@return the ids of the test's own traces} */
    public Set<String> traces() {
        return traces.stream().map(TraceId::toString).collect(Collectors.toUnmodifiableSet());
    }

    void trace(TraceId trace) {
        traces.add(trace);
        scopes.trace(trace, this);
    }

    String displayName() {
        return displayName;
    }

    /** {@return a number that is greater for tests that began later} */
    long number() {
        return number;
    }

    ClassScope owner() {
        return owner;
    }

    Thread thread() {
        return thread;
    }

    void runsBeside(TestScope other) {
        beside.add(other);
    }

    /** {@return the tests that ran at some time in parallel} */
    List<TestScope> beside() {
        return beside;
    }

    /**
     * Forgets the tests that ran in parallel, because records that two of them may have caused are not needed any more.
     */
    void forgetOthers() {
        beside.clear();
    }

    @Override
    public boolean sees(Capture capture) {
        return hasClaimed(capture) || scopes.ownership().isVisible(capture, this);
    }

    private boolean sees(Capture capture, long index) {
        return sees(capture) && !scopes.ownership().isKeptFrom(this, capture, index);
    }

    @Override
    public boolean ownsAll(Capture capture) {
        return !scopes.hasTraces()
                && ((ownsWhole(capture) && isAlone(capture))
                        || (beside.isEmpty() && end() == null && begin.isBefore(capture)));
    }

    private boolean isAlone(Capture capture) {
        return scopes.ownership().testThatOwns(capture) == this;
    }

    @Override
    public Belonging belonging(Capture capture, long index) {
        TestScope traced = scopes.tracedBy(capture, index);
        if (traced != null) {
            return traced == this ? Belonging.WHOLE : Belonging.NONE;
        }
        if (ownsWhole(capture) && isAlone(capture)) {
            return Belonging.WHOLE;
        }
        if (hasEndedBefore(capture, index) || scopes.ownership().isKeptFrom(this, capture, index)) {
            return Belonging.NONE;
        }
        if (hasBegunBefore(capture, index)) {
            boolean isShared = ranBeside(capture, index) && !scopes.ownership().isHeldByAlone(capture, this);
            return isShared ? Belonging.SHARED : Belonging.WHOLE;
        }
        return previous.isBefore(capture, index) && isNextAfter(capture, index) ? Belonging.BETWEEN : Belonging.NONE;
    }

    /** Returns the end of the previous test. */
    @Override
    ScopeBoundary since() {
        return previous;
    }

    /** Says whether an event of a container at a time by the engine's clock may belong to another test as well. */
    boolean shares(Capture capture, Instant engineTime) {
        return !ownsWhole(capture)
                && beside.stream().anyMatch(other -> other.sees(capture) && other.isOfItsTime(engineTime));
    }

    /** {@return the other tests that may have caused a record, because they ran when it arrived} */
    List<TestScope> sharing(StoredRecord record) {
        return beside.stream()
                .filter(other -> other.sees(record.capture()))
                .filter(other -> switch (other.belonging(record.capture(), record.index())) {
                    case SHARED, WHOLE -> true;
                    case BETWEEN, NONE -> false;
                })
                .toList();
    }

    private boolean ranBeside(Capture capture, long index) {
        for (TestScope other : beside) {
            if (other.sees(capture, index)
                    && other.hasBegunBefore(capture, index)
                    && !other.hasEndedBefore(capture, index)) {
                return true;
            }
        }
        return false;
    }

    /** Says whether no test ran when the record arrived, and this one was the first to begin after it. */
    private boolean isNextAfter(Capture capture, long index) {
        for (TestScope other : beside) {
            if (other.sees(capture, index)
                    && !other.hasEndedBefore(capture, index)
                    && (other.hasBegunBefore(capture, index) || other.number < number)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long from(Capture capture) {
        return ownsWhole(capture) ? 0 : previous.size(capture);
    }

    /** Says whether no record that the engine receives at this time can belong to the test any more. */
    public boolean isPast(Capture capture, long observed) {
        return traces.isEmpty() && isAfterItsTime(capture, observed);
    }

    /** Says whether a record that the engine receives at this time can belong to the test by its trace only. */
    boolean isAfterItsTime(Capture capture, long observed) {
        ScopeBoundary last = end();
        return last != null && last.cutoff().isPast(capture, observed) && !ownsWhole(capture);
    }
}
