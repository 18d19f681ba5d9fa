package io.github.structuredlogs.internal.output.report;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.store.Capture;
import io.github.structuredlogs.internal.store.Captures;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the test that a record of the run belongs to. A failed test has its records already. What carries the trace of a
 * test is that test's, whenever it was logged. Everything else belongs to the one test of its time that says so; where two
 * say so, to none.
 */
final class OwnerSearch implements RunPage.RecordOwner {
    private final Captures captures;
    private final Map<LogRecord, EndedTest> known;
    private final Map<String, EndedTest> byTrace = new HashMap<>();
    private final TestWindows windows;

    /**
     * Prepares the search.
     *
     * @param captures gives times by this JVM's clock
     * @param tests the tests, in order of their beginnings
     * @param known whose some records are
     */
    OwnerSearch(Captures captures, List<EndedTest> tests, Map<LogRecord, EndedTest> known) {
        this.captures = captures;
        this.known = Map.copyOf(known);
        windows = new TestWindows(tests);
        tests.forEach(test -> test.traces().forEach(trace -> byTrace.put(trace, test)));
    }

    @Override
    public @Nullable EndedTest of(Capture capture, long index) {
        EndedTest owner = known.isEmpty() ? null : known.get(capture.record(index));
        if (owner != null) {
            return owner;
        }
        String trace = byTrace.isEmpty() ? null : capture.trace(index);
        EndedTest traced = trace == null ? null : byTrace.get(trace);
        return traced != null ? traced : onlyOneNear(capture, index);
    }

    private @Nullable EndedTest onlyOneNear(Capture capture, long index) {
        Set<EndedTest> owners = identitySet();
        for (EndedTest test : near(capture, index)) {
            if (test.records().include(capture, index)) {
                owners.add(test);
            }
        }
        return owners.size() == 1 ? owners.iterator().next() : null;
    }

    /** Their members need not be compared. */
    private static Set<EndedTest> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** By when the engine received it, and by its own time: it may be received when its test is over. */
    private Set<EndedTest> near(Capture capture, long index) {
        Set<EndedTest> near = identitySet();
        for (long nanos : new long[] {capture.observedNanos(index), capture.timestampNanos(index)}) {
            if (nanos != Capture.NO_TIME) {
                near.addAll(windows.near(captures.byOwnClock(Instant.ofEpochSecond(0, nanos))));
            }
        }
        return near;
    }
}
