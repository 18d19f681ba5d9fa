package io.github.structuredlogs.internal.scope;

import io.github.structuredlogs.CapturedLogs;
import io.github.structuredlogs.internal.parse.values.TraceId;
import io.github.structuredlogs.internal.query.Settling;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import io.github.structuredlogs.internal.store.StoredRecord;
import io.github.structuredlogs.internal.text.RecordText;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The scopes of a run, which decide the class and test of each record. Thread-safe. */
public final class Scopes implements Captures.View, AutoCloseable {

    private static final long SECOND = 1_000_000_000;
    private static final long MILLISECOND = 1_000_000;

    /** The number of ended tests that are remembered, to find the owner of records that arrive while no test runs. */
    private static final int MAX_ENDED = 1000;

    private final Captures captures;
    private final RecordText text;
    private final LongSupplier clock;
    private final List<ClassScope> classes = new CopyOnWriteArrayList<>();
    private final List<TestScope> running = new CopyOnWriteArrayList<>();
    private final Deque<TestScope> ended = new ArrayDeque<>();
    private final Ownership ownership;
    private final AtomicLong lastEnd = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final Map<TraceId, TestScope> traces = new ConcurrentHashMap<>();

    private volatile List<Capture> lastCaptures = List.of();

    /** The number of records of each capture when the first test began that found it. */
    private final Map<Capture, Long> startSizes = new ConcurrentHashMap<>();

    // guarded by ended
    private ScopeBoundary lastClass = ScopeBoundary.ORIGIN;
    private ScopeBoundary forgotten = ScopeBoundary.ORIGIN;

    private final Set<Object> reported = ConcurrentHashMap.newKeySet();

