package io.github.structuredlogs.internal.viewer.live;

import io.github.structuredlogs.internal.viewer.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tests of a run that pages are to know, as the run tells of them. Thread-safe. */
public final class LiveTests {
    private static final int MAX_TESTS = 20_000;

    // guarded by this
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Map<String, Object>> tests = new ArrayList<>();
    private final List<Integer> changed = new ArrayList<>();
    private final List<Integer> running = new ArrayList<>();

    /** A test has begun. */
    public synchronized void begins(String id, String className, String name, String displayName, Instant at) {
        if (tests.size() >= MAX_TESTS) {
            return;
        }
        Map<String, Object> test = new HashMap<>();
        test.put("className", className);
        test.put("name", name);
        test.put("displayName", displayName);
        test.put("scope", at);
        test.put("start", at);
        test.put("end", at);
        test.put("outcome", "RUNNING");
        test.put("finds", List.of());
        test.put("traces", List.of());
        int number = tests.size();
        numbers.put(id, number);
        tests.add(test);
        changed.add(number);
        running.add(number);
    }

    /**
     * A test has ended.
     *
     * @param failure why it failed, in a line; null if it did not
     */
    public synchronized void ends(String id, Report.ReportOutcome outcome, @Nullable String failure, Instant at) {
        Integer number = numbers.remove(id);
        if (number == null) {
            return;
        }
        Map<String, Object> test = tests.get(number);
        test.put("end", at);
        test.put("outcome", outcome.name());
        if (failure != null) {
            int colon = failure.indexOf(": ");
            Map<String, Object> why = new HashMap<>();
            why.put("type", colon < 0 ? failure : failure.substring(0, colon));
            why.put("message", colon < 0 ? "" : failure.substring(colon + 2));
            why.put("stackTrace", failure);
            test.put("failure", why);
        }
        running.remove(number);
        changed.add(number);
    }

    /** {@return the only test that runs, {@link Report#NONE} if none does or several} */
    synchronized int current() {
        return running.size() == 1 ? running.get(0) : Report.NONE;
    }

    /** {@return the tests that have changed since the last call, with their numbers} */
    synchronized List<Map<String, Object>> changes() {
        List<Map<String, Object>> changes =
                changed.stream().distinct().map(this::numbered).toList();
        changed.clear();
        return changes;
    }

    /** {@return all of them} */
    synchronized List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            all.add(numbered(i));
        }
        return all;
    }

    private Map<String, Object> numbered(int number) {
        return Map.of("number", number, "test", new HashMap<>(tests.get(number)));
    }
}
