package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/** The time of a test class, from before its containers start until after its last test. */
public final class ClassScope extends Scope {

    /** The engine reports a stop up to this long after it has sent the signal. The container may have logged its shutdown by then. */
    private static final Duration SIGNAL_TO_EVENT = Duration.ofMillis(100);

    private final @Nullable ClassScope outer;
    private final Class<?> testClass;
    private final Thread thread = Thread.currentThread();
    private final List<TestScope> tests = Collections.synchronizedList(new ArrayList<>());

    /** The end of the previous class. Later records belong to this one unless they belong to another. */
    private final ScopeBoundary previous;

    /** The outermost classes that ran when this one began. */
    private final List<ClassScope> beside;

    private volatile @Nullable ScopeBoundary lastTest;

    /** The reasons why tests could not be judged. */
    private final Set<String> undecided = new CopyOnWriteArraySet<>();

    ClassScope(
            Scopes scopes,
            ScopeBoundary previous,
            ScopeBoundary begin,
            List<ClassScope> beside,
            @Nullable ClassScope outer,
            String uniqueId,
            Class<?> testClass,
            Settling settling) {
        super(scopes, begin, uniqueId, settling);
        this.previous = previous;
        this.beside = beside;
        this.outer = outer;
        this.testClass = testClass;
    }

    @Override
    public @Nullable AssertionError judge(@Nullable LogLevel failOn) {
        return UnexpectedRecords.judge(this, failOn);
    }

    @Override
    boolean expects(LogRecord record) {
        return super.expects(record) || followsTheLastStop(record) || (outer != null && outer.expects(record));
    }

    /**
     * Says whether a record arrived after the class's tests, while its containers were being stopped one after the
     * other.
     */
    private boolean followsTheLastStop(LogRecord record) {
        Instant lastEnd = begin.time();
        for (TestScope test : tests()) {
            ScopeBoundary end = test.end();
            if (end == null) {
                return false;
            }
            lastEnd = end.time().isAfter(lastEnd) ? end.time() : lastEnd;
        }
        if (tests.isEmpty() || !(record instanceof StoredRecord stored)) {
            return false;
        }
        Instant at = Instant.ofEpochSecond(
                0, stored.capture().byOwnClock(stored.capture().observedNanos(stored.index())));
        for (Capture capture : scopes.captures().list()) {
            Instant stop = sees(capture) ? capture.stopSince(lastEnd) : null;
            if (stop != null && !at.isBefore(stop)) {
                return true;
            }
            if (stop != null
                    && capture.equals(stored.capture())
                    && !at.isBefore(lastEnd)
                    && !at.isBefore(stop.minus(SIGNAL_TO_EVENT))) {
                return true;
            }
        }
        return false;
    }

    /** {@return the least level of {@code failOn} for the class or one of its tests} */
    LogLevel leastGuarded(@Nullable LogLevel failOn) {
        LogLevel least = failOn == null ? LogLevel.FATAL : failOn;
        for (TestScope test : tests()) {
            LogLevel level = test.guardedFrom();
            if (level != null && least.isAtLeast(level)) {
                least = level;
            }
        }
        return least;
    }

    /**
     * Says whether a record of the class is unexpected and was judged for no test: it belongs to none of them, it
     * arrived when its test was already judged, or it may belong to several tests none of which expects it.
     */
    boolean isUnjudged(LogRecord record, @Nullable LogLevel failOn) {
        LogLevel level = record.level();
        if (!(record instanceof StoredRecord stored) || level == null || expects(record)) {
            return false;
        }
        boolean isJudged = failOn != null && level.isAtLeast(failOn);
        List<TestScope> sharing = new ArrayList<>();
        for (TestScope test : outermost().tests()) {
            switch (test.sees(stored.capture()) ? test.belonging(stored.capture(), stored.index()) : Belonging.NONE) {
                case WHOLE -> {
                    LogLevel from = test.guardedFrom();
                    return from != null && level.isAtLeast(from) && !test.hasReported(record) && !test.expects(record);
                }
                case SHARED -> {
                    sharing.add(test);
                    sharing.addAll(test.sharing(stored));
                }
                case BETWEEN, NONE -> {}
            }
        }
        for (TestScope test : sharing) {
            if (test.expects(record)) {
                return false;
            }
            LogLevel from = test.guardedFrom();
            isJudged |= from != null && level.isAtLeast(from);
        }
        return isJudged && !(sharing.isEmpty() && scopes.isOfAnotherClass(stored, this));
    }

    @Override
    boolean expectsEndOf(Capture capture) {
        return super.expectsEndOf(capture) || (outer != null && outer.expectsEndOf(capture));
    }