    /**
     * Begins without a class.
     *
     * @param captures the run's captures
     * @param text the text of records for failure messages
     */
    public Scopes(Captures captures, RecordText text) {
        this(
                captures,
                text,
                Scopes::wallClock,
                ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH));
    }

    Scopes(Captures captures, RecordText text, LongSupplier clock, Instant jvmStart) {
        this.captures = captures;
        ownership = new Ownership(captures, jvmStart);
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
    public boolean holds(Capture capture) {
        return classes.isEmpty() || ownership.isHeld(capture);
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
     * @param outer the class that contains it, null if it is not nested
     * @param uniqueId JUnit's unique id
     * @param testClass the class
     * @param settling the times of its assertions
     * @return the scope, to be closed at the class's end
     */
    public ClassScope openClass(@Nullable ClassScope outer, String uniqueId, Class<?> testClass, Settling settling) {
        ClassScope scope;
        synchronized (ended) {
            List<ClassScope> beside = outer != null
                    ? List.of()
                    : classes.stream().filter(each -> each.outermost() == each).toList();
            scope = new ClassScope(this, lastClass, begin(settling), beside, outer, uniqueId, testClass, settling);
            classes.add(scope);
        }
        return scope;
    }

    void ended(ClassScope scope) {
        synchronized (ended) {
            classes.remove(scope);
            ScopeBoundary end = scope.end();
            if (end != null && scope.outermost() == scope) {
                lastClass = ScopeBoundary.later(lastClass, end);
            }
        }
    }

    /**
     * Begins a test on the calling thread.
     *
     * @param owner its class
     * @param uniqueId JUnit's unique id
     * @param displayName its name for people
     * @param settling the times of its assertions
     * @return the scope, to be closed at the test's end
     */
    public TestScope openTest(ClassScope owner, String uniqueId, String displayName, Settling settling) {
        awaitNextMillisecond();
        ScopeBoundary begin = begin(settling);
        TestScope test;
        synchronized (ended) {
            ScopeBoundary last = owner.lastTest();
            ScopeBoundary previous = last == null ? null : ScopeBoundary.later(last, forgotten);
            test = new TestScope(owner, previous, begin, uniqueId, displayName, settling);
            long since = test.since().cutoff().nanos() - SECOND;
            for (TestScope other : running) {
                other.runsBeside(test);
                test.runsBeside(other);
            }
            // Nearly in the order of their ends: two threads may have overtaken each other.
            for (Iterator<TestScope> latest = ended.descendingIterator(); latest.hasNext(); ) {
                TestScope other = latest.next();
                if (endOf(other) <= since) {
                    break;
                }
                test.runsBeside(other);
            }
            running.add(test);
        }
        test.begin.sizes().forEach(startSizes::putIfAbsent);
        owner.add(test);
        return test;
    }

    /** {@return the number of records of a capture when the first test began that found it} */
    long startSize(Capture capture) {
        return startSizes.getOrDefault(capture, 0L);
    }

    long nextNumber() {
        return begun.incrementAndGet();
    }

    void ended(TestScope test) {
        synchronized (ended) {
            running.remove(test);
            ScopeBoundary end = test.end();
            if (end != null) {
                test.owner().testEnded(end);
            }
            ended.add(test);
            if (ended.size() > MAX_ENDED) {
                forget(ended.removeFirst());
            }
        }
    }

    private void forget(TestScope oldest) {
        ScopeBoundary end = oldest.end();
        if (end != null) {
            forgotten = ScopeBoundary.later(forgotten, end);
        }
        oldest.retire();
        if (oldest.beside().stream().noneMatch(running::contains)) {
            oldest.forgetOthers();
        }
    }

    /** Says whether a record belongs to a test of another class, which judges it. */
    boolean isOfAnotherClass(StoredRecord record, ClassScope scope) {
        List<TestScope> candidates = new ArrayList<>(running);
        synchronized (ended) {
            candidates.addAll(ended);
        }
        return candidates.stream()
                .filter(test -> test.ofClass() != scope.outermost())
                .anyMatch(test -> test.sees(record.capture())
                        && test.belonging(record.capture(), record.index()) == Scope.Belonging.WHOLE);
    }

    private static long endOf(TestScope test) {
        ScopeBoundary end = test.end();
        return end == null ? Long.MAX_VALUE : end.cutoff().nanos();
    }

    private ScopeBoundary begin(Settling settling) {
        return ScopeBoundary.now(
                new Cutoff(clock.getAsLong(), TimeUnit.NANOSECONDS.convert(settling.settle())), capturesNow());
    }

    /** {@return the captures; the same list until there is another one} */
    private List<Capture> capturesNow() {
        List<Capture> now = captures.list();
        List<Capture> before = lastCaptures;
        if (now.equals(before)) {
            return before;
        }
        lastCaptures = now;
        return now;
    }

    /**
     * Ends a scope at the next millisecond: most loggers truncate their times to milliseconds, so two records of one
     * millisecond could not be assigned to the time before or after the end.
     */
    ScopeBoundary end(Settling settling) {
        long nanos = -Math.floorDiv(-clock.getAsLong(), MILLISECOND) * MILLISECOND;
        lastEnd.accumulateAndGet(nanos, Math::max);
        return ScopeBoundary.now(new Cutoff(nanos, TimeUnit.NANOSECONDS.convert(settling.settle())), capturesNow());
    }

    /** Waits until the millisecond of a test's end has passed; without containers this is not needed. */
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
     * The records for the field of a class's instance, resolved when they are used: those of the test to which they are
     * bound; else of the innermost of the class's tests that run on the calling thread, else of its only running test,
     * else of the class.
     */
    public CapturedLogs view(ClassScope scope) {
        return new LogsView(this, new InstanceScope(() -> current(scope)));
    }

    /**
     * Binds the records in a field to the test that alone uses the instance, on whichever thread they are asked for.
     *
     * @param fieldValue what the field holds; anything but what {@link #view} has given stays as it is
     * @param test the test
     */
    public void bind(Object fieldValue, TestScope test) {
        if (fieldValue instanceof LogsView view && view.scope() instanceof InstanceScope instance) {
            instance.test = test;
        }
    }

    /** Whose records an instance's field shows. */
    private static final class InstanceScope implements Supplier<Scope> {
        private final Supplier<Scope> fallback;
        private volatile @Nullable TestScope test;

        InstanceScope(Supplier<Scope> fallback) {
            this.fallback = fallback;
        }

        @Override
        public Scope get() {
            TestScope bound = test;
            return bound == null ? fallback.get() : bound;
        }
    }

    /**
     * Returns the records for a static field, which classes may inherit, resolved when they are used: those of the
     * innermost test on the calling thread, else of the only running test, else of the class that began last. If several
     * classes run, only a class that began on the calling thread is known to be the one that asks; on any other thread the
     * view refuses to show one of them.
     */
    public CapturedLogs viewOfAny() {
        return new LogsView(this, this::scopeOfThisThread);
    }

    private Scope scopeOfThisThread() {
        TestScope innermost = innermost(running);
        if (innermost != null) {
            return innermost;
        }
        if (classes.isEmpty()) {
            throw new IllegalStateException(
                    "No test class is running whose records a static field could show: use an instance field or a"
                            + " parameter.");
        }
        if (classes.stream().map(ClassScope::outermost).distinct().count() > 1) {
            Thread thread = Thread.currentThread();
            return classes.stream()
                    .filter(each -> each.thread() == thread)
                    .reduce((earlier, later) -> later)
                    .orElseThrow(() -> new IllegalStateException(
                            "Several test classes are running, so it is not known whose records a static field shows on"
                                    + " this thread: use an instance field or a parameter."));
        }
        return running.size() == 1 ? running.get(0) : classes.get(classes.size() - 1);
    }

    /** {@return the records of a test, on any thread} */
    public CapturedLogs viewOf(TestScope test) {
        return new LogsView(this, () -> test);
    }

    /**
     * {@return the records for a parameter of a class's callbacks: those of its test on this thread, else the class's}
     */
    public CapturedLogs viewOf(ClassScope scope) {
        return new LogsView(this, () -> {
            TestScope innermost = innermost(scope);
            return innermost == null ? scope : innermost;
        });
    }

    private Scope current(ClassScope scope) {
        TestScope innermost = innermost(scope);
        if (innermost != null) {
            return innermost;
        }
        List<TestScope> all =
                running.stream().filter(test -> test.owner().isWithin(scope)).toList();
        return all.size() == 1 ? all.get(0) : scope;
    }

    private @Nullable TestScope innermost(ClassScope scope) {
        return innermost(
                running.stream().filter(test -> test.owner().isWithin(scope)).toList());
    }

    /** A worker thread that waits for others may run another test meanwhile. */
    private static @Nullable TestScope innermost(List<TestScope> candidates) {
        Thread thread = Thread.currentThread();
        return candidates.stream()
                .filter(test -> test.thread() == thread)
                .max(Comparator.comparingLong(TestScope::number))
                .orElse(null);
    }

    // --- owners

    Ownership ownership() {
        return ownership;
    }

    void trace(TraceId trace, TestScope test) {
        traces.put(trace, test);
    }

    /** Says whether a test has begun a trace, so that a record may belong to it wherever it was logged. */
    boolean hasTraces() {
        return !traces.isEmpty();
    }

    /** Whether a test has begun a trace. */
    boolean isTraceOfATest(TraceId trace) {
        return traces.containsKey(trace);
    }

    @Nullable TestScope tracedBy(Capture capture, long index) {
        if (!hasTraces()) {
            return null;
        }
        TraceId trace = capture.traceId(index);
        return trace == null ? null : traces.get(trace);
    }

    /**
     * Says whether nobody has failed yet for a record or a crash; if several classes share the container, one of them
     * does.
     */
    boolean isFirstReportOf(Object recordOrCrash) {
        return reported.add(recordOrCrash);
    }

    public Captures captures() {
        return captures;
    }
}
