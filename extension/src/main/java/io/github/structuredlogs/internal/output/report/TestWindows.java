package io.github.structuredlogs.internal.output.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lookup of the test that ran at a time, if it was the only one. */
final class TestWindows {
    private final List<EndedTest> tests;
    /** The latest end of each test and all earlier ones. */
    private final Instant[] latestEnd;

    /**
     * Prepares the lookup.
     *
     * @param tests the tests, in order of their beginnings
     */
    TestWindows(List<EndedTest> tests) {
        this.tests = List.copyOf(tests);
        latestEnd = new Instant[tests.size()];
        Instant latest = Instant.MIN;
        for (int i = 0; i < latestEnd.length; i++) {
            Instant end = tests.get(i).ended();
            latest = end.isAfter(latest) ? end : latest;
            latestEnd[i] = latest;
        }
    }

    /** {@return the test that ran at a time, null if none did or if several may have} */
    @Nullable EndedTest only(Instant time) {
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
        int last = low - 1;
        if (last < 0 || tests.get(last).ended().isBefore(time)) {
            return null;
        }
        return last > 0 && !latestEnd[last - 1].isBefore(time) ? null : tests.get(last);
    }
}
