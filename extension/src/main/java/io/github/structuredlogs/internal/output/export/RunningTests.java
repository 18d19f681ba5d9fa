package io.github.structuredlogs.internal.output.export;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When which test ran, by which a record is known to be one's: where only one ran at its time. Thread-safe. */
final class RunningTests {

    /** Records are sent within seconds; what is older is of no test that is still known. */
    private static final int MAX_KNOWN = 1_000;

    // guarded by this
    private final Deque<RunningTest> tests = new ArrayDeque<>();

    private static final class RunningTest {
        final String id;
        final Map<String, @Nullable Object> attributes;
        final Instant began;

        @Nullable Instant ended;

        RunningTest(String id, Map<String, @Nullable Object> attributes, Instant began) {
            this.id = id;
            this.attributes = attributes;
            this.began = began;
        }
    }

    synchronized void began(String id, String testClass, String test, Instant at) {
        tests.addFirst(new RunningTest(id, Map.of("test.suite.name", testClass, "test.case.name", test), at));
        if (tests.size() > MAX_KNOWN) {
            tests.removeLast();
        }
    }

    synchronized void ended(String id, Instant at) {
        for (RunningTest each : tests) {
            if (each.id.equals(id) && each.ended == null) {
                each.ended = at;
                return;
            }
        }
    }

    /** {@return the attributes of a record of a time: those of the test that ran, empty if none or several did} */
    synchronized Map<String, @Nullable Object> at(@Nullable Instant time) {
        Map<String, @Nullable Object> found = Map.of();
        if (time == null) {
            return found;
        }
        for (RunningTest each : tests) {
            Instant ended = each.ended;
            if (!time.isBefore(each.began) && (ended == null || !time.isAfter(ended))) {
                if (!found.isEmpty()) {
                    return Map.of();
                }
                found = each.attributes;
            }
        }
        return found;
    }
}
