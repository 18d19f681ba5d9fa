package io.github.structuredlogs.internal.diagnosis;

import io.github.structuredlogs.LogRecord;
import io.github.structuredlogs.internal.parse.values.MessageTemplate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the tests that passed in this run have logged, as templates, and how much of a test's log each was: a message of
 * theirs is no cause of a failure, unless it fills the failed test's log. Thread-safe; keeps a number for each different
 * template, up to a bound.
 */
public final class PassedTestHistory {

    private static final int MAX_TEMPLATES = 200_000;

    private final Map<Long, Float> shares = new ConcurrentHashMap<>();
    private volatile boolean any;

    /**
     * Learns the records of a test that passed. It reads every message, so it is best left until a test fails.
     *
     * @param records the test's records
     */
    public void learn(Iterable<? extends LogRecord> records) {
        any = true;
        Map<Long, Integer> counts = new HashMap<>();
        int total = 0;
        for (LogRecord record : records) {
            counts.merge(MessageTemplate.of(record), 1, Integer::sum);
            total++;
        }
        for (Map.Entry<Long, Integer> count : counts.entrySet()) {
            if (shares.size() >= MAX_TEMPLATES) {
                return;
            }
            shares.merge(count.getKey(), (float) count.getValue() / total, Math::max);
        }
    }

    /** Whether there was any, so that what is not in here is new. */
    boolean any() {
        return any;
    }

    /** {@return the greatest part of a test's records that were of that template, 0 if none was} */
    float share(long template) {
        return shares.getOrDefault(template, 0F);
    }
}
