package io.github.structuredlogs.internal.output.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Finds the tests that may have caused what was logged at a time. */
final class TestWindows {
    private final List<EndedTest> tests;
    /** For each test those that ran when it began, itself among them. */
    private final List<List<EndedTest>> running = new ArrayList<>();

    /**
     * Prepares the lookup.
     *
     * @param tests the tests, in order of their beginnings
     */
    TestWindows(List<EndedTest> tests) {
        this.tests = List.copyOf(tests);
        List<EndedTest> now = new ArrayList<>();
        for (EndedTest test : tests) {
            now.removeIf(other -> other.ended().isBefore(test.began()));
            now.add(test);
            running.add(List.copyOf(now));
        }
    }

    /** {@return the tests that ran at a time, and the first one that began after it, whose preparation it may be} */
    List<EndedTest> near(Instant time) {
        int next = next(time);
        List<EndedTest> found = new ArrayList<>();
        if (next > 0) {
            for (EndedTest test : running.get(next - 1)) {
                if (!test.ended().isBefore(time)) {
                    found.add(test);
                }
            }
        }
        if (next < tests.size()) {
            found.add(tests.get(next));
        }
        return found;
    }

    private int next(Instant time) {
        int low = 0;
        int high = tests.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tests.get(middle).began().isAfter(time)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
