package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.parse.values.TraceId;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.text.RecordText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Which records belong to which class and test. Thread-safe. */
public final class Scopes implements Captures.View, AutoCloseable {

    private static final long SECOND = 1_000_000_000;
    private static final long MILLISECOND = 1_000_000;
    private static final Instant JVM_START =
            ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);

    private final Captures captures;
    private final RecordText text;
    private final LongSupplier clock;
    private final List<ClassScope> classes = new CopyOnWriteArrayList<>();
    private final List<TestScope> running = new CopyOnWriteArrayList<>();
    private final List<TestScope> ended = new ArrayList<>();
    private final AtomicLong lastEnd = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final Map<Thread, TestScope> lastOn = new ConcurrentHashMap<>();
    private final Map<String, Set<ClassScope>> classClaims = new ConcurrentHashMap<>();
    private final Map<String, Set<TestScope>> testClaims = new ConcurrentHashMap<>();
    private final Map<TraceId, TestScope> traces = new ConcurrentHashMap<>();

    /** How much each had logged when the first test began that found it there. */
    private final Map<Capture, Long> startSizes = new ConcurrentHashMap<>();

    private final Set<LogRecord> reported = ConcurrentHashMap.newKeySet();

    /**
     * Begins without a class.
     *
     * @param captures the run's captures
     * @param text how records are shown in failure messages
     */
    public Scopes(Captures captures, RecordText text) {
        this(captures, text, Scopes::wallClock);
    }

    Scopes(Captures captures, RecordText text, LongSupplier clock) {
        this.captures = captures;
        this.text = text;
        this.clock = clock;
        captures.addView(this);
    }

    @Override
    public RecordText text() {
        return text;
    }

    @Override
    public boolean shows(Capture capture) {
        return classes.isEmpty() || classes.stream().anyMatch(each -> each.looksAt(capture));
    }

    @Override
    public void close() {
        captures.removeView(this);
    }

    private static long wallClock() {
        Instant now = Instant.now();
        return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
    }

    // --- lifecycle

    /**
     * Begins a class, before its containers are started.
     *
     * @param outer the class that it is nested in, null if it is not
     * @param uniqueId JUnit's unique id
     * @param testClass the class
     * @param settling how long its assertions wait
     * @return the scope, to be closed at the class's end
     */
    public ClassScope openClass(@Nullable ClassScope outer, String uniqueId, Class<?> testClass, Settling settling) {
        ClassScope scope = new ClassScope(this, begin(settling), outer, uniqueId, testClass, settling);
        classes.add(scope);
        return scope;
    }

    void ended(ClassScope scope) {
        classes.remove(scope);
    }

    /**
     * Begins a test on the calling thread.
     *
     * @param owner its class
     * @param uniqueId JUnit's unique id
     * @param displayName its name for people
     * @param settling how long its assertions wait
     * @return the scope, to be closed at the test's end
     */
    public TestScope openTest(ClassScope owner, String uniqueId, String displayName, Settling settling) {
        TestScope last = lastOn.get(Thread.currentThread());
        Moment previous = last != null && last.owner().outermost() == owner.outermost() ? last.end() : null;
        awaitNextMillisecond();
        TestScope test = new TestScope(owner, previous, begin(settling), uniqueId, displayName, settling);
        long since = test.since().mark().nanos() - SECOND;
        synchronized (ended) {
            for (TestScope other : running) {
                other.runsBeside(test);
                test.runsBeside(other);
            }
            // Nearly in order of their ends: two threads may have overtaken each other.
            for (int i = ended.size() - 1; i >= 0 && endOf(ended.get(i)) > since; i--) {
                test.runsBeside(ended.get(i));
            }
            running.add(test);
        }
        test.begin.sizes().forEach(startSizes::putIfAbsent);
        lastOn.put(Thread.currentThread(), test);
        owner.add(test);
        return test;
    }

    /** {@return how many records a capture had when the first test began that found it there} */
    long startSize(Capture capture) {
        return startSizes.getOrDefault(capture, 0L);
    }

    long nextNumber() {
        return begun.incrementAndGet();
    }

    void ended(TestScope test) {
        synchronized (ended) {
            running.remove(test);
            ended.add(test);
        }
    }

    private static long endOf(TestScope test) {
        Moment end = test.end();
        return end == null ? Long.MAX_VALUE : end.mark().nanos();
    }

    private Moment begin(Settling settling) {
        return Moment.now(new Mark(clock.getAsLong(), settling.settle().toNanos()), captures.list());
    }

    /**
     * The end of a scope, up to the next millisecond: most loggers cut their own time off to milliseconds, so that of two
     * records of one millisecond nothing could say which was written before the end.
     */
    Moment end(Settling settling) {
        long nanos = -Math.floorDiv(-clock.getAsLong(), MILLISECOND) * MILLISECOND;
        lastEnd.accumulateAndGet(nanos, Math::max);
        return Moment.now(new Mark(nanos, settling.settle().toNanos()), captures.list());
    }

    /** Lets the millisecond pass in which a test has ended; there is nothing to tell apart without a container. */
    private void awaitNextMillisecond() {
        if (captures.list().isEmpty()) {
            return;
        }
        long left = lastEnd.get() - clock.getAsLong();
        while (left > 0 && left <= MILLISECOND) {
            LockSupport.parkNanos(left);
            left = lastEnd.get() - clock.getAsLong();
        }
    }

    /**
     * The records for a parameter or field of a class, resolved when they are used: those of the class's test that runs
     * on the calling thread, else of its only running test, else of the class.
     */
    public CapturedLogs view(ClassScope scope) {
        return new LogsView(this, () -> current(scope), false, List.of());
    }

    private Scope current(ClassScope scope) {
        TestScope only = null;
        int count = 0;
        for (TestScope test : running) {
            if (test.owner().isWithin(scope)) {
                if (test.thread() == Thread.currentThread()) {
                    return test;
                }
                only = test;
                count++;
            }
        }
        return count == 1 && only != null ? only : scope;
    }

    // --- what belongs to whom

    void claim(String containerId, ClassScope scope) {
        classClaims
                .computeIfAbsent(containerId, id -> ConcurrentHashMap.newKeySet())
                .add(scope);
    }

    void claim(String containerId, TestScope scope) {
        testClaims
                .computeIfAbsent(containerId, id -> ConcurrentHashMap.newKeySet())
                .add(scope);
    }

    /**
     * The test whose container it is. What several tests have in a field of their instance (a bean, a singleton) they
     * share, and one that an earlier JVM has started (a reused one) has a past that is nobody's.
     */
    @Nullable TestScope testThatOwns(Capture capture) {
        Set<TestScope> holders = testsThatHold(capture);
        return holders.size() == 1 && isOfThisJvm(capture) ? holders.iterator().next() : null;
    }

    private Set<TestScope> testsThatHold(Capture capture) {
        return testClaims.getOrDefault(capture.containerId(), Set.of());
    }

    private boolean isOfThisJvm(Capture capture) {
        Instant created = capture.created();
        return created == null || !created.isBefore(JVM_START);
    }

    private Set<ClassScope> classesThatClaim(Capture capture) {
        return classClaims.getOrDefault(capture.containerId(), Set.of());
    }

    /** Whether a class looks at a capture: nobody has claimed it, or the class has, or its outer or a nested one. */
    boolean isVisible(Capture capture, ClassScope scope) {
        Set<ClassScope> claims = classesThatClaim(capture);
        for (ClassScope claim : claims) {
            if (claim.isWithin(scope) || scope.isWithin(claim)) {
                return true;
            }
        }
        if (!claims.isEmpty()) {
            return false;
        }
        Set<TestScope> tests = testsThatHold(capture);
        return tests.isEmpty()
                || tests.stream().anyMatch(test -> test.owner().isWithin(scope) || scope.isWithin(test.owner()));
    }

    boolean isUnclaimed(Capture capture) {
        return classesThatClaim(capture).isEmpty() && testsThatHold(capture).isEmpty();
    }

    boolean isClaimedByAlone(Capture capture, ClassScope scope) {
        Set<ClassScope> claims = classesThatClaim(capture);
        return !claims.isEmpty()
                && isOfThisJvm(capture)
                && claims.stream().allMatch(claim -> claim.outermost() == scope.outermost());
    }

    void trace(TraceId trace, TestScope test) {
        traces.put(trace, test);
    }

    /** Whether a test has begun a trace, so that a record may belong to it wherever it was logged. */
    boolean hasTraces() {
        return !traces.isEmpty();
    }

    @Nullable TestScope tracedBy(Capture capture, long index) {
        if (!hasTraces()) {
            return null;
        }
        TraceId trace = capture.traceId(index);
        return trace == null ? null : traces.get(trace);
    }

    /** Whether no class has failed for a record yet; of a container that several classes share, one does. */
    boolean isFirstReportOf(LogRecord record) {
        return reported.add(record);
    }

    public Captures captures() {
        return captures;
    }
}
