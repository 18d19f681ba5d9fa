package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.LogLevel;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The time of a test class, from before its containers start until after its last test. */
public final class ClassScope extends Scope {

    private final @Nullable ClassScope outer;
    private final Class<?> testClass;
    private final List<TestScope> tests = new CopyOnWriteArrayList<>();
    private final List<TestScope> testsOfNested = new CopyOnWriteArrayList<>();

    ClassScope(
            Scopes scopes,
            Moment begin,
            @Nullable ClassScope outer,
            String uniqueId,
            Class<?> testClass,
            Settling settling) {
        super(scopes, begin, uniqueId, settling);
        this.outer = outer;
        this.testClass = testClass;
    }

    @Override
    public void own(String containerId) {
        scopes.claim(containerId, this);
    }

    @Override
    public @Nullable AssertionError judge(@Nullable LogLevel failOn) {
        return Guard.judge(this, failOn);
    }

    @Override
    boolean expects(LogRecord record) {
        return super.expects(record) || followsTheLastStop(record) || (outer != null && outer.expects(record));
    }

    /** Whether a record came when the class's tests were over and its containers were being stopped, one after the other. */
    private boolean followsTheLastStop(LogRecord record) {
        Instant lastEnd = begin.time();
        for (TestScope test : testsOfAll()) {
            Moment end = test.end();
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
        }
        return false;
    }

    /** {@return the least level from which the class or one of its tests is judged} */
    LogLevel leastGuarded(@Nullable LogLevel failOn) {
        LogLevel least = failOn == null ? LogLevel.FATAL : failOn;
        for (TestScope test : tests) {
            LogLevel level = test.guardedFrom();
            if (level != null && least.isAtLeast(level)) {
                least = level;
            }
        }
        return least;
    }

    /**
     * Whether a record of the class is unexpected and no test was judged for it: it belongs to none of them, or it came
     * when its test had been judged already.
     */
    boolean isUnjudged(LogRecord record, @Nullable LogLevel failOn) {
        LogLevel level = record.level();
        if (!(record instanceof StoredRecord stored) || level == null || expects(record)) {
            return false;
        }
        for (TestScope test : outermost().testsOfAll()) {
            switch (test.sees(stored.capture()) ? test.belonging(stored.capture(), stored.index()) : Belonging.NONE) {
                case WHOLE -> {
                    LogLevel from = test.guardedFrom();
                    return from != null && level.isAtLeast(from) && !test.hasReported(record) && !test.expects(record);
                }
                case SHARED -> {
                    if (test.expects(record)) {
                        return false;
                    }
                }
                case BETWEEN, NONE -> {}
            }
        }
        return failOn != null && level.isAtLeast(failOn);
    }

    @Override
    void ended() {
        scopes.ended(this);
    }

    @Override
    public String words() {
        return "the class " + testClass.getSimpleName();
    }

    @Override
    public ClassScope ofClass() {
        return outermost();
    }

    ClassScope outermost() {
        return outer == null ? this : outer.outermost();
    }

    /** Whether this is the other class, or nested in it. */
    boolean isWithin(ClassScope other) {
        return this == other || (outer != null && outer.isWithin(other));
    }

    void add(TestScope test) {
        tests.add(test);
        ClassScope outermost = outermost();
        if (outermost != this) {
            outermost.testsOfNested.add(test);
        }
    }

    private List<TestScope> testsOfAll() {
        List<TestScope> all = new ArrayList<>(tests);
        all.addAll(testsOfNested);
        return all;
    }

    List<TestScope> tests() {
        return tests;
    }

    @Override
    public boolean sees(Capture capture) {
        return scopes.isVisible(capture, this);
    }

    @Override
    public boolean ownsAll(Capture capture) {
        return scopes.isClaimedByAlone(capture, this) || (end() == null && begin.isBefore(capture));
    }

    @Override
    public Belonging belonging(Capture capture, long index) {
        if (scopes.isClaimedByAlone(capture, this)) {
            return Belonging.WHOLE;
        }
        return hasBegunBefore(capture, index) && !hasEndedBefore(capture, index) ? Belonging.WHOLE : Belonging.NONE;
    }

    @Override
    Moment since() {
        return begin;
    }

    @Override
    public long from(Capture capture) {
        return scopes.isClaimedByAlone(capture, this) ? 0 : begin.size(capture);
    }
}