    /** Says whether the class must judge a container's end: it happened in no test, or in several that saw it. */
    boolean isUnjudged(Crashes.Crash crash, @Nullable LogLevel failOn) {
        Capture capture = crash.capture();
        List<TestScope> concerned = outermost().tests().stream()
                .filter(test ->
                        test.sees(capture) && test.isOfItsTime(crash.event().at()))
                .toList();
        boolean isExpected = concerned.stream()
                .anyMatch(test ->
                        test.expectsEndOf(capture) || crash.lastWords().stream().anyMatch(test::expects));
        // An event of a single test may have arrived after the test was judged.
        boolean isGuarded = (failOn != null && concerned.size() != 1)
                || concerned.stream().anyMatch(test -> test.guardedFrom() != null);
        return isGuarded && !isExpected;
    }

    /** {@return the names of the tests that may have caused a record; empty if it belongs to one or none} */
    List<String> testsThatShare(LogRecord record) {
        if (!(record instanceof StoredRecord stored)) {
            return List.of();
        }
        Capture capture = stored.capture();
        Set<String> names = new LinkedHashSet<>();
        for (TestScope test : outermost().tests()) {
            if (test.sees(capture) && test.belonging(capture, stored.index()) == Belonging.SHARED) {
                names.add(test.displayName());
                test.sharing(stored).forEach(other -> names.add(other.displayName()));
            }
        }
        return List.copyOf(names);
    }

    /** Notes that one of its tests could not be judged; the outermost class reports it once. */
    void undecided(String why) {
        outermost().undecided.add(why);
    }

    /** {@return why some of its tests could not be judged; empty if all could be, or if the class is nested} */
    Set<String> undecided() {
        return undecided;
    }

    /** {@return when the first test of the class or of a nested class began, null if none has} */
    @Nullable ScopeBoundary firstTest() {
        synchronized (tests) {
            return tests.isEmpty() ? null : tests.get(0).begin;
        }
    }

    @Override
    void ended() {
        if (outer == null) {
            captures().forEach(capture -> scopes.ownership().ranIn(capture, this));
        }
        scopes.ended(this);
    }

    /** {@return the name of the outermost class} */
    String className() {
        return outermost().testClass.getSimpleName();
    }

    /** {@return the end of the last of its own tests that has ended, null if none has} */
    @Nullable ScopeBoundary lastTest() {
        return lastTest;
    }

    synchronized void testEnded(ScopeBoundary end) {
        ScopeBoundary last = lastTest;
        lastTest = last == null ? end : ScopeBoundary.later(last, end);
    }

    @Override
    public String words() {
        return "the class " + testClass.getSimpleName();
    }

    @Override
    public ClassScope ofClass() {
        return outermost();
    }

    /** {@return the thread on which the class began, and on which its own callbacks run} */
    Thread thread() {
        return thread;
    }

    ClassScope outermost() {
        return outer == null ? this : outer.outermost();
    }

    /** Says whether this is the other class, or nested in it. */
    boolean isWithin(ClassScope other) {
        return this == other || (outer != null && outer.isWithin(other));
    }

    void add(TestScope test) {
        tests.add(test);
        if (outer != null) {
            outer.add(test);
        }
    }

    /** {@return its tests and those of its nested classes; a copy} */
    List<TestScope> tests() {
        synchronized (tests) {
            return List.copyOf(tests);
        }
    }

    @Override
    public boolean sees(Capture capture) {
        return hasClaimed(capture) || scopes.ownership().isVisible(capture, this);
    }

    @Override
    public boolean ownsAll(Capture capture) {
        return ownsWhole(capture) || (end() == null && begin.isBefore(capture));
    }

    @Override
    public Belonging belonging(Capture capture, long index) {
        if (ownsWhole(capture)) {
            return Belonging.WHOLE;
        }
        if (hasEndedBefore(capture, index) || scopes.ownership().isKeptFrom(this, capture, index)) {
            return Belonging.NONE;
        }
        return hasBegunBefore(capture, index) || (previous.isBefore(capture, index) && isNext(capture))
                ? Belonging.WHOLE
                : Belonging.NONE;
    }

    /** Says whether records since the previous class, and before this one, belong to no other class. */
    private boolean isNext(Capture capture) {
        return outer == null && beside.stream().noneMatch(other -> other.sees(capture));
    }

    @Override
    ScopeBoundary since() {
        return outer == null && beside.isEmpty() ? previous : begin;
    }

    @Override
    public long from(Capture capture) {
        if (ownsWhole(capture)) {
            return 0;
        }
        return isNext(capture) ? previous.size(capture) : begin.size(capture);
    }
}
