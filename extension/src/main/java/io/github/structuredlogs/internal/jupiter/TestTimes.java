package io.github.structuredlogs.internal.jupiter;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The times of the latest tests of a run, to find the test during which something happened. Thread-safe. */
final class TestTimes {

    private static final int MAX_TESTS = 1_000;

    private record TestTime(String name, Class<?> testClass, Instant began, Instant ended) {}

    private final Deque<TestTime> tests = new ArrayDeque<>();

    /** Adds a test that has ended. */
    synchronized void add(ExtensionContext test, Instant began) {
        if (tests.size() >= MAX_TESTS) {
            tests.removeFirst();
        }
        tests.addLast(new TestTime(name(test), test.getRequiredTestClass(), began, Instant.now()));
    }

    private static String name(ExtensionContext test) {
        String shown = test.getDisplayName();
        String method = test.getRequiredTestMethod().getName();
        return shown.startsWith(method + "(") ? method : shown;
    }

    /**
     * Finds the test that ran at a moment.
     *
     * @param at the moment, by this JVM's clock
     * @param testClass the asking class: tests of others are named with their class
     * @return the test's name, null if none is known to have run
     */
    synchronized @Nullable String at(Instant at, Class<?> testClass) {
        for (Iterator<TestTime> latest = tests.descendingIterator(); latest.hasNext(); ) {
            TestTime each = latest.next();
            if (!at.isBefore(each.began) && !at.isAfter(each.ended)) {
                return each.testClass == testClass ? each.name : each.testClass.getSimpleName() + " > " + each.name;
            }
        }
        return null;
    }
}
