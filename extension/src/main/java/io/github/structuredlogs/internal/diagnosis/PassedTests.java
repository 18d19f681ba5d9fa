package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the tests that passed in this run have logged, as templates: a message of theirs is no cause of a failure.
 * Thread-safe; keeps eight bytes for each different template, up to a bound.
 */
public final class PassedTests {

    private static final int MOST_TEMPLATES = 200_000;

    private final Set<Long> templates = ConcurrentHashMap.newKeySet();
    private volatile boolean any;

    /**
     * Learns the records of a test that passed. It reads every message, so it is best left until a test fails.
     *
     * @param records the test's records
     */
    public void learn(Iterable<? extends LogRecord> records) {
        any = true;
        for (LogRecord record : records) {
            if (templates.size() >= MOST_TEMPLATES) {
                return;
            }
            templates.add(Template.of(record));
        }
    }

    /** Whether there was any, so that what is not in here is new. */
    boolean any() {
        return any;
    }

    boolean logged(long template) {
        return templates.contains(template);
    }
}
